package dev.chatp2p.ziti.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The headers of a frame: values by key, in ascending order of keys. Numbers are little endian. A value of an unexpected
 * length reads as absent. Not thread-safe; not changed once its frame is sent or delivered.
 */
public final class Headers {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final byte[] TRUE = {1};
    private static final byte[] FALSE = {0};

    private final NavigableMap<Integer, byte[]> values = new TreeMap<>();

    public Headers put(int key, byte[] value) {
        values.put(key, value);
        return this;
    }

    public Headers put(int key, int value) {
        byte[] bytes = new byte[4];
        INT.set(bytes, 0, value);
        return put(key, bytes);
    }

    public Headers put(int key, boolean value) {
        return put(key, value ? TRUE : FALSE);
    }

    public Headers put(int key, String value) {
        return put(key, value.getBytes(UTF_8));
    }

    /** Copies one header from another frame, if it is there. */
    public Headers copy(int key, Headers from) {
        byte[] value = from.values.get(key);
        if (value != null) {
            values.put(key, value);
        }
        return this;
    }

    /** Copies what a reply has to repeat of its request ({@code ziti-edge-protocol.md} §7.4). */
    Headers reflect(Headers request) {
        values.putAll(request.values.subMap(HeaderId.PROBE_TIME, true, HeaderId.LAST_REFLECTED, true));
        return this;
    }

    public Optional<byte[]> bytes(int key) {
        return Optional.ofNullable(values.get(key));
    }

    public Optional<String> string(int key) {
        return bytes(key).map(b -> new String(b, UTF_8));
    }

    public OptionalInt integer(int key) {
        byte[] b = values.get(key);
        return b == null || b.length != 4 ? OptionalInt.empty() : OptionalInt.of((int) INT.get(b, 0));
    }

    /** Whether the header is there and true. */
    public boolean isTrue(int key) {
        byte[] b = values.get(key);
        return b != null && b.length == 1 && b[0] == 1;
    }

    /** Length of the encoded header section in bytes. */
    int encodedLength() {
        int length = 0;
        for (byte[] value : values.values()) {
            length += 8 + value.length;
        }
        return length;
    }

    int encode(byte[] out, int offset) {
        int at = offset;
        for (Map.Entry<Integer, byte[]> e : values.entrySet()) {
            byte[] value = e.getValue();
            INT.set(out, at, (int) e.getKey());
            INT.set(out, at + 4, value.length);
            System.arraycopy(value, 0, out, at + 8, value.length);
            at += 8 + value.length;
        }
        return at;
    }
}

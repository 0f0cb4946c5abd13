package dev.chatp2p.ziti.router;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Turns frames into bytes ({@code ziti-edge-protocol.md} §7.1). Stateless. */
final class FrameWriter {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final int SEQUENCE_OFFSET = 8;
    /** A header of four bytes with its key and length. */
    private static final int INT_HEADER = 12;

    private FrameWriter() {}

    static byte[] encode(Frame frame) {
        int headerLength = frame.headers().encodedLength();
        byte[] body = frame.body();
        byte[] out = prefix(frame.contentType(), headerLength, body.length);
        setSequence(out, frame.sequence());
        frame.headers().encode(out, Frame.PREFIX_LENGTH);
        System.arraycopy(body, 0, out, Frame.PREFIX_LENGTH + headerLength, body.length);
        return out;
    }

    /**
     * A Data frame with room for its body at the end, so that the body can be encrypted in place. Flags of 0 are left out.
     */
    static byte[] data(int connId, int flags, int bodyLength) {
        int headerLength = flags == 0 ? INT_HEADER : 2 * INT_HEADER;
        byte[] out = prefix(ContentType.DATA, headerLength, bodyLength);
        intHeader(out, Frame.PREFIX_LENGTH, HeaderId.CONN_ID, connId);
        if (flags != 0) {
            intHeader(out, Frame.PREFIX_LENGTH + INT_HEADER, HeaderId.FLAGS, flags);
        }
        return out;
    }

    static void setSequence(byte[] encoded, int sequence) {
        INT.set(encoded, SEQUENCE_OFFSET, sequence);
    }

    private static byte[] prefix(int contentType, int headerLength, int bodyLength) {
        byte[] out = new byte[Frame.PREFIX_LENGTH + headerLength + bodyLength];
        INT.set(out, 0, Frame.MAGIC);
        INT.set(out, 4, contentType);
        INT.set(out, 12, headerLength);
        INT.set(out, 16, bodyLength);
        return out;
    }

    private static void intHeader(byte[] out, int offset, int key, int value) {
        INT.set(out, offset, key);
        INT.set(out, offset + 4, 4);
        INT.set(out, offset + 8, value);
    }
}

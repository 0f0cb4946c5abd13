package dev.chatp2p.core.protocol;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The beginning of a stream, up to where it shows whether its first line is a {@link Hello}. Not thread-safe: it belongs to the
 * thread that reads the link.
 */
public final class FirstLine {

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream(0);

    /**
     * What the stream begins with.
     *
     * @param hello the first line, if it is one
     * @param rest what has come beyond it; without a hello all that has come
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Beginning(Optional<Hello> hello, byte[] rest) {}

    /** Takes the next bytes; empty as long as more are needed. Not to be called again once it has told. */
    public Optional<Beginning> take(byte[] buffer, int offset, int length) {
        taken.write(buffer, offset, length);
        byte[] all = taken.toByteArray();
        if (!Hello.startsAsOne(all, all.length)) {
            return Optional.of(new Beginning(Optional.empty(), all));
        }
        int end = 0;
        while (end < all.length && all[end] != '\n') {
            end++;
        }
        if (end == all.length) {
            return all.length < Hello.MAX_LINE ? Optional.empty() : Optional.of(new Beginning(Optional.empty(), all));
        }
        Optional<Hello> hello = end < Hello.MAX_LINE ? Hello.parse(Arrays.copyOf(all, end)) : Optional.empty();
        return Optional.of(
                new Beginning(hello, hello.isPresent() ? Arrays.copyOfRange(all, end + 1, all.length) : all));
    }

    /** What has come so far; for a stream that ends, or is decided about, before it has told. */
    public byte[] taken() {
        return taken.toByteArray();
    }
}

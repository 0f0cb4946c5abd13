package dev.chatp2p.core.protocol;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a stream of bytes into lines (chat-protocol §1): UTF-8, ended by {@code \n} or {@code \r\n}. Holds at most one
 * line. Not thread-safe: it belongs to the thread that reads the link.
 */
public final class LineDecoder {

    /** Longer lines are cut here, on a code point border; the rest up to the line end is dropped. */
    public static final int MAX_LINE_BYTES = 16 * 1024;

    /** A line that has not ended by then is an attack or no text at all. */
    public static final int MAX_UNENDED_BYTES = 1024 * 1024;

    private ByteArrayOutputStream line = new ByteArrayOutputStream(0);

    /** All bytes of the current line, also those dropped. */
    private int lineBytes;

    /**
     * Takes the next bytes of the stream.
     *
     * @return the lines that ended in them, in order
     * @throws LinkException with {@link Reason#PROTOCOL} if a line exceeds {@link #MAX_UNENDED_BYTES}; the stream cannot be
     *     read any further
     */
    public List<Line> decode(byte[] buffer, int offset, int length) throws LinkException {
        List<Line> lines = new ArrayList<>();
        int start = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            if (buffer[i] == '\n') {
                take(buffer, start, i - start);
                lines.add(endLine());
                start = i + 1;
            }
        }
        take(buffer, start, end - start);
        return lines;
    }

    /** The end of the stream: what is left without a line end is a line too. */
    public Optional<Line> finish() {
        return lineBytes == 0 ? Optional.empty() : Optional.of(endLine());
    }

    private void take(byte[] buffer, int offset, int length) throws LinkException {
        if (length > MAX_UNENDED_BYTES - lineBytes) {
            throw new LinkException(
                    Reason.PROTOCOL,
                    "The other side sent more than 1 MiB without a line end, which no chat program does.");
        }
        // One byte more than the limit is kept, to tell a "\r" before the line end from a line too long.
        int room = Math.max(0, MAX_LINE_BYTES + 1 - lineBytes);
        line.write(buffer, offset, Math.min(length, room));
        lineBytes += length;
    }

    private Line endLine() {
        byte[] bytes = line.toByteArray();
        int length = bytes.length;
        if (lineBytes == length && length > 0 && bytes[length - 1] == '\r') {
            length--;
            lineBytes--;
        }
        boolean cut = lineBytes > MAX_LINE_BYTES;
        if (cut) {
            length = codePointBorder(bytes, MAX_LINE_BYTES);
        }
        // A fresh, empty buffer: an idle link should not keep the memory of its longest line.
        line = new ByteArrayOutputStream(0);
        lineBytes = 0;
        return new Line(new String(bytes, 0, length, StandardCharsets.UTF_8), cut);
    }

    /** The largest index up to {@code limit} at which no UTF-8 sequence is cut apart; {@code limit} < bytes.length. */
    private static int codePointBorder(byte[] bytes, int limit) {
        int border = limit;
        for (int back = 0; back < 3 && border > 0 && isContinuation(bytes[border]); back++) {
            border--;
        }
        return isContinuation(bytes[border]) ? limit : border;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}

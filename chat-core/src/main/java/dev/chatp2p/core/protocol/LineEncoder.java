package dev.chatp2p.core.protocol;

import dev.chatp2p.core.text.DisplayText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Turns our own text into lines (chat-protocol §1). Pure functions. */
public final class LineEncoder {

    /** One empty line; answering a call sends it, so that the caller sees the answer. */
    private static final byte[] SIGN_OF_LIFE = {'\n'};

    private LineEncoder() {}

    public static byte[] signOfLife() {
        return SIGN_OF_LIFE.clone();
    }

    /**
     * The text as lines of UTF-8, each ended by {@code \n}. Other line ends become {@code \n}, control characters are
     * taken out, and a line over {@link LineDecoder#MAX_LINE_BYTES} is split on a code point border, since the other side
     * would cut it.
     */
    public static byte[] encode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 1);
        for (String line : DisplayText.outgoing(text).split("\n", -1)) {
            writeLine(line.getBytes(StandardCharsets.UTF_8), out);
        }
        return out.toByteArray();
    }

    private static void writeLine(byte[] line, ByteArrayOutputStream out) {
        int start = 0;
        while (line.length - start > LineDecoder.MAX_LINE_BYTES) {
            int end = start + LineDecoder.MAX_LINE_BYTES;
            while ((line[end] & 0xC0) == 0x80) {
                end--;
            }
            out.write(line, start, end - start);
            out.write('\n');
            start = end;
        }
        out.write(line, start, line.length - start);
        out.write('\n');
    }
}

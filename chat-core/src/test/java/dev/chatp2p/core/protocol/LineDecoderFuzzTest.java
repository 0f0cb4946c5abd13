package dev.chatp2p.core.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.fuzz.FuzzTestBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * However a stream of bytes is cut into pieces, it gives the same lines, those a plain reading gives; and what we send comes
 * out as it went in. The first byte of an input says how long the pieces are.
 */
class LineDecoderFuzzTest extends FuzzTestBase {

    /** Long inputs are what matters here. */
    @Override
    protected int mutations() {
        return 3_000;
    }

    @Override
    protected long allowance(int length) {
        return (4L << 20) + 2_000L * length;
    }

    @Override
    protected void check(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 1, input.length);
        List<Line> lines = decode(stream, 1 + (input[0] & 0xff));
        assertEquals(plain(stream), lines);
        for (Line line : lines) {
            assertTrue(line.raw().length() <= LineDecoder.MAX_LINE_BYTES);
            assertTrue(line.displayText().length() <= DisplayText.MAX_TEXT);
        }
        String text = new String(stream, UTF_8);
        if (text.getBytes(UTF_8).length < LineDecoder.MAX_LINE_BYTES) {
            byte[] sent = LineEncoder.encode(text);
            List<String> received = decode(sent, 7).stream().map(Line::raw).toList();
            assertEquals(DisplayText.outgoing(text), String.join("\n", received));
        }
    }

    private static List<Line> decode(byte[] stream, int piece) throws LinkException {
        LineDecoder decoder = new LineDecoder();
        List<Line> lines = new ArrayList<>();
        for (int at = 0; at < stream.length; at += piece) {
            lines.addAll(decoder.decode(stream, at, Math.min(piece, stream.length - at)));
        }
        decoder.finish().ifPresent(lines::add);
        return lines;
    }

    /** The same, written down as simply as can be. */
    private static List<Line> plain(byte[] stream) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= stream.length; i++) {
            if (i == stream.length ? i > start : stream[i] == '\n') {
                lines.add(line(Arrays.copyOfRange(stream, start, i)));
                start = i + 1;
            }
        }
        return lines;
    }

    private static Line line(byte[] bytes) {
        int length = bytes.length;
        if (length > 0 && bytes[length - 1] == '\r' && length <= LineDecoder.MAX_LINE_BYTES + 1) {
            length--;
        }
        if (length <= LineDecoder.MAX_LINE_BYTES) {
            return new Line(new String(bytes, 0, length, UTF_8), false);
        }
        int cut = LineDecoder.MAX_LINE_BYTES;
        while (cut > LineDecoder.MAX_LINE_BYTES - 3 && isContinuation(bytes[cut])) {
            cut--;
        }
        cut = isContinuation(bytes[cut]) ? LineDecoder.MAX_LINE_BYTES : cut;
        return new Line(new String(bytes, 0, cut, UTF_8), true);
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}

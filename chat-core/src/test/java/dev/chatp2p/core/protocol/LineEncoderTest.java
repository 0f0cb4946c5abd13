package dev.chatp2p.core.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineEncoderTest {

    @Test
    void textBecomesLinesThatAllEndWithALineFeed() {
        assertEquals("one\n", encode("one"));
        assertEquals("a\nb\nc\nd\ne\nf\n", encode("a\r\nb\rc\u2028d\u2029e\u0085f"));
        assertEquals("\ttab and äöü 🦊\n", encode("\ttab and äöü 🦊"));
    }

    @Test
    void controlCharactersAreTakenOut() {
        assertEquals("[2J\n", encode("\u001b[2J\u0000"));
    }

    @Test
    void theSignOfLifeIsAnEmptyLine() throws Exception {
        byte[] bytes = LineEncoder.signOfLife();
        List<Line> lines = new LineDecoder().decode(bytes, 0, bytes.length);
        assertEquals(List.of(new Line("", false)), lines);
        assertEquals(true, lines.getFirst().isSignOfLife());
    }

    @Test
    void longLinesAreSplitSoThatNothingIsCutAtTheOtherSide() throws Exception {
        for (String pad : List.of("", "a", "ab", "abc")) {
            String text = pad + "🦊".repeat(10_000);
            byte[] bytes = LineEncoder.encode(text);
            List<Line> lines = new LineDecoder().decode(bytes, 0, bytes.length);
            lines.forEach(line -> assertFalse(line.cut()));
            assertEquals(text, lines.stream().map(Line::raw).collect(Collectors.joining()));
        }
    }

    @Test
    void aLineOfExactlyTheLimitIsNotSplit() {
        String limit = "x".repeat(LineDecoder.MAX_LINE_BYTES);
        assertEquals(limit + "\n", encode(limit));
        assertEquals(limit + "\ny\n", encode(limit + "y"));
    }

    private static String encode(String text) {
        return new String(LineEncoder.encode(text), UTF_8);
    }
}

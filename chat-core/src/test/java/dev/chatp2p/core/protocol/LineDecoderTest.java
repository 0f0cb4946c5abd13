package dev.chatp2p.core.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineDecoderTest {

    private final LineDecoder decoder = new LineDecoder();

    @Test
    void linesEndWithLineFeedOrCarriageReturnAndLineFeed() throws Exception {
        assertEquals(List.of("one", "two", "", "th\rree"), decode("one\ntwo\r\n\nth\rree\nfo"));
        assertEquals(List.of("four"), decode("ur\r\n"));
    }

    @Test
    void aLastLineWithoutALineEndCountsAtTheEndOfTheStream() throws Exception {
        assertEquals(List.of("one"), decode("one\nlast"));
        assertEquals(Optional.of(new Line("last", false)), decoder.finish());
        assertEquals(Optional.empty(), decoder.finish());
    }

    @Test
    void aStreamThatEndsWithALineEndHasNoFurtherLine() throws Exception {
        decode("one\n");
        assertEquals(Optional.empty(), decoder.finish());
    }

    @Test
    void charactersAndLineEndsSplitOverReadsArePutTogether() throws Exception {
        byte[] bytes = "grüße 🦊\r\nzwei\r\n".getBytes(UTF_8);
        List<String> lines = new ArrayList<>();
        for (byte b : bytes) {
            decoder.decode(new byte[] {b}, 0, 1).forEach(line -> lines.add(line.raw()));
        }
        assertEquals(List.of("grüße 🦊", "zwei"), lines);
    }

    @Test
    void onlyTheGivenPartOfTheBufferIsRead() throws Exception {
        assertEquals(List.of(new Line("b", false)), decoder.decode("a\nb\nc\n".getBytes(UTF_8), 2, 2));
    }

    @Test
    void howTheStreamIsCutIntoReadsMakesNoDifference() throws Exception {
        Random random = new Random(5);
        byte[] bytes = new byte[200_000];
        random.nextBytes(bytes);
        List<Line> whole = new ArrayList<>(decoder.decode(bytes, 0, bytes.length));
        decoder.finish().ifPresent(whole::add);
        LineDecoder other = new LineDecoder();
        List<Line> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; ) {
            int count = Math.min(bytes.length - from, 1 + random.nextInt(700));
            pieces.addAll(other.decode(bytes, from, count));
            from += count;
        }
        other.finish().ifPresent(pieces::add);
        assertEquals(whole, pieces);
    }

    @Test
    void aLineOfExactlyTheLimitIsWhole() throws Exception {
        String limit = "x".repeat(LineDecoder.MAX_LINE_BYTES);
        assertEquals(List.of(new Line(limit, false)), lines(limit + "\n"));
        assertEquals(List.of(new Line(limit, false)), lines(limit + "\r\n"));
    }

    @Test
    void aLongerLineIsCutMarkedAndItsRestDropped() throws Exception {
        String limit = "x".repeat(LineDecoder.MAX_LINE_BYTES);
        assertEquals(
                List.of(new Line(limit, true), new Line("next", false)), lines(limit + "y".repeat(5000) + "\nnext\n"));
        assertEquals(List.of(new Line(limit, true)), lines(limit + "y\n"));
    }

    @Test
    void aLineIsNeverCutWithinACharacter() throws Exception {
        for (String pad : List.of("", "a", "ab", "abc")) {
            String text = pad + "🦊".repeat(5000);
            Line cut = lines(text + "\n").getFirst();
            assertTrue(cut.cut());
            assertTrue(text.startsWith(cut.raw()), pad);
            int bytes = cut.raw().getBytes(UTF_8).length;
            assertTrue(bytes <= LineDecoder.MAX_LINE_BYTES && bytes > LineDecoder.MAX_LINE_BYTES - 4, pad);
        }
    }

    @Test
    void cuttingInTheMiddleOfNoiseWorksToo() throws Exception {
        byte[] noise = new byte[LineDecoder.MAX_LINE_BYTES + 100];
        Arrays.fill(noise, (byte) 0x80);
        noise[noise.length - 1] = '\n';
        Line line = decoder.decode(noise, 0, noise.length).getFirst();
        assertEquals("\ufffd".repeat(LineDecoder.MAX_LINE_BYTES), line.raw());
        assertTrue(line.cut());
    }

    @Test
    void aMebibyteWithoutALineEndIsAViolation() throws Exception {
        byte[] chunk = new byte[64 * 1024];
        for (int i = 0; i < 16; i++) {
            assertEquals(List.of(), decoder.decode(chunk, 0, chunk.length));
        }
        LinkException violation = assertThrows(LinkException.class, () -> decoder.decode(chunk, 0, 1));
        assertEquals(Reason.PROTOCOL, violation.reason());
    }

    @Test
    void aMebibyteWithALineEndIsOnlyCut() throws Exception {
        byte[] chunk = new byte[LineDecoder.MAX_UNENDED_BYTES];
        Arrays.fill(chunk, (byte) 'x');
        decoder.decode(chunk, 0, chunk.length);
        assertEquals(
                List.of(true),
                decoder.decode(new byte[] {'\n'}, 0, 1).stream().map(Line::cut).toList());
        assertEquals(List.of("after"), decode("after\n"));
    }

    @Test
    void invalidUtf8IsReplacedAndTheNextLineIsFine() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write('a');
        bytes.write(0xC3);
        bytes.write('\n');
        bytes.writeBytes("fine\n".getBytes(UTF_8));
        byte[] all = bytes.toByteArray();
        assertEquals(List.of(new Line("a\ufffd", false), new Line("fine", false)), decoder.decode(all, 0, all.length));
    }

    @Test
    void aLineIsShownWithItsControlCharactersWrittenOut() {
        assertEquals("␛[0m", new Line("\u001b[0m", false).displayText());
    }

    private List<String> decode(String text) throws LinkException {
        return lines(text).stream().map(Line::raw).toList();
    }

    private List<Line> lines(String text) throws LinkException {
        byte[] bytes = text.getBytes(UTF_8);
        return decoder.decode(bytes, 0, bytes.length);
    }
}

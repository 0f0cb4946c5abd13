package dev.chatp2p.core.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    private static final UUID ID = UUID.fromString("0199c2a0-1b2c-7d3e-8f40-123456789abc");

    @Test
    void whateverFramesAreSaidTheSameAreHeardHoweverTheStreamIsCut() throws Exception {
        Random random = new Random(20_261_128L);
        for (int round = 0; round < 200; round++) {
            List<Frame> said = IntStream.range(0, 1 + random.nextInt(20))
                    .mapToObj(i -> anyFrame(random))
                    .toList();
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            for (Frame frame : said) {
                stream.writeBytes(FrameEncoder.encode(frame));
                if (random.nextInt(4) == 0) {
                    stream.writeBytes(unknown(random));
                }
            }
            assertEquals(said, heard(stream.toByteArray(), random));
        }
    }

    @Test
    void aFrameIsItsLengthItsTypeAndJson() {
        assertArrayEquals(
                concat(new byte[] {0, 0, 0, 12, 12}, "{\"on\":true}".getBytes(UTF_8)),
                FrameEncoder.encode(new Frame.Typing(true)));
        assertArrayEquals(
                concat(new byte[] {0, 0, 0, 3, 2}, "{}".getBytes(UTF_8)), FrameEncoder.encode(new Frame.Answer()));
    }

    @Test
    void theLongestFrameIsOneMebibyte() throws Exception {
        int around = FrameEncoder.encode(new Frame.Text(ID, Instant.EPOCH, "", Optional.empty())).length;
        String body = "x".repeat(FrameDecoder.MAX_LENGTH + Integer.BYTES - around);
        Frame.Text longest = new Frame.Text(ID, Instant.EPOCH, body, Optional.empty());
        assertEquals(List.of(longest), heard(FrameEncoder.encode(longest), new Random(1)));
        Frame.Text longer = new Frame.Text(ID, Instant.EPOCH, body + "x", Optional.empty());
        assertThrows(IllegalArgumentException.class, () -> FrameEncoder.encode(longer));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, FrameDecoder.MAX_LENGTH + 1, Integer.MAX_VALUE})
    void aLengthThatCannotBeIsRefusedAtOnce(int length) {
        byte[] header =
                ByteBuffer.allocate(5).putInt(length).put((byte) FrameType.TEXT).array();
        LinkException refused = assertThrows(LinkException.class, () -> heard(header, new Random(1)));
        assertEquals(Reason.PROTOCOL, refused.reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10 {}",
                "10 {\"id\":\"0199c2a0-1b2c-7d3e-8f40-123456789abc\",\"at\":1}",
                "10 {\"id\":\"0199c2a0-1b2c-7d3e-8f40-123456789abc\",\"at\":\"1\",\"body\":\"x\"}",
                "10 {\"id\":\"0199c2a0-1b2c-7d3e-8f40-123456789abc\",\"at\":1.5,\"body\":\"x\"}",
                "10 {\"id\":\"0199c2a0-1b2c-7d3e-8f40-123456789abc\",\"at\":1,\"body\":7}",
                "10 {\"id\":\"1-1-1-1-1\",\"at\":1,\"body\":\"x\"}",
                "11 {\"ids\":[1],\"state\":\"read\"}",
                "11 {\"state\":\"read\"}",
                "12 {}",
                "20 {}",
                "21 {\"n\":99999999999999999999}",
                "1 []",
                "1 true",
                "1",
                "2 {} {}",
                "5 {\"reason\":",
            })
    void whatIsNotAsAgreedIsRefused(String typeAndPayload) {
        String[] parts = typeAndPayload.split(" ", 2);
        byte[] frame = frame(Integer.parseInt(parts[0]), parts.length > 1 ? parts[1] : "");
        LinkException refused = assertThrows(LinkException.class, () -> heard(frame, new Random(1)));
        assertEquals(Reason.PROTOCOL, refused.reason());
        assertTrue(refused.sentence().endsWith("."), refused.sentence());
    }

    @Test
    void framesBeforeABadOneAreHeard() {
        byte[] stream = concat(FrameEncoder.encode(new Frame.Ping(7)), frame(FrameType.PONG, "no"));
        List<Frame> frames = new ArrayList<>();
        assertThrows(LinkException.class, () -> new FrameDecoder().decode(stream, 0, stream.length, frames));
        assertEquals(List.of(new Frame.Ping(7)), frames);
    }

    @Test
    void theUnknownIsSkippedOrTakenForTheNearestKnown() throws Exception {
        byte[] stream = concat(
                frame(30, "\u0000\u0001"),
                frame(FrameType.RECEIPT, "{\"ids\":[],\"state\":\"printed\"}"),
                frame(FrameType.DECLINE, "{\"reason\":\"asleep\",\"until\":7}"),
                frame(FrameType.BYE, "{\"reason\":\"" + "x".repeat(100) + "\"}"),
                frame(FrameType.RINGING, "{\"volume\":11}"));
        assertEquals(
                List.of(new Frame.Decline(Frame.Refusal.DECLINED), new Frame.Bye(""), new Frame.Ringing()),
                heard(stream, new Random(1)));
    }

    @Test
    void theStreamMayEndBetweenFramesOnly() throws Exception {
        FrameDecoder decoder = new FrameDecoder();
        byte[] frame = FrameEncoder.encode(new Frame.Ringing());
        decoder.decode(frame, 0, 3, new ArrayList<>());
        assertFalse(decoder.isBetweenFrames());
        decoder.decode(frame, 3, frame.length - 3, new ArrayList<>());
        assertTrue(decoder.isBetweenFrames());
    }

    @Test
    void aHelloIsALineThatSaysWhatAProgramCan() {
        Hello hello = new Hello(Set.of(Hello.TEXT, Hello.RING), "app/1", "Zoë", Optional.empty());
        String line = new String(hello.line(), UTF_8);
        assertEquals("chat/1 {\"v\":1,\"caps\":[\"ring\",\"text\"],\"app\":\"app/1\",\"name\":\"Zoë\"}\n", line);
        assertEquals(Optional.of(hello), Hello.parse(line.strip().getBytes(UTF_8)));
        Hello quiet = hello.withPurpose(Hello.DELIVER);
        assertTrue(quiet.delivers());
        byte[] bytes = quiet.line();
        assertEquals(Optional.of(quiet), Hello.parse(Arrays.copyOf(bytes, bytes.length - 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "chat/1",
                "chat/1 ",
                "chat/1 hello",
                "chat/1 {}",
                "chat/1 {\"v\":2}",
                "chat/1 {\"v\":\"1\"}",
                "Chat/1 {\"v\":1}",
                " chat/1 {\"v\":1}",
                "chat/1 {\"v\":1"
            })
    void whatIsNoHelloIsText(String line) {
        assertEquals(Optional.empty(), Hello.parse(line.getBytes(UTF_8)));
    }

    @Test
    void aStreamShowsAtItsFirstByteThatItIsNoHello() {
        FirstLine first = new FirstLine();
        FirstLine.Beginning beginning = first.take(new byte[] {'h', 'i'}, 0, 2).orElseThrow();
        assertEquals(Optional.empty(), beginning.hello());
        assertArrayEquals(new byte[] {'h', 'i'}, beginning.rest());
    }

    @Test
    void whatFollowsTheHelloIsHandedOn() {
        byte[] stream = concat("chat/1 {\"v\":1,\"x\":[]}\r\n".getBytes(UTF_8), new byte[] {0, 0, 0});
        FirstLine first = new FirstLine();
        for (int i = 0; i < stream.length - 4; i++) {
            assertEquals(Optional.empty(), first.take(stream, i, 1));
        }
        FirstLine.Beginning beginning = first.take(stream, stream.length - 4, 4).orElseThrow();
        assertTrue(beginning.hello().isPresent());
        assertArrayEquals(new byte[] {0, 0, 0}, beginning.rest());
    }

    @Test
    void aFirstLineWithoutEndIsText() {
        byte[] endless = concat("chat/1 {".getBytes(UTF_8), new byte[Hello.MAX_LINE]);
        assertEquals(
                Optional.empty(),
                new FirstLine().take(endless, 0, endless.length).orElseThrow().hello());
    }

    private static Frame anyFrame(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> new Frame.Ringing();
            case 1 -> new Frame.Answer();
            case 2 -> new Frame.Decline(any(Frame.Refusal.class, random));
            case 3 -> new Frame.Cancel();
            case 4 -> new Frame.Bye("reason-" + random.nextInt());
            case 5 ->
                new Frame.Receipt(
                        IntStream.range(0, random.nextInt(30))
                                .mapToObj(i -> new UUID(random.nextLong(), random.nextLong()))
                                .toList(),
                        any(Frame.Stage.class, random));
            case 6 -> new Frame.Typing(random.nextBoolean());
            case 7 -> new Frame.Ping(random.nextLong());
            case 8 -> new Frame.Pong(random.nextLong());
            default ->
                new Frame.Text(
                        new UUID(random.nextLong(), random.nextLong()),
                        Instant.ofEpochMilli(random.nextLong()),
                        anyText(random),
                        random.nextBoolean()
                                ? Optional.empty()
                                : Optional.of(new UUID(random.nextLong(), random.nextLong())));
        };
    }

    private static <E extends Enum<E>> E any(Class<E> type, Random random) {
        List<E> all = List.copyOf(EnumSet.allOf(type));
        return all.get(random.nextInt(all.size()));
    }

    private static String anyText(Random random) {
        return random.ints(random.nextInt(2_000), 0, Character.MAX_CODE_POINT + 1)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] unknown(Random random) {
        byte[] payload = new byte[random.nextInt(3_000)];
        random.nextBytes(payload);
        return ByteBuffer.allocate(5 + payload.length)
                .putInt(1 + payload.length)
                .put((byte) (30 + random.nextInt(20)))
                .put(payload)
                .array();
    }

    private static byte[] frame(int type, String payload) {
        byte[] bytes = payload.getBytes(UTF_8);
        return ByteBuffer.allocate(5 + bytes.length)
                .putInt(1 + bytes.length)
                .put((byte) type)
                .put(bytes)
                .array();
    }

    private static List<Frame> heard(byte[] stream, Random random) throws LinkException {
        FrameDecoder decoder = new FrameDecoder();
        List<Frame> frames = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int count = 1 + random.nextInt(Math.min(stream.length - at, 1 + random.nextInt(5_000)));
            decoder.decode(stream, at, count, frames);
            at += count;
        }
        return frames;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}

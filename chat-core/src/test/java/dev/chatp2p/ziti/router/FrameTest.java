package dev.chatp2p.ziti.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors: {@code ziti-edge-protocol.md} §19.1, captured from real routers. */
class FrameTest {

    private static final String HELLO = "0306090c00000000ffffffff2c00000000000000ea030000240000003437663938376562"
            + "2d623035612d346432362d623635652d363163396166343665313730";
    private static final String RESULT =
            "0306090c02000000ffffffff6f0000000000000000000000040000004a72716e0100000004000000"
                    + "ffffffff020000000100000001040000002c00000076302e302e307c6c6f63616c7c323032302d30312d30312030313a30313a3031"
                    + "7c6c696e75787c616d6436340800000009000000522e51615438504475000400000100000001";
    private static final String BIND =
            "0306090c76ed0000010000009a00000024000000e80300000400000001000000eb03000020000000"
                    + "47730005d6dc5b80d6464f1b57d3692d919724be9d76110034fdd1c8a69c3662ee030000050000007573657231f1030000010000"
                    + "0000f40300000100000001fd0300002400000061356564366164612d613837612d343837352d386562302d326330326235326462"
                    + "353635ff030000010000000100040000010000000104040000010000000032373735383438612d656230372d343936342d393166"
                    + "612d323537366133383730383830";
    private static final String BIND_CONNECTED =
            "0306090c70ed0000010000002100000000000000010000000400000001000000e8030000"
                    + "0400000001000000f40300000100000001";
    private static final String BIND_SUCCESS = "0306090c80ed0000020000000c00000000000000e80300000400000001000000";
    private static final String CONNECT =
            "0306090c6fed0000010000008800000024000000e80300000400000001000000eb03000020000000"
                    + "a944dfc0edd1e6a186ed73a22f15a8b8f9ce2d83e59f48cbc3b05603a9cd3827ee030000050000007573657231f0030000050000"
                    + "007573657232f10300000100000000f303000008000000686920746865726501040000100000006638316166656462346136353235"
                    + "643904040000010000000032323432363639372d373365652d346135632d613336642d383461333461636166363738";
    private static final String CONNECTED =
            "0306090c70ed0000010000005d00000000000000010000000400000001000000e803000004000000"
                    + "01000000eb0300002000000047730005d6dc5b80d6464f1b57d3692d919724be9d76110034fdd1c8a69c366202040000090000003767"
                    + "626f54716445644d0400000400000000000000";
    private static final String DIAL =
            "0306090c73ed0000030000008600000024000000e80300000400000001000000eb03000020000000"
                    + "a944dfc0edd1e6a186ed73a22f15a8b8f9ce2d83e59f48cbc3b05603a9cd3827f0030000050000007573657232f30300000800000068"
                    + "69207468657265f4030000040000000000008001040000100000006638316166656462346136353235643902040000090000003767626f"
                    + "547164456432373735383438612d656230372d343936342d393166612d323537366133383730383830";
    private static final String DIAL_SUCCESS =
            "0306090c74ed0000020000001800000004000000010000000400000003000000e8030000040000000100000000000080";
    private static final String CRYPTO_HEADER =
            "0306090c72ed0000020000001800000018000000e80300000400000001000000f2030000"
                    + "040000000400000002aaa656ea706b4018714e62c7df3134fa5b9165d29cd6d5";
    private static final String DATA =
            "0306090c72ed0000030000000c0000001a000000e803000004000000010000000ef90218e689d764e9"
                    + "b9b350946f8e2b5704d6fb43bdd1bbf637";
    private static final String FIN =
            "0306090c72ed0000040000001800000000000000e80300000400000001000000f20300000400000001000000";
    private static final String CLOSED_SENT = "0306090c71ed0000050000000c00000000000000e80300000400000001000000";
    private static final String CLOSED_RECEIVED =
            "0306090c71ed000007000000180000000c000000e80300000400000000000080e9030000"
                    + "0400000001000000636c6f73652063616c6c6564";
    private static final String INSPECT = "0306090c7eed0000080000000c00000000000000e80300000400000001000000";
    private static final String INSPECT_REPLY =
            "0306090c85ed0000050000002100000002000000010000000400000008000000e8030000"
                    + "0400000001000000fe03000001000000027b7d";
    private static final String LATENCY = "0306090c0300000006000000100000000000000080000000080000000000000000000000";
    private static final String LATENCY_RESULT =
            "0306090c0200000009000000250000000000000001000000040000000600000002000000"
                    + "010000000180000000080000000000000000000000";
    private static final String MINIMAL =
            "0306090c72ed0000ffffffff1800000002000000e80300000400000007000000f203000004000000040000006869";

    @ParameterizedTest
    @ValueSource(
            strings = {
                HELLO,
                RESULT,
                BIND,
                BIND_CONNECTED,
                BIND_SUCCESS,
                CONNECT,
                CONNECTED,
                DIAL,
                DIAL_SUCCESS,
                CRYPTO_HEADER,
                DATA,
                FIN,
                CLOSED_SENT,
                CLOSED_RECEIVED,
                INSPECT,
                INSPECT_REPLY,
                LATENCY,
                LATENCY_RESULT,
                MINIMAL
            })
    void everyCapturedFrameIsReadAndWrittenBackByteForByte(String hex) throws Exception {
        assertEquals(hex, HexFormat.of().formatHex(FrameWriter.encode(read(hex))));
    }

    @Test
    void helloCarriesTheSessionToken() {
        byte[] encoded = FrameWriter.encode(RouterConnector.hello("47f987eb-b05a-4d26-b65e-61c9af46e170", ""));
        assertEquals(HELLO, HexFormat.of().formatHex(encoded));
    }

    @Test
    void helloTellsRoutersWhichChannelItIs() {
        assertEquals("channel 7", RouterConnector.hello("token", "channel 7").text());
    }

    @Test
    void theAnswerToHelloTellsWhoTheRouterIs() throws Exception {
        HelloResult hello = HelloResult.of(read(RESULT).headers());
        assertEquals(new HelloResult("R.QaT8PDu", "v0.0.0", true), hello);
    }

    @Test
    void aDialNamesTheCallerItsAppDataAndTheNewConnection() throws Exception {
        Frame dial = read(DIAL);
        assertEquals(ContentType.DIAL, dial.contentType());
        assertEquals(3, dial.sequence());
        assertEquals(1, dial.connId());
        assertEquals(
                0x80000000,
                dial.headers().integer(HeaderId.ROUTER_PROVIDED_CONN_ID).orElseThrow());
        assertEquals("user2", dial.headers().string(HeaderId.CALLER_ID).orElseThrow());
        assertEquals("hi there", dial.headers().string(HeaderId.APP_DATA).orElseThrow());
        assertEquals("7gboTqdEd", dial.headers().string(HeaderId.CIRCUIT_ID).orElseThrow());
        assertEquals(32, dial.headers().bytes(HeaderId.PUBLIC_KEY).orElseThrow().length);
    }

    @Test
    void aDataFrameIsBuiltInPlace() {
        byte[] header = HexFormat.of().parseHex("02aaa656ea706b4018714e62c7df3134fa5b9165d29cd6d5");
        RouterChannel.DataFrame data = RouterChannel.data(1, 4, header.length);
        System.arraycopy(header, 0, data.buffer(), data.bodyOffset(), header.length);
        FrameWriter.setSequence(data.buffer(), 2);
        assertEquals(CRYPTO_HEADER, HexFormat.of().formatHex(data.buffer()));
    }

    @Test
    void dataWithoutFlagsHasOnlyTheConnection() {
        byte[] fin = RouterChannel.data(1, 1, 0).buffer();
        FrameWriter.setSequence(fin, 4);
        assertEquals(FIN, HexFormat.of().formatHex(fin));
        assertEquals(32, RouterChannel.data(1, 0, 0).buffer().length);
    }

    @Test
    void severalFramesInOneStreamAreReadOneByOne() throws Exception {
        FrameReader reader = new FrameReader(stream(BIND_SUCCESS + DATA));
        assertEquals(ContentType.BIND_SUCCESS, reader.read().contentType());
        assertEquals(26, reader.read().body().length);
        assertThrows(EOFException.class, reader::read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // another protocol, a refused version, headers beyond the section, a negative length, a giant section
                "485454502f312e312034303020426164205265717565",
                "0306090a0100000002000000000000000000000000000000",
                "0306090c72ed00000100000008000000000000000100000009000000",
                "0306090c72ed0000010000000800000000000000e8030000ffffffff",
                "0306090c72ed00000100000003000000000000000102030405060708",
                "0306090c72ed00000100000000000070000000000000000000000000",
                "0306090c72ed000001000000ffffffff000000000000000000000000",
                "0306090c72ed000001000000000000000000004100000000"
            })
    void whatIsNotAFrameEndsTheChannelWithAProtocolError(String hex) {
        ZitiException e = assertThrows(ZitiException.class, () -> read(hex));
        assertEquals(ZitiFailure.PROTOCOL, e.failure());
    }

    @Test
    void aStreamThatEndsInMidFrameIsAnEndOfStream() {
        for (int length = 0; length < DATA.length() / 2; length++) {
            String part = DATA.substring(0, 2 * length);
            assertThrows(EOFException.class, () -> read(part));
        }
    }

    @Test
    void anOversizeBodyIsSkippedAndMarkedAndTheNextFrameStillRead() throws Exception {
        int length = FrameReader.MAX_BODY + 1;
        byte[] prefix = HexFormat.of().parseHex(DATA.substring(0, 64));
        ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).putInt(16, length);
        InputStream in = new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(prefix), new Zeros(length)), stream(FIN));
        FrameReader reader = new FrameReader(in);
        Frame skipped = reader.read();
        assertTrue(skipped.oversize());
        assertEquals(1, skipped.connId());
        assertEquals(0, skipped.body().length);
        Frame next = reader.read();
        assertFalse(next.oversize());
        assertEquals(1, next.headers().integer(HeaderId.FLAGS).orElseThrow());
    }

    @Test
    void anOversizeFrameIsToldBeforeItsBodyHasCome() throws Exception {
        byte[] prefix = HexFormat.of().parseHex(DATA.substring(0, 64));
        ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).putInt(16, FrameReader.MAX_BODY + 1);
        FrameReader reader = new FrameReader(new ByteArrayInputStream(prefix));
        assertTrue(reader.read().oversize());
        assertThrows(EOFException.class, reader::read);
    }

    @ParameterizedTest
    @ValueSource(ints = {200_000, 1_000_000, FrameReader.MAX_BODY + 1})
    void aLargeFrameShowsProgressWhileItComesIn(int length) throws Exception {
        byte[] prefix = HexFormat.of().parseHex(DATA.substring(0, 64));
        ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).putInt(16, length);
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(prefix), new Zeros(length));
        AtomicInteger progress = new AtomicInteger();
        FrameReader reader = new FrameReader(new BufferedInputStream(in, 1000), progress::incrementAndGet);
        reader.read();
        assertThrows(EOFException.class, reader::read);
        int pieces = length / FrameReader.PROGRESS;
        assertTrue(progress.get() > pieces / 2 && progress.get() <= pieces, () -> progress + " of " + pieces);
    }

    @Test
    void smallFramesShowNoneHoweverMany() throws Exception {
        AtomicInteger progress = new AtomicInteger();
        FrameReader reader = new FrameReader(stream(DATA.repeat(1000)), progress::incrementAndGet);
        for (int i = 0; i < 1000; i++) {
            reader.read();
        }
        assertEquals(0, progress.get());
    }

    @Test
    void headersOfAnUnexpectedLengthReadAsAbsent() {
        Headers headers = new Headers().put(1, new byte[3]).put(2, new byte[] {1, 1});
        assertTrue(headers.integer(1).isEmpty());
        assertFalse(headers.isTrue(2));
        assertArrayEquals(new byte[3], headers.bytes(1).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0.0.0", "v1.6.0", "v1.6.15", "v1.7.3", "v1.6.9-rc1"})
    void routersWithSwappedInspectTypesAreKnown(String version) {
        assertTrue(new HelloResult("r", version, true).swapsInspectTypes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1.1.15", "v1.5.4", "v1.6.16", "v2.0.0-pre12", "v1.6.", "v1.6.99999999999", "garbage"})
    void allOthersAreTakenAsCorrect(String version) {
        assertFalse(new HelloResult("r", version, true).swapsInspectTypes());
    }

    @Test
    void textOfABodyIsBounded() {
        Frame frame = Frame.of(
                ContentType.STATE_CLOSED, new Headers(), "x".repeat(100_000).getBytes(UTF_8));
        assertEquals(1000, frame.text().length());
    }

    private static Frame read(String hex) throws IOException, ZitiException {
        return new FrameReader(stream(hex)).read();
    }

    private static InputStream stream(String hex) {
        return new ByteArrayInputStream(HexFormat.of().parseHex(hex));
    }

    /** As many zero bytes as asked for, without holding them. */
    private static final class Zeros extends InputStream {
        private int left;

        Zeros(int length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int n = Math.min(left, Math.min(length, 1 << 14)); // as TLS does
            left -= n;
            return n;
        }
    }
}

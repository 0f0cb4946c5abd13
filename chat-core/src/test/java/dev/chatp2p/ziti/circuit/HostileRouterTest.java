package dev.chatp2p.ziti.circuit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.router.ContentType;
import dev.chatp2p.ziti.router.Frame;
import dev.chatp2p.ziti.router.HeaderId;
import dev.chatp2p.ziti.router.Headers;
import dev.chatp2p.ziti.router.ScriptedRouter;
import dev.chatp2p.ziti.router.UnreadBudget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A router that floods, lies and stalls: it costs a bounded amount, and what is not its business goes on. */
@Timeout(60)
class HostileRouterTest {

    private static final String TOKEN = "t";
    private static final long BUDGET = 4L << 20;

    private final UnreadBudget budget = new UnreadBudget(BUDGET);
    private final ScriptedRouter router = new ScriptedRouter(budget);
    private final Queue<EdgeConnection> accepted = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void aFloodOfFramesNobodyAskedForIsPassedOver() throws Exception {
        EdgeConnection talk = dial();
        for (int i = 0; i < 50_000; i++) {
            router.send(Frame.of(70_000 + i, new Headers(), "what is this"));
            router.send(data(1_000_000 + i, "for nobody"));
            router.send(Frame.of(ContentType.RESULT, new Headers().put(HeaderId.REPLY_FOR, 1_000_000 + i)));
        }
        goesOn(talk);
    }

    @Test
    void dialsBeyondWhatTheApplicationTakesLeaveNothingBehind() throws Exception {
        Binding binding = Binding.bind(
                router.channel(), new Binding.Request(TOKEN, "bob", "l", Optional.empty()), EdgeConnection::close);
        int dials = 20_000;
        for (int i = 0; i < dials; i++) {
            router.send(dialing(i, new byte[0]));
        }
        await().until(() -> router.received(ContentType.STATE_CLOSED).size() == dials);
        // The numbers are free again, which they are only when nothing is kept under them.
        router.send(dialing(0, new byte[0]));
        await().until(() -> router.received(ContentType.DIAL_SUCCESS).size() == dials + 1);
        assertEquals(0, router.received(ContentType.DIAL_FAILED).size());
        binding.close();
        goesOn(dial());
    }

    @Test
    void aConnectionNumberThatIsInUseIsRefusedAndTheCircuitThatHasItGoesOn() throws Exception {
        bind();
        router.send(dialing(7, new byte[0]));
        await().until(() -> accepted.size() == 1);
        for (int i = 0; i < 100; i++) {
            router.send(dialing(7, new byte[0]));
        }
        await().until(() -> router.received(ContentType.DIAL_FAILED).size() == 100);
        assertEquals(1, accepted.size());
        router.send(data(Integer.MIN_VALUE + 7, "still here"));
        assertEquals("still here", read(accepted.element(), 10));
    }

    @Test
    void aCallThatBringsTooMuchAlongIsRefused() throws Exception {
        bind();
        router.send(dialing(1, new byte[Binding.MAX_APP_DATA + 1]));
        await().until(() -> router.received(ContentType.DIAL_FAILED).size() == 1);
        router.send(dialing(2, new byte[Binding.MAX_APP_DATA]));
        await().until(() -> accepted.size() == 1);
        assertEquals(Binding.MAX_APP_DATA, accepted.element().appData().length);
    }

    @Test
    void aNameThatIsNoneIsNotKept() throws Exception {
        bind();
        Frame dialing = dialing(1, new byte[0]);
        dialing.headers().put(HeaderId.CALLER_ID, "x".repeat(100_000));
        router.send(dialing);
        await().until(() -> accepted.size() == 1);
        assertEquals("", accepted.element().peerName());
    }

    @Test
    void tinyMessagesCountForMoreThanTheirBytes() throws Exception {
        EdgeConnection flooded = dial();
        EdgeConnection talk = dial();
        int most = (int) (BUDGET + UnreadShare.FREE) / EdgeConnection.MESSAGE_COST;
        for (int i = 0; i < most + 1; i++) {
            router.send(data(1, "x"));
        }
        await().until(() -> !router.received(ContentType.STATE_CLOSED).isEmpty());
        assertEquals(ZitiFailure.PROTOCOL, readAll(flooded).failure());
        goesOn(talk);
        assertEquals(BUDGET, budget.left());
    }

    @Test
    void manyLinksShareOneBudgetAndSmallOnesAreNotStarvedByIt() throws Exception {
        List<EdgeConnection> greedy = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            greedy.add(dial());
        }
        EdgeConnection modest = dial(); // number 21
        byte[] half = new byte[512 << 10];
        for (int i = 1; i <= 20; i++) {
            router.send(Frame.of(ContentType.DATA, new Headers().put(HeaderId.CONN_ID, i), half));
        }
        router.send(data(21, "hello"));
        assertEquals("hello", read(modest, 5));
        // 20 × 512 KiB do not fit into 4 MiB and what is free: so some links were closed, and what fits was kept.
        long kept = BUDGET / (half.length + EdgeConnection.MESSAGE_COST - UnreadShare.FREE);
        goesOn(modest); // the router gets what is said now after what was said of the others
        assertEquals(20 - kept, router.received(ContentType.STATE_CLOSED).size());
        assertTrue(budget.left() >= 0);
        greedy.forEach(EdgeConnection::close);
        assertEquals(BUDGET, budget.left());
    }

    @Test
    void aMessageThatIsBeingReadStillCounts() throws Exception {
        EdgeConnection slow = dial();
        byte[] large = new byte[3 << 20];
        router.send(Frame.of(ContentType.DATA, new Headers().put(HeaderId.CONN_ID, 1), large));
        assertEquals(1, slow.read(new byte[1], 0, 1));
        assertTrue(budget.left() < BUDGET - (2 << 20));
        byte[] buffer = new byte[large.length];
        int left = large.length - 1;
        while (left > 0) {
            left -= slow.read(buffer, 0, left);
        }
        router.send(data(1, "next"));
        assertEquals("next", read(slow, 4));
        assertEquals(BUDGET, budget.left());
    }

    @Test
    void aRouterThatAsksAndDoesNotReadTheAnswersIsGivenUp() throws Exception {
        EdgeConnection talk = dial();
        router.stopReading();
        byte[] probe = new byte[1000];
        for (int i = 0; i < 10_000; i++) {
            router.send(Frame.of(ContentType.LATENCY, new Headers().put(HeaderId.PROBE_TIME, probe)));
        }
        ZitiException why = router.channel().whenClosed().get(30, TimeUnit.SECONDS);
        assertEquals(ZitiFailure.LOST, why.failure(), why.sentence());
        assertEquals(ZitiFailure.LOST, readAll(talk).failure());
    }

    @Test
    void aLinkThatSendsTooLargeAMessageIsEndedBeforeThatHasCome() throws Exception {
        EdgeConnection greedy = dial();
        ByteBuffer start = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        start.put(new byte[] {3, 6, 9, 12}).putInt(ContentType.DATA).putInt(77).putInt(12);
        start.putInt(40 << 20).putInt(HeaderId.CONN_ID).putInt(4).putInt(1);
        router.sendRaw(start.array());
        await().until(() -> !router.received(ContentType.STATE_CLOSED).isEmpty());
        assertEquals(ZitiFailure.PROTOCOL, readAll(greedy).failure());
        for (int i = 0; i < 40; i++) {
            router.sendRaw(new byte[1 << 20]);
        }
        router.send(Frame.of(ContentType.LATENCY, new Headers()));
        await().until(() -> !router.received(ContentType.RESULT).isEmpty());
    }

    @Test
    void closingALinkWakesItsWriterAlsoWhenTheRouterDoesNotRead() throws Exception {
        EdgeConnection talk = dial();
        router.stopReading();
        CompletableFuture<ZitiException> ended = new CompletableFuture<>();
        Thread writer = Thread.ofVirtual().name("writer").start(() -> {
            byte[] much = new byte[1 << 16];
            ended.complete(assertThrows(ZitiException.class, () -> {
                while (true) {
                    talk.write(much, 0, much.length);
                }
            }));
        });
        await().until(() -> writer.getState() == Thread.State.WAITING);
        talk.close();
        assertEquals(ZitiFailure.CLOSED, ended.get(5, TimeUnit.SECONDS).failure());
        assertTrue(router.channel().isOpen());
    }

    @Test
    void garbageEndsTheChannelAndEverythingOnItIsTold() throws Exception {
        Binding binding = bind();
        EdgeConnection talk = dial();
        router.sendRaw("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
        ZitiException why = router.channel().whenClosed().get(10, TimeUnit.SECONDS);
        assertEquals(ZitiFailure.PROTOCOL, why.failure());
        assertEquals(ZitiFailure.LOST, readAll(talk).failure());
        assertEquals(
                ZitiFailure.PROTOCOL,
                binding.whenEnded().get(10, TimeUnit.SECONDS).failure());
    }

    @Test
    void closingAndFinishingInAnyOrderEndsTheLinkOnce() throws Exception {
        EdgeConnection talk = dial();
        Headers fin = new Headers().put(HeaderId.CONN_ID, 1).put(HeaderId.FLAGS, 1);
        for (int i = 0; i < 10; i++) {
            router.send(Frame.of(ContentType.DATA, fin));
            router.send(data(1, "after the end"));
        }
        assertEquals(-1, talk.read(new byte[10], 0, 10));
        talk.closeWrite();
        talk.closeWrite();
        talk.close();
        talk.close();
        goesOn(dial());
        assertEquals(1, router.received(ContentType.STATE_CLOSED).size());
        assertEquals(
                1,
                router.received(ContentType.DATA).stream()
                        .filter(HostileRouterTest::isFin)
                        .count());
    }

    /** Because routers may lose the news of the close, but not the FIN. */
    @Test
    void closingALinkEndsItsDirectionFirstAndBehindAllThatWasWritten() throws Exception {
        EdgeConnection talk = dial();
        byte[] text = "goodbye".getBytes(UTF_8);
        talk.write(text, 0, text.length);
        talk.close();
        await().until(() -> !router.received(ContentType.STATE_CLOSED).isEmpty());
        List<Frame> sent = router.received(ContentType.DATA);
        assertEquals(2, sent.size());
        assertArrayEquals(text, sent.getFirst().body());
        assertTrue(isFin(sent.getLast()));
        assertTrue(sent.getLast().sequence()
                < router.received(ContentType.STATE_CLOSED).getFirst().sequence());
    }

    private Binding bind() throws Exception {
        return Binding.bind(router.channel(), new Binding.Request(TOKEN, "bob", "l", Optional.empty()), accepted::add);
    }

    private EdgeConnection dial() throws Exception {
        return Dialer.dial(
                router.channel(),
                new Dialer.Request(TOKEN, "bob", "alice", new byte[0], false),
                Duration.ofSeconds(10));
    }

    private static Frame dialing(int number, byte[] appData) {
        Headers headers = new Headers()
                .put(HeaderId.CONN_ID, 1)
                .put(HeaderId.ROUTER_PROVIDED_CONN_ID, Integer.MIN_VALUE + number)
                .put(HeaderId.CALLER_ID, "alice")
                .put(HeaderId.APP_DATA, appData);
        return Frame.of(ContentType.DIAL, headers, TOKEN);
    }

    private static Frame data(int connId, String text) {
        return Frame.of(ContentType.DATA, new Headers().put(HeaderId.CONN_ID, connId), text);
    }

    /** Whether that link, the newest that was dialed, still carries both ways. */
    private void goesOn(EdgeConnection talk) throws Exception {
        byte[] text = "still talking".getBytes(UTF_8);
        talk.write(text, 0, text.length);
        await().until(() -> sent(text).findAny().isPresent());
        router.send(data(sent(text).findAny().orElseThrow().connId(), "so am I"));
        assertEquals("so am I", read(talk, 7));
    }

    private Stream<Frame> sent(byte[] body) {
        return router.received(ContentType.DATA).stream().filter(frame -> Arrays.equals(body, frame.body()));
    }

    private static boolean isFin(Frame data) {
        return data.headers().integer(HeaderId.FLAGS).orElse(0) == 1 && data.body().length == 0;
    }

    private static String read(EdgeConnection from, int length) throws Exception {
        byte[] buffer = new byte[length];
        int at = 0;
        while (at < length) {
            int n = from.read(buffer, at, length - at);
            assertTrue(n > 0, "the stream ended");
            at += n;
        }
        return new String(buffer, UTF_8);
    }

    /** Reads until it fails. */
    private static ZitiException readAll(EdgeConnection from) {
        byte[] buffer = new byte[1 << 16];
        return assertThrows(ZitiException.class, () -> {
            while (from.read(buffer, 0, buffer.length) >= 0) {
                // what comes before the end does not matter here
            }
        });
    }
}

package dev.chatp2p.core.overlay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every adapter of the overlay port does. An adapter's test extends this class and says how a session is opened; it
 * may arrange things its own way where its network makes that cheaper.
 */
@Timeout(120)
public abstract class OverlayContract {

    private static final byte[] GREETING = "hi there – ✓".getBytes(UTF_8);
    private static final int MEBIBYTE = 1024 * 1024;

    /** What a test opened, closed in reverse order after it. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /**
     * Opens a session of an identity that may host and dial {@link #service()}. The identity's real name is what
     * {@link OverlaySession#self()} tells; it need only be the same for the same argument and different for different ones.
     */
    protected abstract OverlaySession open(String name) throws Exception;

    protected String service() {
        return "chat-p2p";
    }

    /** How long the network may take for anything. */
    protected Duration patience() {
        return Duration.ofSeconds(15);
    }

    /**
     * Makes at least 100 terminator rows of names that no test uses otherwise, until the end of the test.
     *
     * @return the names, at least two
     */
    protected Set<PeerId> arrangeManyTerminators() throws Exception {
        OverlaySession host = session("many");
        Set<PeerId> names = new HashSet<>();
        List<Listener> listeners = new ArrayList<>();
        for (int i = 0; i < 110; i++) {
            String instance = "many-" + i;
            names.add(new PeerId(instance));
            listeners.add(host.host(service(), instance(instance)));
        }
        soon().until(() -> listeners.stream().allMatch(listener -> listener.terminators() > 0));
        return names;
    }

    /** Makes a terminator row without a name; false if this network cannot have one. */
    protected boolean arrangeUnnamedTerminator() throws Exception {
        return false;
    }

    /** A name that can be dialed but from which no answer ever comes; empty if that cannot be arranged. */
    protected Optional<PeerId> arrangeSilentPeer() throws Exception {
        return Optional.empty();
    }

    /** Whether a writer has to wait for its reader, or the adapter takes in (a bounded amount of) what is unread. */
    protected boolean slowReaderHoldsUpItsWriter() {
        return true;
    }

    /** Whether the network says who calls. */
    protected boolean vouchesForCallers() {
        return false;
    }

    /** How many links are opened at once. */
    protected int manyLinks() {
        return 200;
    }

    /** More than is on its way between a writer and its reader; bytes. */
    protected int muchData() {
        return 8 * MEBIBYTE;
    }

    @AfterEach
    protected final void closeEverything() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    // ---- hosting and finding

    @Test
    void aSessionKnowsItsOwnNameOnceItIsLoggedIn() throws Exception {
        OverlaySession alice = session("alice");
        assertEquals(name(alice), alice.self().orElseThrow());
    }

    @Test
    void aHostCanBeDialedByItsOwnName() throws Exception {
        OverlaySession alice = session("alice");
        OverlaySession bob = session("bob");
        Listener listener = host(bob, HostOptions.DEFAULT);
        Link callers = dial(alice, name(bob));
        Link callees = accept(listener);
        assertEquals(name(bob), callers.peer());
        write(callers, "hello");
        assertEquals("hello", read(callees, 5));
    }

    @Test
    void aHostCanBeDialedByAnyInstanceNameItChooses() throws Exception {
        OverlaySession alice = session("alice");
        Listener listener = host(session("bob"), instance("front desk"));
        Link callers = dial(alice, new PeerId("front desk"));
        write(accept(listener), "hello");
        assertEquals("hello", read(callers, 5));
    }

    @Test
    void theCalleeSeesTheCallersNameAndAppData() throws Exception {
        OverlaySession alice = session("alice");
        OverlaySession bob = session("bob");
        Listener listener = host(bob, HostOptions.DEFAULT);
        Link callers = dial(alice, name(bob));
        Link callees = accept(listener);
        assertEquals(name(alice), callees.peer());
        assertArrayEquals(GREETING, callees.appData());
        assertArrayEquals(GREETING, callers.appData());
    }

    @Test
    void theCallersNameIsVouchedForOnlyWhereTheNetworkSaysWhoCalls() throws Exception {
        OverlaySession alice = session("alice");
        OverlaySession bob = session("bob");
        Listener listener = host(bob, HostOptions.DEFAULT);
        dial(alice, name(bob));
        assertEquals(vouchesForCallers(), accept(listener).peerVouched());
    }

    @Test
    void nobodyVouchesForANameThatAHostHasChosen() throws Exception {
        OverlaySession alice = session("alice");
        host(session("bob"), instance("front desk"));
        assertFalse(dial(alice, new PeerId("front desk")).peerVouched());
    }

    @Test
    void aHostIsListedUnderItsNameOncePerRouter() throws Exception {
        OverlaySession bob = session("bob");
        Listener listener = host(bob, HostOptions.DEFAULT);
        PeerId name = name(bob);
        OverlaySession alice = session("alice");
        soon().until(() -> rows(alice, name).size() == listener.terminators());
        List<Terminator> rows = rows(alice, name);
        assertTrue(rows.size() <= HostOptions.DEFAULT.maxTerminators());
        assertEquals(
                rows.size(), rows.stream().map(Terminator::routerId).distinct().count(), "routers");
        assertEquals(rows.size(), rows.stream().map(Terminator::id).distinct().count(), "ids");
    }

    @Test
    void aHostUsesNoMoreRoutersThanItIsAllowedTo() throws Exception {
        OverlaySession bob = session("bob");
        Listener listener = host(bob, new HostOptions(Optional.empty(), 1, patience()));
        PeerId name = name(bob);
        soon().until(() -> rows(bob, name).size() == 1);
        assertEquals(1, listener.terminators());
    }

    @Test
    void moreThanAHundredTerminatorsAreListedCompletely() throws Exception {
        Set<PeerId> names = arrangeManyTerminators();
        OverlaySession alice = session("alice");
        soon().until(() -> {
            List<Terminator> all = alice.terminators(service());
            return all.size() > 100
                    && all.stream().map(Terminator::peer).toList().containsAll(names);
        });
    }

    @Test
    void rowsWithoutAUsableNameAreLeftOut() throws Exception {
        OverlaySession bob = session("bob");
        host(bob, HostOptions.DEFAULT);
        assumeTrue(arrangeUnnamedTerminator(), "this network cannot have unnamed terminators");
        PeerId name = name(bob);
        soon().until(() -> !rows(bob, name).isEmpty());
        assertFalse(bob.terminators(service()).isEmpty());
    }

    @Test
    void aHostThatStopsDisappearsFromTheListAndKeepsItsLinks() throws Exception {
        OverlaySession alice = session("alice");
        OverlaySession bob = session("bob");
        Listener listener = host(bob, HostOptions.DEFAULT);
        PeerId name = name(bob);
        Link callers = dial(alice, name);
        Link callees = accept(listener);
        listener.close();
        soon().until(() -> rows(alice, name).isEmpty());
        write(callers, "still here");
        assertEquals("still here", read(callees, 10));
        LinkException closed = assertThrows(LinkException.class, listener::accept);
        assertEquals(Reason.CLOSED, closed.reason());
    }

    @Test
    void closingAListenerWakesWhoWaitsForLinks() throws Exception {
        Listener listener = host(session("bob"), HostOptions.DEFAULT);
        FutureTask<Link> waiting = start(listener::accept);
        listener.close();
        assertEquals(Reason.CLOSED, failure(waiting).reason());
    }

    // ---- dialing in vain

    @Test
    void dialingSomebodyWhoIsNotThereSaysSo() throws Exception {
        OverlaySession alice = session("alice");
        host(alice, HostOptions.DEFAULT);
        LinkException offline = assertThrows(LinkException.class, () -> dial(alice, new PeerId("nobody at all")));
        assertEquals(Reason.PEER_OFFLINE, offline.reason());
        assertFalse(offline.sentence().isBlank());
    }

    @Test
    void aDialThatIsInterruptedEndsAtOnceAndTheSessionGoesOn() throws Exception {
        OverlaySession alice = session("alice");
        OverlaySession bob = session("bob");
        Listener listener = host(bob, HostOptions.DEFAULT);
        PeerId name = name(bob);
        FutureTask<Link> interrupted = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            return alice.dial(service(), DialOptions.to(name, GREETING));
        });
        Thread.ofVirtual().name("interrupted-dial").start(interrupted);
        ExecutionException failed = assertThrows(ExecutionException.class, () -> get(interrupted));
        assertInstanceOf(InterruptedException.class, failed.getCause());
        Link next = dial(alice, name);
        write(next, "hello");
        assertEquals("hello", read(accept(listener), 5));
    }

    @Test
    void aDialThatGetsNoAnswerCanBeGivenUp() throws Exception {
        Optional<PeerId> silent = arrangeSilentPeer();
        assumeTrue(silent.isPresent(), "this network has no silent peer");
        OverlaySession alice = session("alice");
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<Link> dialing = new FutureTask<>(() -> {
            begun.countDown();
            return alice.dial(service(), DialOptions.to(silent.get(), GREETING));
        });
        Thread thread = Thread.ofVirtual().name("dial-in-vain").start(dialing);
        assertTrue(begun.await(patience().toMillis(), TimeUnit.MILLISECONDS));
        soon().until(() ->
                thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING);
        thread.interrupt();
        ExecutionException failed = assertThrows(ExecutionException.class, () -> get(dialing));
        assertInstanceOf(InterruptedException.class, failed.getCause());
    }

    @Test
    void aDialThatGetsNoAnswerEndsWithItsTimeout() throws Exception {
        Optional<PeerId> silent = arrangeSilentPeer();
        assumeTrue(silent.isPresent(), "this network has no silent peer");
        OverlaySession alice = session("alice");
        name(alice);
        DialOptions impatient = new DialOptions(silent.get(), Duration.ofMillis(300), GREETING);
        LinkException timeout = assertThrows(LinkException.class, () -> alice.dial(service(), impatient));
        assertEquals(Reason.TIMEOUT, timeout.reason());
    }

    // ---- links

    @Test
    void oneMebibyteArrivesUnaltered() throws Exception {
        Pair pair = pair();
        byte[] sent = new byte[MEBIBYTE];
        new Random(1).nextBytes(sent);
        FutureTask<Boolean> writing = start(() -> {
            pair.callers.write(sent, 0, sent.length);
            pair.callers.closeOutput();
            return true;
        });
        assertArrayEquals(sent, readToEnd(pair.callees));
        assertTrue(get(writing));
    }

    @Test
    void partsOfABufferCanBeWrittenAndRead() throws Exception {
        Pair pair = pair();
        byte[] buffer = "abcdefgh".getBytes(UTF_8);
        pair.callers.write(buffer, 2, 3);
        pair.callers.closeOutput();
        byte[] into = "--------".getBytes(UTF_8);
        assertEquals(3, pair.callees.read(into, 1, 3));
        assertEquals("-cde----", new String(into, UTF_8));
    }

    @Test
    void afterAHalfCloseTheOtherDirectionGoesOn() throws Exception {
        Pair pair = pair();
        write(pair.callers, "question");
        pair.callers.closeOutput();
        pair.callers.closeOutput();
        assertEquals("question", new String(readToEnd(pair.callees), UTF_8));
        write(pair.callees, "answer");
        assertEquals("answer", read(pair.callers, 6));
        LinkException closed = assertThrows(LinkException.class, () -> write(pair.callers, "more"));
        assertEquals(Reason.CLOSED, closed.reason());
    }

    @Test
    void whatWasWrittenBeforeTheCloseStillArrives() throws Exception {
        Pair pair = pair();
        write(pair.callers, "last words");
        pair.callers.close();
        assertEquals("last words", new String(readToEnd(pair.callees), UTF_8));
    }

    @Test
    void writingFailsOnceTheOtherSideHasClosed() throws Exception {
        Pair pair = pair();
        pair.callees.close();
        byte[] some = new byte[1024];
        LinkException closed = assertThrows(LinkException.class, () -> {
            // The news may take a moment to arrive; a link that never notices runs into the class's timeout.
            while (true) {
                pair.callers.write(some, 0, some.length);
            }
        });
        assertEquals(Reason.CLOSED, closed.reason());
    }

    @Test
    void closingALinkWakesWhoReadsIt() throws Exception {
        Pair pair = pair();
        FutureTask<Integer> reading = start(() -> pair.callers.read(new byte[1], 0, 1));
        pair.callers.close();
        assertEquals(Reason.CLOSED, failure(reading).reason());
        pair.callers.close();
    }

    @Test
    void closingALinkWakesWhoWritesIt() throws Exception {
        Pair pair = pair();
        byte[] much = new byte[muchData()];
        FutureTask<Boolean> writing = start(() -> {
            pair.callers.write(much, 0, much.length);
            return true;
        });
        assertTrue(pair.callees.read(new byte[1], 0, 1) > 0); // the writer is under way
        pair.callers.close();
        assertEquals(Reason.CLOSED, failure(writing).reason());
    }

    @Test
    void anInterruptedReadTakesNothingAndLeavesTheLinkOpen() throws Exception {
        Pair pair = pair();
        FutureTask<Integer> reading = new FutureTask<>(() -> pair.callees.read(new byte[1], 0, 1));
        Thread thread = Thread.ofVirtual().name("interrupted-read").start(reading);
        thread.interrupt();
        ExecutionException failed = assertThrows(ExecutionException.class, () -> get(reading));
        assertInstanceOf(InterruptedException.class, failed.getCause());
        write(pair.callers, "hello");
        assertEquals("hello", read(pair.callees, 5));
    }

    @Test
    void aSlowReaderHoldsUpNobodyButItsWriter() throws Exception {
        OverlaySession alice = session("alice");
        OverlaySession bob = session("bob");
        Listener listener = host(bob, HostOptions.DEFAULT);
        Link slowCallers = dial(alice, name(bob));
        Link slowCallees = accept(listener);
        byte[] much = new byte[muchData()];
        new Random(2).nextBytes(much);
        FutureTask<Boolean> writing = start(() -> {
            slowCallers.write(much, 0, much.length);
            slowCallers.closeOutput();
            return true;
        });
        Link callers = dial(alice, name(bob));
        Link callees = accept(listener);
        for (int i = 0; i < 20; i++) {
            write(callers, "ping");
            assertEquals("ping", read(callees, 4));
            write(callees, "pong");
            assertEquals("pong", read(callers, 4));
        }
        if (slowReaderHoldsUpItsWriter()) {
            assertFalse(writing.isDone(), "all of it was swallowed although nobody reads");
        }
        assertArrayEquals(much, readToEnd(slowCallees));
        assertTrue(get(writing));
    }

    @Test
    void manyLinksWorkAtOnce() throws Exception {
        int many = manyLinks();
        OverlaySession alice = session("alice");
        OverlaySession bob = session("bob");
        Listener listener = host(bob, HostOptions.DEFAULT);
        PeerId name = name(bob);
        FutureTask<Boolean> echoing = start(() -> {
            for (int i = 0; i < many; i++) {
                Link link = accept(listener);
                Thread.ofVirtual().name("contract-echo").start(() -> echo(link));
            }
            return true;
        });
        CountDownLatch allOpen = new CountDownLatch(many);
        List<FutureTask<String>> calls = IntStream.range(0, many)
                .mapToObj(i -> start(() -> {
                    try (Link link = alice.dial(service(), DialOptions.to(name, GREETING))) {
                        allOpen.countDown();
                        allOpen.await();
                        write(link, "call " + i);
                        link.closeOutput();
                        return new String(readToEnd(link), UTF_8);
                    }
                }))
                .toList();
        for (int i = 0; i < many; i++) {
            assertEquals("call " + i, get(calls.get(i)));
        }
        assertTrue(get(echoing));
    }

    @Test
    void theChannelBindingIsTheSameAtBothEndsAndDifferentForEveryLink() throws Exception {
        Pair one = pair();
        assumeTrue(one.callers.channelBinding().isPresent(), "this network has no channel binding");
        assertArrayEquals(
                one.callers.channelBinding().orElseThrow(),
                one.callees.channelBinding().orElseThrow());
        Pair other = pair();
        assertFalse(Arrays.equals(
                one.callers.channelBinding().orElseThrow(),
                other.callers.channelBinding().orElseThrow()));
    }

    @Test
    void closingASessionEndsItsLinksAndItsHosting() throws Exception {
        OverlaySession alice = session("alice");
        OverlaySession bob = session("bob");
        Listener listener = host(bob, HostOptions.DEFAULT);
        PeerId name = name(bob);
        Link callers = dial(alice, name);
        accept(listener);
        bob.close();
        assertEquals(0, readToEnd(callers).length);
        soon().until(() -> rows(alice, name).isEmpty());
        assertEquals(OverlayStatus.State.CLOSED, bob.status().state());
        bob.close();
    }

    // ---- what the tests above and adapters' own tests use

    /** Opens a session that is closed after the test. */
    protected final OverlaySession session(String name) throws Exception {
        return closedAfterwards(open(name));
    }

    /** Hosts {@link #service()} and waits until the host can be reached. */
    protected final Listener host(OverlaySession session, HostOptions options) {
        Listener listener = closedAfterwards(session.host(service(), options));
        soon().until(() -> listener.terminators() > 0);
        return listener;
    }

    protected final PeerId name(OverlaySession session) {
        return soon().until(session::self, Optional::isPresent).orElseThrow();
    }

    private ConditionFactory soon() {
        return await().atMost(patience()).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50));
    }

    protected final Link dial(OverlaySession session, PeerId peer) throws Exception {
        return closedAfterwards(session.dial(service(), DialOptions.to(peer, GREETING)));
    }

    protected static HostOptions instance(String name) {
        return new HostOptions(Optional.of(name), 3, Duration.ofMinutes(1));
    }

    protected static void write(Link link, String text) throws LinkException, InterruptedException {
        byte[] bytes = text.getBytes(UTF_8);
        link.write(bytes, 0, bytes.length);
    }

    /** Reads exactly that many bytes. */
    protected static String read(Link link, int count) throws LinkException, InterruptedException {
        byte[] buffer = new byte[count];
        int filled = 0;
        while (filled < count) {
            int more = link.read(buffer, filled, count - filled);
            assertTrue(more > 0, () -> "the stream ended early");
            filled += more;
        }
        return new String(buffer, UTF_8);
    }

    protected static byte[] readToEnd(Link link) throws LinkException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[32 * 1024];
        for (int n = link.read(buffer, 0, buffer.length); n >= 0; n = link.read(buffer, 0, buffer.length)) {
            all.write(buffer, 0, n);
        }
        return all.toByteArray();
    }

    private record Pair(Link callers, Link callees) {}

    private Pair pair() throws Exception {
        OverlaySession bob = session("bob");
        Listener listener = host(bob, HostOptions.DEFAULT);
        Pair pair = new Pair(dial(session("alice"), name(bob)), accept(listener));
        listener.close();
        return pair;
    }

    private Link accept(Listener listener) throws Exception {
        return closedAfterwards(listener.accept());
    }

    private List<Terminator> rows(OverlaySession session, PeerId name) throws Exception {
        return session.terminators(service()).stream()
                .filter(row -> row.peer().equals(name))
                .toList();
    }

    /** Sends everything back; that it failed is seen by the caller, who misses his answer. */
    private static void echo(Link link) {
        try (link) {
            byte[] all = readToEnd(link);
            link.write(all, 0, all.length);
        } catch (LinkException e) {
            link.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name("contract").start(task);
        return task;
    }

    private <T> T get(FutureTask<T> task) throws Exception {
        return task.get(patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private LinkException failure(FutureTask<?> task) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> get(task));
        if (failed.getCause() instanceof LinkException cause) {
            return cause;
        }
        throw new AssertionError("failed otherwise", failed.getCause());
    }

    private synchronized <T extends AutoCloseable> T closedAfterwards(T thing) {
        opened.push(thing);
        return thing;
    }
}

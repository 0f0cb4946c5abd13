package dev.chatp2p.core.peer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.VirtualTimers;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.Terminator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PollingPeerDirectoryServiceTest {

    private final VirtualTimers timers = new VirtualTimers();
    private final Asked session = new Asked();
    private final PeerDirectoryService directory = PollingPeerDirectoryService.start(session, "chat-p2p", timers);

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void peopleAreListedOnceWithTheirDifferentRouters() throws Exception {
        session.answer(row("bob", "r1"), row("bob", "r2"), row("bob", "r2"), row("alice", "r1"));
        awaitPeers(online("alice", 1), online("bob", 2));
        assertEquals(Set.of("r1", "r2"), directory.routersOf(new PeerId("bob")));
        assertEquals(Set.of(), directory.routersOf(new PeerId("carol")));
        assertEquals(Optional.of(timers.instant()), directory.directory().asOf());
    }

    @Test
    void ourselvesAreLeftOut() throws Exception {
        session.answer(row("me", "r1"), row("bob", "r1"));
        awaitPeers(online("bob", 1));
    }

    @Test
    void whoIsGoneStaysListedAsOfflineAfterThoseOnline() throws Exception {
        session.answer(row("alice", "r1"), row("bob", "r1"));
        awaitPeers(online("alice", 1), online("bob", 1));
        poll();
        session.answer(row("bob", "r1"), row("carol", "r1"));
        awaitPeers(online("bob", 1), online("carol", 1), new Peer(new PeerId("alice"), Presence.OFFLINE, 0));
        poll();
        session.answer(row("alice", "r1"));
        awaitPeers(
                online("alice", 1),
                new Peer(new PeerId("bob"), Presence.OFFLINE, 0),
                new Peer(new PeerId("carol"), Presence.OFFLINE, 0));
    }

    @Test
    void itAsksEveryTenSecondsAndNotBefore() throws Exception {
        session.answer();
        awaitScheduled();
        timers.advance(Duration.ofMillis(9_999));
        assertEquals(1, session.questions.get());
        timers.advance(Duration.ofMillis(1));
        await().until(() -> session.questions.get() == 2);
    }

    @Test
    void aFailureKeepsTheLastPictureAndSaysWhy() throws Exception {
        session.answer(row("bob", "r1"));
        awaitPeers(online("bob", 1));
        poll();
        session.fail("The network cannot be reached.");
        await().until(() -> directory.directory().problem(), Optional.of("The network cannot be reached.")::equals);
        assertEquals(List.of(online("bob", 1)), directory.directory().peers());
        assertEquals(
                Optional.of(timers.instant().minusSeconds(10)),
                directory.directory().asOf());
    }

    @Test
    void itAsksLessOftenWhileItFailsAndAsOftenAsEverAfterwards() throws Exception {
        List<Integer> pauses = List.of(20, 40, 80, 120, 120);
        int asked = 1;
        for (int pause : pauses) {
            session.fail("no");
            awaitScheduled();
            timers.advance(Duration.ofSeconds(pause).minusMillis(1));
            assertEquals(asked, session.questions.get());
            timers.advance(Duration.ofMillis(1));
            asked++;
            int expected = asked;
            await().until(() -> session.questions.get() == expected);
        }
        session.answer();
        awaitScheduled();
        timers.advance(Duration.ofSeconds(10));
        int expected = asked + 1;
        await().until(() -> session.questions.get() == expected);
    }

    @Test
    void aRefreshAsksAtOnceAndCompletesWithWhatCameOfIt() throws Exception {
        session.answer();
        awaitScheduled();
        CompletionStage<PeerDirectory> refreshed = directory.refresh();
        session.answer(row("bob", "r1"));
        assertEquals(List.of(online("bob", 1)), get(refreshed).peers());
        awaitScheduled();
        CompletionStage<PeerDirectory> failed = directory.refresh();
        session.fail("no");
        assertEquals(Optional.of("no"), get(failed).problem());
    }

    @Test
    void thereIsOneQuestionAtATimeHoweverOftenARefreshIsAskedFor() throws Exception {
        await().until(() -> session.questions.get() == 1);
        List<CompletionStage<PeerDirectory>> refreshes =
                IntStream.range(0, 50).mapToObj(i -> directory.refresh()).toList();
        session.answer(row("old", "r1"));
        session.answer(row("new", "r1"));
        for (CompletionStage<PeerDirectory> refresh : refreshes) {
            assertEquals(online("new", 1), get(refresh).peers().getFirst());
        }
        assertEquals(2, session.questions.get());
        assertEquals(1, session.mostAtOnce.get());
    }

    @Test
    void observersHearThePictureNowAndThenOnlyDifferences() throws Exception {
        List<PeerDirectory> heard = new CopyOnWriteArrayList<>();
        session.answer(row("bob", "r1"));
        awaitPeers(online("bob", 1));
        directory.observe(heard::add);
        await().until(() -> heard.size() == 1);
        for (int i = 0; i < 3; i++) {
            poll();
            session.answer(row("bob", "r1"));
            awaitScheduled();
        }
        poll();
        session.answer(row("bob", "r1"), row("bob", "r2"));
        await().until(() -> heard.size() == 2);
        assertEquals(List.of(online("bob", 2)), heard.getLast().peers());
    }

    @Test
    void aClosedSubscriptionHearsNothingMore() throws Exception {
        List<PeerDirectory> heard = new CopyOnWriteArrayList<>();
        Subscription subscription = directory.observe(heard::add);
        await().until(() -> heard.size() == 1);
        subscription.close();
        session.answer(row("bob", "r1"));
        awaitPeers(online("bob", 1));
        assertEquals(List.of(PeerDirectory.EMPTY), heard);
    }

    @Test
    void closingEndsTheRunningQuestionAndCompletesEveryRefresh() throws Exception {
        await().until(() -> session.questions.get() == 1);
        CompletionStage<PeerDirectory> refresh = directory.refresh();
        directory.close();
        assertEquals(PeerDirectory.EMPTY, get(refresh));
        await().until(() -> session.running.get() == 0);
        assertEquals(PeerDirectory.EMPTY, get(directory.refresh()));
        assertEquals(1, session.questions.get());
    }

    @Test
    void aFaultInTheAdapterIsToldAndDoesNotEndTheService() throws Exception {
        session.answers.add(() -> {
            throw new IllegalStateException("on purpose");
        });
        await().until(() -> directory.directory().problem().isPresent());
        awaitScheduled();
        timers.advance(Duration.ofSeconds(20));
        session.answer(row("bob", "r1"));
        awaitPeers(online("bob", 1));
        assertTrue(directory.directory().problem().isEmpty());
    }

    @Test
    void theNumberOfPeopleKeptIsBounded() throws Exception {
        Terminator[] crowd = IntStream.range(0, PollingPeerDirectoryService.MAX_PEERS)
                .mapToObj(i -> row("stranger-" + i, "r1"))
                .toArray(Terminator[]::new);
        session.answer(crowd);
        await().until(() -> directory.directory().peers().size() == PollingPeerDirectoryService.MAX_PEERS);
        poll();
        session.answer(row("bob", "r1"));
        await().until(() -> directory.directory().peers().getFirst(), online("bob", 1)::equals);
        assertEquals(
                PollingPeerDirectoryService.MAX_PEERS,
                directory.directory().peers().size());
    }

    private void awaitPeers(Peer... peers) {
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> directory.directory().peers(), List.of(peers)::equals);
        awaitScheduled();
    }

    /** Waits until the last answer has been dealt with, then lets the next question be asked. */
    private void poll() {
        awaitScheduled();
        timers.advance(Duration.ofSeconds(10));
    }

    private void awaitScheduled() {
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> session.answers.isEmpty() && session.running.get() == 0 && timers.waiting() == 1);
    }

    private static PeerDirectory get(CompletionStage<PeerDirectory> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Peer online(String name, int routers) {
        return new Peer(new PeerId(name), Presence.ONLINE, routers);
    }

    private static Terminator row(String name, String router) {
        return new Terminator(new PeerId(name), router, name + "@" + router);
    }

    private interface Answer {
        List<Terminator> give() throws LinkException;
    }

    /** A session whose terminators are what the test says, when it says so. */
    private static final class Asked implements OverlaySession {
        private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
        private final AtomicInteger questions = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();

        void answer(Terminator... rows) {
            answers.add(() -> List.of(rows));
        }

        void fail(String sentence) {
            answers.add(() -> {
                throw new LinkException(Reason.CONTROLLER_UNREACHABLE, sentence);
            });
        }

        @Override
        public List<Terminator> terminators(String service) throws LinkException, InterruptedException {
            questions.incrementAndGet();
            mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                return answers.take().give();
            } finally {
                running.decrementAndGet();
            }
        }

        @Override
        public Optional<PeerId> self() {
            return Optional.of(new PeerId("me"));
        }

        @Override
        public OverlayStatus status() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Listener host(String service, HostOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Link dial(String service, DialOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}

package dev.chatp2p.core.peer;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.concurrent.Observers;
import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Terminator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the terminators every {@link #INTERVAL}, one question at a time, less often while the network does not answer.
 * Who was seen once stays listed as offline.
 */
public final class PollingPeerDirectoryService implements PeerDirectoryService {

    private static final Logger LOG = LoggerFactory.getLogger(PollingPeerDirectoryService.class);

    static final Duration INTERVAL = Duration.ofSeconds(10);
    static final Duration MAX_INTERVAL = Duration.ofMinutes(2);

    /** Names cost a stranger nothing; beyond this those offline are forgotten, then online ones left out. */
    static final int MAX_PEERS = 10_000;

    private static final Comparator<Peer> ONLINE_FIRST_THEN_BY_NAME =
            Comparator.comparing(Peer::presence).thenComparing(Peer::id);

    private final OverlaySession session;
    private final String service;
    private final Timers timers;
    private final Lane lane = new Lane("peer-directory");
    private final Observers<PeerDirectory> observers = new Observers<>(lane);

    /** Written by the lane, read by anyone. */
    private volatile PeerDirectory directory = PeerDirectory.EMPTY;

    // The fields below are confined to the lane.
    private final List<CompletableFuture<PeerDirectory>> waiting = new ArrayList<>();
    private @Nullable Thread question;
    private Subscription nextQuestion = () -> {};
    private Duration pause = INTERVAL;
    private boolean closed;

    /** Of whoever is online; written by the lane before the picture that it belongs to, read by anyone. */
    private volatile Map<PeerId, Set<String>> routers = Map.of();

    private PollingPeerDirectoryService(OverlaySession session, String service, Timers timers) {
        this.session = session;
        this.service = service;
        this.timers = timers;
    }

    /** Starts asking, the first time at once. */
    public static PollingPeerDirectoryService start(OverlaySession session, String service, Timers timers) {
        PollingPeerDirectoryService started = new PollingPeerDirectoryService(session, service, timers);
        started.lane.execute(started::ask);
        return started;
    }

    @Override
    public PeerDirectory directory() {
        return directory;
    }

    @Override
    public Subscription observe(Consumer<PeerDirectory> observer) {
        return observers.subscribe(() -> List.of(directory), observer);
    }

    @Override
    public Set<String> routersOf(PeerId peer) {
        return routers.getOrDefault(peer, Set.of());
    }

    @Override
    public CompletionStage<PeerDirectory> refresh() {
        CompletableFuture<PeerDirectory> picture = new CompletableFuture<>();
        boolean accepted = lane.offer(() -> {
            if (closed) {
                picture.complete(directory);
                return;
            }
            waiting.add(picture);
            if (question == null) {
                ask();
            } // else it is asked again after the running question, whose answer may already be old
        });
        if (!accepted) {
            picture.complete(directory);
        }
        return picture;
    }

    @Override
    public void close() {
        lane.execute(() -> {
            closed = true;
            nextQuestion.close();
            if (question != null) {
                question.interrupt();
            }
            complete(List.copyOf(waiting));
            waiting.clear();
        });
        lane.close();
    }

    private void ask() {
        if (closed) {
            return;
        }
        nextQuestion.close();
        List<CompletableFuture<PeerDirectory>> asking = List.copyOf(waiting);
        waiting.clear();
        question = Thread.ofVirtual().name("peer-directory-question").start(() -> {
            Runnable outcome = outcome();
            if (!lane.offer(() -> answered(outcome, asking))) {
                complete(asking);
            }
        });
    }

    /** Asks the network, on the question's own thread; what it returns is run on the lane. */
    private Runnable outcome() {
        try {
            List<Terminator> terminators = session.terminators(service);
            return () -> succeeded(terminators);
        } catch (LinkException e) {
            return () -> failed(e.sentence());
        } catch (InterruptedException e) {
            return () -> {};
        } catch (RuntimeException e) {
            LOG.error("Asking for the terminators failed in a way it should not", e);
            return () -> failed("The list of people could not be read because of a fault in this program.");
        }
    }

    private void answered(Runnable outcome, List<CompletableFuture<PeerDirectory>> asking) {
        question = null;
        outcome.run();
        complete(asking);
        if (!waiting.isEmpty()) {
            ask();
        } else if (!closed) {
            nextQuestion = timers.after(pause, lane, this::ask);
        }
    }

    private void succeeded(List<Terminator> terminators) {
        pause = INTERVAL;
        publish(new PeerDirectory(merge(terminators), Optional.of(timers.instant()), Optional.empty()));
    }

    private void failed(String sentence) {
        pause = pause.multipliedBy(2).compareTo(MAX_INTERVAL) < 0 ? pause.multipliedBy(2) : MAX_INTERVAL;
        publish(new PeerDirectory(directory.peers(), directory.asOf(), Optional.of(sentence)));
    }

    private void publish(PeerDirectory next) {
        PeerDirectory last = directory;
        directory = next;
        // That the same answer came again is no news.
        if (!next.peers().equals(last.peers())
                || !next.problem().equals(last.problem())
                || last.asOf().isEmpty()) {
            observers.publish(next);
        }
    }

    private List<Peer> merge(List<Terminator> terminators) {
        Map<PeerId, Set<String>> routersByPeer = terminators.stream()
                .collect(Collectors.groupingBy(
                        Terminator::peer, Collectors.mapping(Terminator::routerId, Collectors.toSet())));
        routers = routersByPeer;
        Stream<Peer> online = routersByPeer.entrySet().stream()
                .map(entry -> new Peer(
                        entry.getKey(), Presence.ONLINE, entry.getValue().size()));
        Stream<Peer> offline = directory.peers().stream()
                .filter(peer -> !routersByPeer.containsKey(peer.id()))
                .map(peer -> new Peer(peer.id(), Presence.OFFLINE, 0));
        Optional<PeerId> self = session.self();
        return Stream.concat(online, offline)
                .filter(peer -> self.filter(peer.id()::equals).isEmpty())
                .sorted(ONLINE_FIRST_THEN_BY_NAME)
                .limit(MAX_PEERS)
                .toList();
    }

    private void complete(List<CompletableFuture<PeerDirectory>> asking) {
        asking.forEach(picture -> picture.complete(directory));
    }
}

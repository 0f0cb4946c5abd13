package dev.chatp2p.core.overlay.memory;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.OverlayEvents;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.Terminator;
import dev.chatp2p.core.text.DisplayText;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * A network inside this process: everybody who opens a session on the same object can reach the others by name. Log in with
 * {@link Credentials.Name}. Names are unique while hosted; who comes second waits until the name is free. The network
 * vouches for every caller's name, and for a host's if it is reached by the name it logged in with.
 */
public final class MemoryOverlay implements Overlay {

    private static final int DEFAULT_ROUTERS = 3;
    private static final int BINDING_BYTES = 32;

    private final List<String> routers;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong nextTerminator = new AtomicLong(1);
    private final List<MemorySession> sessions = new CopyOnWriteArrayList<>();
    private final Map<PeerId, CountDownLatch> stalled = new ConcurrentHashMap<>();
    private final Set<PeerId> forbidden = ConcurrentHashMap.newKeySet();

    /** Who hosts a name (the first) and who waits for it; guarded by itself. */
    private final Map<Address, Deque<MemoryListener>> hosts = new HashMap<>();

    /** Terminator rows, also such as no listener stands behind; guarded by {@link #hosts}. */
    private final List<Row> rows = new ArrayList<>();

    private record Address(String service, PeerId name) {}

    private record Row(String service, String name, String router, String id) {}

    /** A network with three routers. */
    public MemoryOverlay() {
        this(DEFAULT_ROUTERS);
    }

    public MemoryOverlay(int routers) {
        if (routers < 1) {
            throw new IllegalArgumentException("a network needs a router");
        }
        this.routers =
                IntStream.rangeClosed(1, routers).mapToObj(n -> "router-" + n).toList();
    }

    @Override
    public OverlaySession open(Credentials credentials, OverlayEvents events) throws LinkException {
        if (!(credentials instanceof Credentials.Name(PeerId name))) {
            throw new LinkException(
                    Reason.BAD_IDENTITY, "The demo network knows names only. Start without an identity file.");
        }
        MemorySession session = new MemorySession(this, name, events);
        sessions.add(session);
        session.logIn();
        return session;
    }

    /**
     * Pulls the plug of everybody with that name: their links are lost, nobody finds them, and they find nobody, until
     * {@link #plugIn}.
     */
    public void unplug(PeerId name) {
        for (MemorySession session : sessionsOf(name)) {
            session.unplug();
            session.listeners().forEach(this::unbind);
        }
    }

    /** Undoes {@link #unplug}: hosting goes on by itself. Links stay lost. */
    public void plugIn(PeerId name) {
        for (MemorySession session : sessionsOf(name)) {
            session.plugIn();
            session.listeners().forEach(this::bind);
        }
    }

    /** From now on dials to that name get no answer, neither yes nor no, until {@link #resume}. */
    public void stall(PeerId name) {
        stalled.putIfAbsent(name, new CountDownLatch(1));
    }

    /** Undoes {@link #stall}: dials that still wait go on. */
    public void resume(PeerId name) {
        CountDownLatch gate = stalled.remove(name);
        if (gate != null) {
            gate.countDown();
        }
    }

    /** From now on nobody may dial that name, as if no policy of the network allowed it, until {@link #allow}. */
    public void forbid(PeerId name) {
        forbidden.add(name);
    }

    /** Undoes {@link #forbid}. */
    public void allow(PeerId name) {
        forbidden.remove(name);
    }

    /** Adds a terminator row nobody stands behind, as a crashed host leaves it; the name may be unusable. */
    public void addStaleTerminator(String service, String name, String router) {
        synchronized (hosts) {
            rows.add(new Row(service, name, router, newTerminatorId()));
        }
    }

    void bind(MemoryListener listener) {
        synchronized (hosts) {
            if (!listener.isHostable()) {
                return;
            }
            Deque<MemoryListener> queue =
                    hosts.computeIfAbsent(new Address(listener.service(), listener.name()), a -> new ArrayDeque<>());
            if (!queue.contains(listener)) {
                queue.add(listener);
            }
            if (queue.element() == listener) {
                give(listener);
            } else {
                listener.mustWait();
            }
        }
        listener.session().statusChanged();
    }

    void unbind(MemoryListener listener) {
        Address address = new Address(listener.service(), listener.name());
        Optional<MemoryListener> next = Optional.empty();
        synchronized (hosts) {
            Deque<MemoryListener> queue = hosts.getOrDefault(address, new ArrayDeque<>());
            boolean held = queue.peek() == listener;
            queue.remove(listener);
            listener.unbound();
            if (queue.isEmpty()) {
                hosts.remove(address);
            }
            if (held) {
                rows.removeIf(row -> row.service().equals(listener.service())
                        && row.name().equals(listener.name().name()));
                next = Optional.ofNullable(queue.peek());
                next.ifPresent(this::give);
            }
        }
        next.ifPresent(taker -> taker.session().statusChanged());
    }

    /** The routers everybody shares. */
    List<String> routers() {
        return routers;
    }

    void leave(MemorySession session) {
        sessions.remove(session);
    }

    Link connect(MemorySession caller, String service, DialOptions options) throws LinkException, InterruptedException {
        PeerId peer = options.peer();
        waitWhileStalled(options);
        if (forbidden.contains(peer)) {
            throw new LinkException(
                    Reason.NOT_ALLOWED,
                    "The network does not allow you to call " + DisplayText.name(peer.name()) + ".");
        }
        MemoryListener listener = host(service, peer);
        byte[] binding = new byte[BINDING_BYTES];
        random.nextBytes(binding);
        Pipe toCallee = new Pipe();
        Pipe toCaller = new Pipe();
        MemoryLink callersEnd = new MemoryLink(
                caller, peer, peer.equals(listener.session().name()), options.appData(), binding, toCaller, toCallee);
        MemoryLink calleesEnd =
                new MemoryLink(listener.session(), caller.name(), true, options.appData(), binding, toCallee, toCaller);
        listener.session().adopt(calleesEnd);
        if (!listener.offer(calleesEnd)) {
            calleesEnd.close();
            throw new LinkException(
                    Reason.REJECTED, DisplayText.name(peer.name()) + " cannot take more calls now. Try again later.");
        }
        caller.adopt(callersEnd);
        return callersEnd;
    }

    List<Terminator> terminators(String service) {
        synchronized (hosts) {
            return rows.stream()
                    .filter(row -> row.service().equals(service) && PeerId.isValid(row.name()))
                    .map(row -> new Terminator(new PeerId(row.name()), row.router(), row.id()))
                    .toList();
        }
    }

    private MemoryListener host(String service, PeerId peer) throws LinkException {
        synchronized (hosts) {
            Deque<MemoryListener> queue = hosts.get(new Address(service, peer));
            if (queue != null) {
                return queue.element();
            }
        }
        throw new LinkException(
                Reason.PEER_OFFLINE, DisplayText.name(peer.name()) + " is not online. Try again later.");
    }

    /** Gives the name to the listener; the caller holds the lock of {@link #hosts}. */
    private void give(MemoryListener listener) {
        if (listener.terminators() > 0) {
            return;
        }
        listener.bound(routers);
        listener.routers()
                .forEach(router ->
                        rows.add(new Row(listener.service(), listener.name().name(), router, newTerminatorId())));
    }

    private void waitWhileStalled(DialOptions options) throws LinkException, InterruptedException {
        CountDownLatch gate = stalled.get(options.peer());
        if (gate != null && !gate.await(options.connectTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new LinkException(
                    Reason.TIMEOUT,
                    DisplayText.name(options.peer().name()) + " could not be reached in time. Try again later.");
        }
    }

    private List<MemorySession> sessionsOf(PeerId name) {
        return sessions.stream().filter(session -> session.name().equals(name)).toList();
    }

    private String newTerminatorId() {
        return "t" + nextTerminator.getAndIncrement();
    }
}

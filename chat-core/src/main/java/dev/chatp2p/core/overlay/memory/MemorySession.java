package dev.chatp2p.core.overlay.memory;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlayEvents;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.OverlayStatus.State;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.RouterReport;
import dev.chatp2p.core.overlay.Terminator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One name's presence on a {@link MemoryOverlay}. */
final class MemorySession implements OverlaySession {

    private static final OverlayStatus CONNECTING =
            OverlayStatus.of(State.CONNECTING, "Connecting to the demo network …");

    private final MemoryOverlay network;
    private final PeerId name;
    private final OverlayEvents events;

    /** Tells status changes in order. */
    private final Lane lane;

    private final CountDownLatch loggedIn = new CountDownLatch(1);
    private final List<MemoryListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<MemoryLink> links = ConcurrentHashMap.newKeySet();

    /** Written by the lane. */
    private volatile OverlayStatus status = CONNECTING;

    /** Written by the network. */
    private volatile boolean unplugged;

    /** Written by whoever closes the session. */
    private volatile boolean closed;

    MemorySession(MemoryOverlay network, PeerId name, OverlayEvents events) {
        this.network = network;
        this.name = name;
        this.events = events;
        this.lane = new Lane("memory-session-" + name);
    }

    void logIn() {
        lane.execute(() -> {
            events.statusChanged(status);
            loggedIn.countDown();
        });
        statusChanged();
    }

    PeerId name() {
        return name;
    }

    @Override
    public Optional<PeerId> self() {
        return loggedIn.getCount() == 0 ? Optional.of(name) : Optional.empty();
    }

    @Override
    public OverlayStatus status() {
        return status;
    }

    @Override
    public Listener host(String service, HostOptions options) {
        PeerId instance = options.instance().map(PeerId::new).orElse(name);
        MemoryListener listener = new MemoryListener(this, service, instance, options.maxTerminators());
        listeners.add(listener);
        lane.execute(() -> network.bind(listener));
        statusChanged();
        return listener;
    }

    @Override
    public Link dial(String service, DialOptions options) throws LinkException, InterruptedException {
        checkOnline(options.connectTimeout());
        return network.connect(this, service, options);
    }

    @Override
    public List<Terminator> terminators(String service) throws LinkException, InterruptedException {
        checkOnline(Duration.ofSeconds(10));
        return network.terminators(service);
    }

    /** They are where everything is: inside this process, so that nothing is measured. */
    @Override
    public List<RouterReport> routers() {
        boolean connected = !closed && !unplugged && self().isPresent();
        return network.routers().stream()
                .map(router -> new RouterReport(
                        Optional.of(router),
                        router,
                        "",
                        connected,
                        connected
                                && listeners.stream()
                                        .anyMatch(listener -> listener.routers().contains(router)),
                        Optional.empty()))
                .toList();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        listeners.forEach(MemoryListener::close);
        links.forEach(MemoryLink::close);
        network.leave(this);
        statusChanged();
        lane.close();
    }

    void adopt(MemoryLink link) {
        links.add(link);
        if (closed) {
            link.close();
        }
    }

    void forget(MemoryLink link) {
        links.remove(link);
    }

    void unhost(MemoryListener listener) {
        listeners.remove(listener);
        network.unbind(listener);
        statusChanged();
    }

    List<MemoryListener> listeners() {
        return listeners;
    }

    boolean isPluggedIn() {
        return !unplugged;
    }

    void unplug() {
        unplugged = true;
        links.forEach(MemoryLink::lose);
        statusChanged();
    }

    void plugIn() {
        unplugged = false;
        statusChanged();
    }

    /** Works out the status anew and tells it if it is a different one. */
    void statusChanged() {
        lane.execute(() -> {
            OverlayStatus now = currentStatus();
            if (!now.equals(status)) {
                status = now;
                events.statusChanged(now);
            }
        });
    }

    private OverlayStatus currentStatus() {
        int terminators =
                listeners.stream().mapToInt(MemoryListener::terminators).sum();
        if (closed) {
            return OverlayStatus.of(State.CLOSED, "Signed off.");
        }
        if (unplugged) {
            return new OverlayStatus(
                    State.OFFLINE,
                    Optional.of(Reason.CONTROLLER_UNREACHABLE),
                    "The demo network is unplugged. It is tried again by itself.",
                    0);
        }
        if (listeners.stream().anyMatch(MemoryListener::isWaiting)) {
            return new OverlayStatus(
                    State.DEGRADED,
                    Optional.of(Reason.NAME_IN_USE),
                    "Somebody else already uses this name on the network, so nobody can call you."
                            + " Close the other program; this one takes over by itself.",
                    terminators);
        }
        if (terminators == 0 && !listeners.isEmpty()) {
            return CONNECTING;
        }
        String sentence = switch (terminators) {
            case 0 -> "Online (demo network)";
            case 1 -> "Online on 1 router (demo network)";
            default -> "Online on " + terminators + " routers (demo network)";
        };
        return new OverlayStatus(State.ONLINE, Optional.empty(), sentence, terminators);
    }

    private void checkOnline(Duration timeout) throws LinkException, InterruptedException {
        if (!loggedIn.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new LinkException(Reason.TIMEOUT, "Signing on took too long. Try again.");
        }
        if (closed) {
            throw new LinkException(Reason.CLOSED, "This program has signed off.");
        }
        if (unplugged) {
            throw new LinkException(
                    Reason.CONTROLLER_UNREACHABLE,
                    "The network cannot be reached. Check the connection and try again.");
        }
    }
}

package dev.chatp2p.core.overlay;

import java.util.List;
import java.util.Optional;

/** One identity's presence on a network, from log-in to {@link #close()}. Thread-safe. */
public interface OverlaySession extends AutoCloseable {

    /** The name of our own identity; empty until the first log-in has told it. Never changes afterwards. */
    Optional<PeerId> self();

    OverlayStatus status();

    /**
     * Starts hosting a service and keeps at it, over router and controller trouble, until the listener is closed. Returns
     * at once; how it goes is told through {@link OverlayStatus}.
     */
    Listener host(String service, HostOptions options);

    /**
     * Opens a link to a peer. Blocks until the network has connected it or the timeout is over; interrupt the thread to
     * give up.
     *
     * @throws LinkException with {@link Reason#PEER_OFFLINE}, {@link Reason#NOT_ALLOWED},
     *     {@link Reason#SERVICE_MISSING}, {@link Reason#NO_ROUTER}, {@link Reason#TIMEOUT}, {@link Reason#REJECTED}, …
     * @throws InterruptedException if the thread was interrupted; nothing is left behind
     */
    Link dial(String service, DialOptions options) throws LinkException, InterruptedException;

    /**
     * Asks the network who hosts a service by name, all pages of it. One row per peer <em>and router</em>; rows without a
     * usable name are left out. Being listed is a hint, not a promise: a dead router's terminators stay listed.
     */
    List<Terminator> terminators(String service) throws LinkException, InterruptedException;

    /** The second factor of our identity; empty on networks that have no such thing. */
    default Optional<SecondFactor> secondFactor() {
        return Optional.empty();
    }

    /** How we stand with each edge router just now; empty on networks that have none, or do not tell. */
    default List<RouterReport> routers() {
        return List.of();
    }

    /** How we stand with the controller just now; empty on networks that have none. */
    default Optional<ControllerReport> controller() {
        return Optional.empty();
    }

    /** Closes listeners and links, logs out; returns within two seconds. Idempotent. */
    @Override
    void close();
}

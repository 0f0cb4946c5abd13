package dev.chatp2p.core.overlay;

/** A service being hosted. Thread-safe. */
public interface Listener extends AutoCloseable {

    /**
     * Waits for the next incoming link. The network has already been told that the link is accepted; ringing, answering
     * and declining are matters of the chat on top.
     *
     * @throws LinkException with {@link Reason#CLOSED} once the listener is closed, or with the reason why hosting ended
     *     for good
     * @throws InterruptedException if the thread was interrupted; the listener stays open
     */
    Link accept() throws LinkException, InterruptedException;

    /** On how many routers this listener is bound right now, confirmed by the network; 0 = nobody can reach us. */
    int terminators();

    /** Stops hosting, so that the name disappears from the list at once. Links already accepted stay open. Idempotent. */
    @Override
    void close();
}

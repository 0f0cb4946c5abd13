package dev.chatp2p.core.peer;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.overlay.PeerId;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Watches who is there, by asking for the service's terminators again and again. Thread-safe; every method returns at
 * once.
 */
public interface PeerDirectoryService extends AutoCloseable {

    /** The newest picture. */
    PeerDirectory directory();

    /**
     * Tells the observer the newest picture now and every different one from then on, in order, one call at a time, on the
     * service's own thread. Observers return quickly and never throw.
     */
    Subscription observe(Consumer<PeerDirectory> observer);

    /** The ids of the routers through which the name can be reached, as of the newest picture; none if they are offline. */
    Set<String> routersOf(PeerId peer);

    /** Asks the network now; completes with the picture that came of it, never exceptionally. */
    CompletionStage<PeerDirectory> refresh();

    /** Stops asking. Idempotent. */
    @Override
    void close();
}

package dev.chatp2p.core.peer;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.overlay.PeerId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What we have noted about people, online or not. Thread-safe; every method returns at once. */
public interface ContactService extends AutoCloseable {

    /** The contact as it stands; {@link Contact#unknown} if nothing is noted. */
    Contact contact(PeerId id);

    /** Everybody of whom something is noted. */
    List<Contact> contacts();

    /**
     * Tells the observer every contact now and each that changes from then on, in order, one call at a time, on the service's
     * own thread. A contact that was removed is told as {@link Contact#unknown}.
     */
    Subscription observe(Consumer<Contact> observer);

    /**
     * Changes what is noted of somebody here. The change gets what is noted here, without what shared directories say, and
     * must keep the id.
     */
    void change(PeerId id, UnaryOperator<Contact> change);

    /** Forgets everything noted of somebody here; whoever is in a shared directory stays listed. */
    void remove(PeerId id);

    /** Keeps what is still to be kept. Idempotent. */
    @Override
    void close();
}

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

    /** Changes what is noted of somebody; the change gets the contact as it stands and must keep its id. */
    void change(PeerId id, UnaryOperator<Contact> change);

    /** Forgets everything noted of somebody. */
    void remove(PeerId id);

    /** Keeps what is still to be kept. Idempotent. */
    @Override
    void close();
}

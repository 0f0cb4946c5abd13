package dev.chatp2p.core.settings;

import dev.chatp2p.core.concurrent.Subscription;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a person has set. Thread-safe; every method returns at once. */
public interface SettingsService extends AutoCloseable {

    ChatSettings settings();

    /**
     * Tells the observer the settings now and every different ones from then on, in order, one call at a time, on the
     * service's own thread.
     */
    Subscription observe(Consumer<ChatSettings> observer);

    /** Changes and keeps them. */
    void change(UnaryOperator<ChatSettings> change);

    /** Keeps what is still to be kept. Idempotent. */
    @Override
    void close();
}

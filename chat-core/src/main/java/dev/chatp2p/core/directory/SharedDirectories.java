package dev.chatp2p.core.directory;

import dev.chatp2p.core.concurrent.Subscription;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps the contacts as the shared directories of the settings say, and tells how it stands with each. Thread-safe; every
 * method returns at once.
 */
public interface SharedDirectories extends AutoCloseable {

    /** One for each directory of the settings, in their order. */
    List<DirectoryStatus> statuses();

    /** Tells the observer the statuses now and all different ones from then on, in order, one call at a time, on a thread of its own. */
    Subscription observe(Consumer<List<DirectoryStatus>> observer);

    /** Reads all of them again now. */
    void refresh();

    /** Stops reading; nobody is taken from the contacts. Idempotent. */
    @Override
    void close();

    /** There are none, whatever the settings say. */
    static SharedDirectories none() {
        return new SharedDirectories() {
            @Override
            public List<DirectoryStatus> statuses() {
                return List.of();
            }

            @Override
            public Subscription observe(Consumer<List<DirectoryStatus>> observer) {
                observer.accept(List.of());
                return () -> {};
            }

            @Override
            public void refresh() {}

            @Override
            public void close() {}
        };
    }
}

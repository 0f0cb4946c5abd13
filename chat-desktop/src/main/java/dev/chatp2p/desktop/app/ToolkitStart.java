package dev.chatp2p.desktop.app;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;

/**
 * JavaFX's start, which takes as long as all else there is to do before the first window. JavaFX cannot be started again, so one
 * process has one of these. Thread-safe. Without a log of its own: it comes before that.
 */
final class ToolkitStart {

    // No Application subclass: the toolkit would have to make it, and it could get its windows only from static state.
    private final FutureTask<Boolean> started =
            new FutureTask<>(() -> Platform.startup(() -> Platform.setImplicitExit(false)), true);

    /** Begins, unless it has begun already, and does not wait. */
    void begin() {
        Thread.ofPlatform().daemon().name("chat-toolkit").start(started);
    }

    /**
     * Waits until JavaFX takes tasks.
     *
     * @throws NoScreenException if there is no screen
     */
    void await() throws InterruptedException {
        begin();
        try {
            started.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnsupportedOperationException noDisplay) {
                throw new NoScreenException(noDisplay);
            }
            throw new IllegalStateException("JavaFX could not be started", e.getCause());
        }
    }
}

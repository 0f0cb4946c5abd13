package dev.chatp2p.setup.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, or whatever else asks this process to end, while something must not be cut off in the middle: the end of the
 * process waits for {@link #close()}. From one thread.
 */
public interface StopSignal extends AutoCloseable {

    /** Begins to hold up the end of the process. */
    @FunctionalInterface
    interface Watch {
        StopSignal begin();
    }

    /** Whether the process was asked to end since the watch began. */
    boolean requested();

    /** Lets the process end if it was asked to. */
    @Override
    void close();

    /**
     * Watches this process.
     *
     * @param patience how long the end is held up at most
     */
    static StopSignal ofThisProcess(Duration patience) {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        AtExit hook = new AtExit("setup-stop", () -> {
            asked.countDown();
            try {
                // Whether it was done in time or not: the process ends now.
                boolean _ = done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return new StopSignal() {
            @Override
            public boolean requested() {
                return asked.getCount() == 0;
            }

            @Override
            public void close() {
                done.countDown();
                hook.close();
            }
        };
    }
}

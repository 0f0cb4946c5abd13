package dev.chatp2p.desktop.app;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is still to be done until something is really over. Thread-safe. */
final class Unfinished {

    private final AtomicInteger count = new AtomicInteger();
    private final Runnable whenNone;

    /** @param whenNone runs whenever the last thing has ended, in the thread that ends it */
    Unfinished(Runnable whenNone) {
        this.whenNone = whenNone;
    }

    void begin() {
        count.incrementAndGet();
    }

    void end() {
        if (count.decrementAndGet() == 0) {
            whenNone.run();
        }
    }
}

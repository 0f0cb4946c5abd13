package dev.chatp2p.core.concurrent;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** What time it is and what happens later. Tests use a virtual clock that they turn by hand. */
public interface Timers extends InstantSource {

    /** Runs the task once on the executor after the delay. Closing the subscription cancels it if it has not started. */
    Subscription after(Duration delay, Executor executor, Runnable task);
}

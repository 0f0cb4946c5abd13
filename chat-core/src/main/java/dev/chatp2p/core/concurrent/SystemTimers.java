package dev.chatp2p.core.concurrent;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The computer's clock, with the JDK's own delay scheduler behind {@link #after}: no thread of ours, nothing to close. */
public final class SystemTimers implements Timers {

    private final ScheduledExecutorService scheduler = ForkJoinPool.commonPool();

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public Subscription after(Duration delay, Executor executor, Runnable task) {
        AtomicBoolean startedOrCancelled = new AtomicBoolean();
        Runnable once = () -> {
            if (startedOrCancelled.compareAndSet(false, true)) {
                task.run();
            }
        };
        Future<?> scheduled =
                scheduler.schedule(() -> executor.execute(once), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        return () -> {
            startedOrCancelled.set(true);
            scheduled.cancel(false);
        };
    }
}

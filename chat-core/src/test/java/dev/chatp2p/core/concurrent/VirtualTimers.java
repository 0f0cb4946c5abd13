package dev.chatp2p.core.concurrent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * A clock that stands still until a test turns it. Tasks that fall due are handed to their executors in the order of their
 * times, by the thread that turns the clock; wait for what they do as for anything else that happens on another thread.
 */
public final class VirtualTimers implements Timers {

    /** Guarded by this. */
    private final List<Scheduled> scheduled = new ArrayList<>();

    /** Guarded by this. */
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Subscription after(Duration delay, Executor executor, Runnable task) {
        Scheduled next = new Scheduled(now.plus(delay), executor, task);
        scheduled.add(next);
        return () -> cancel(next);
    }

    /** How many tasks wait for their time. */
    public synchronized int waiting() {
        return scheduled.size();
    }

    /** Turns the clock forward and starts everything that falls due until then. */
    public void advance(Duration duration) {
        Instant end = instant().plus(duration);
        for (Optional<Scheduled> due = nextUntil(end); due.isPresent(); due = nextUntil(end)) {
            Scheduled task = due.get();
            task.executor.execute(() -> {
                if (!task.cancelled) {
                    task.task.run();
                }
            });
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized Optional<Scheduled> nextUntil(Instant end) {
        Optional<Scheduled> next = scheduled.stream()
                .min(Comparator.comparing((Scheduled task) -> task.at))
                .filter(task -> !task.at.isAfter(end));
        next.ifPresent(task -> {
            scheduled.remove(task);
            now = task.at.isAfter(now) ? task.at : now;
        });
        return next;
    }

    private synchronized void cancel(Scheduled task) {
        task.cancelled = true;
        scheduled.remove(task);
    }

    private static final class Scheduled {
        private final Instant at;
        private final Executor executor;
        private final Runnable task;
        private volatile boolean cancelled;

        private Scheduled(Instant at, Executor executor, Runnable task) {
            this.at = at;
            this.executor = executor;
            this.task = task;
        }
    }
}

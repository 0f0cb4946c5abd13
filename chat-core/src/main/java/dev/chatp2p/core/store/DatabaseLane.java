package dev.chatp2p.core.store;

import dev.chatp2p.core.conversation.HistoryException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work on one {@link Database}, in the order in which it was asked for, on one thread of its own. What waits may be done
 * together in one transaction, so that many small writes cost one turn of the disk; each is only done when that is committed.
 *
 * <p>A platform thread, because SQLite is native code: on a virtual one it would hold a carrier for as long as the disk takes.
 */
final class DatabaseLane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseLane.class);

    /** Beyond that the disk does not keep up, and memory would fill. */
    private static final int MOST_WAITING = 50_000;

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

    private final Database database;
    private final int mostTogether;
    private final BlockingQueue<Job<?>> jobs = new LinkedBlockingQueue<>();
    private final Thread thread;

    /** Guarded by {@link #jobs}. */
    private boolean closed;

    /** Only the lane's own thread touches it. */
    private boolean stopped;

    /** What is done with a database; may be done again if what was done together with it failed. */
    @FunctionalInterface
    interface Work<T> {
        @Nullable
        T on(Database database) throws SQLException;
    }

    /**
     * Work that was asked for.
     *
     * @param result for whoever asked; cancelled work is left out if it has not begun
     * @param settled completes when it is done or has failed, after the result; nobody else completes it
     */
    record Job<T>(Work<T> work, CompletableFuture<T> result, CompletableFuture<Void> settled) {

        private Job(Work<T> work, CompletableFuture<T> result) {
            this(work, result, new CompletableFuture<>());
        }

        /** Does it; the answer is told by what is returned, once it holds. */
        private Runnable perform(Database database) throws SQLException {
            @Nullable T value = work.on(database);
            return () -> {
                result.complete(value);
                settled.complete(null);
            };
        }

        private void fail(Throwable why) {
            result.completeExceptionally(why);
            settled.complete(null);
        }
    }

    /**
     * @param name of the thread
     * @param mostTogether how much is done in one transaction at most; nobody is answered before it is over
     */
    DatabaseLane(String name, Database database, int mostTogether) {
        this.database = database;
        this.mostTogether = mostTogether;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    <T> Job<T> ask(Work<T> work) {
        return ask(work, new CompletableFuture<>());
    }

    /** @param result what to complete */
    <T> Job<T> ask(Work<T> work, CompletableFuture<T> result) {
        Job<T> job = new Job<>(work, result);
        synchronized (jobs) {
            if (closed) {
                job.fail(new HistoryException("The history is closed."));
            } else if (jobs.size() >= MOST_WAITING) {
                job.fail(new HistoryException(
                        "The disk does not keep up with what is to be kept. Look what else is writing on it."));
            } else {
                jobs.add(job);
            }
        }
        return job;
    }

    /** Finishes what was asked for, waiting for it for at most a second, and closes the database. Idempotent. */
    @Override
    public void close() {
        synchronized (jobs) {
            if (!closed) {
                closed = true;
                jobs.add(new Job<>(last -> stopped = true, new CompletableFuture<>()));
            }
        }
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        try {
            if (!thread.join(CLOSE_WAIT)) {
                LOG.warn("{} is still busy one second after it was closed", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Job<?>> together = new ArrayList<>();
        while (!stopped) {
            try {
                together.add(jobs.take());
                jobs.drainTo(together, mostTogether - 1);
                together.removeIf(job -> job.result().isCancelled());
                if (!together.isEmpty() && !performed(together)) {
                    together.forEach(job -> performed(List.of(job)));
                }
            } catch (InterruptedException e) {
                LOG.warn("{} was interrupted, which nobody should do", thread.getName());
            } finally {
                together.clear();
            }
        }
        database.close();
    }

    /** Does all of it, or nothing; false if there are several and one of them failed. */
    private boolean performed(List<Job<?>> together) {
        List<Runnable> answers = new ArrayList<>(together.size());
        try {
            database.begin();
            for (Job<?> job : together) {
                answers.add(job.perform(database));
            }
            database.commit();
        } catch (SQLException | RuntimeException e) {
            database.rollback();
            if (together.size() == 1) {
                together.getFirst().fail(database.explain(e));
            }
            return together.size() == 1;
        }
        answers.forEach(this::tell);
        return true;
    }

    private void tell(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException e) {
            LOG.error("Whoever waited for {} failed", thread.getName(), e);
        }
    }
}

package dev.chatp2p.core.concurrent;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks in the order they came, one at a time, on one named virtual thread: the single owner of a service's state.
 * A task that throws is logged and does not stop the lane. Tasks should be short and must not block on the lane itself.
 * Thread-safe.
 */
public final class Lane implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Thread thread;

    /** Guarded by {@link #tasks}: written by whoever closes the lane. */
    private boolean closed;

    /** Only the lane's own thread touches it. */
    private boolean stopped;

    public Lane(String name) {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** Adds a task at the end. After {@link #close} tasks are dropped without a word. */
    @Override
    public void execute(Runnable task) {
        offer(task);
    }

    /** Adds a task at the end; false if the lane is closed and the task was dropped. */
    public boolean offer(Runnable task) {
        synchronized (tasks) {
            return !closed && tasks.add(task);
        }
    }

    /**
     * Adds a task at the end and waits until it has run, so that a fast producer cannot outrun the lane.
     *
     * @return false if the lane is closed and the task was dropped
     * @throws IllegalStateException if called on the lane itself, which would wait for ever
     */
    public boolean runAndWait(Runnable task) throws InterruptedException {
        if (isCurrent()) {
            throw new IllegalStateException("a lane cannot wait for itself");
        }
        CountDownLatch done = new CountDownLatch(1);
        boolean accepted = offer(() -> {
            try {
                task.run();
            } finally {
                done.countDown();
            }
        });
        if (accepted) {
            done.await();
        }
        return accepted;
    }

    /** Whether the calling thread is this lane. */
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Runs what is already queued, waiting for it for at most one second, and drops what comes later. Idempotent. */
    @Override
    public void close() {
        synchronized (tasks) {
            if (!closed) {
                closed = true;
                tasks.add(() -> stopped = true);
            }
        }
        if (isCurrent()) {
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
        while (!stopped) {
            try {
                tasks.take().run();
            } catch (InterruptedException e) {
                LOG.warn("{} was interrupted, which nobody should do", thread.getName());
            } catch (RuntimeException e) {
                LOG.error("A task of {} failed", thread.getName(), e);
            }
        }
    }
}

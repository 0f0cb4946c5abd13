package dev.chatp2p.setup.plan;

import dev.chatp2p.setup.SetupException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs tasks side by side, a few at a time, and hands their results over in the order in which they were started, in the thread
 * that starts them. For one thread.
 *
 * @param <R> a task's result
 */
final class SideBySide<R> implements AutoCloseable {

    /** A request or several. */
    interface Task<R> {
        R run() throws SetupException, InterruptedException;
    }

    private final int width;
    private final Consumer<R> results;
    private final ExecutorService threads;
    private final Deque<Future<R>> running = new ArrayDeque<>();

    /**
     * @param width how many at a time
     * @param threadName of the threads, a number is added
     */
    SideBySide(int width, String threadName, Consumer<R> results) {
        this.width = width;
        this.results = results;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(threadName + "-", 0).factory());
    }

    /**
     * Starts a task, as soon as there is room for it.
     *
     * @throws SetupException an earlier task's; no further one is handed over then
     */
    void start(Task<R> task) throws SetupException, InterruptedException {
        if (running.size() == width) {
            handOverOldest();
        }
        running.add(threads.submit(task::run));
    }

    /** Waits for all that run, and hands them over. */
    void finish() throws SetupException, InterruptedException {
        while (!running.isEmpty()) {
            handOverOldest();
        }
    }

    private void handOverOldest() throws SetupException, InterruptedException {
        try {
            if (Thread.interrupted()) { // of a future that is done get() would not say so
                throw new InterruptedException();
            }
            results.accept(running.remove().get());
        } catch (InterruptedException e) {
            threads.shutdownNow();
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SetupException failure -> throw new SetupException(failure.failure(), failure.sentence(), failure);
                case InterruptedException _ -> throw new InterruptedException();
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** Waits for what still runs: a request that was sent is better answered. */
    @Override
    public void close() {
        threads.close();
    }
}

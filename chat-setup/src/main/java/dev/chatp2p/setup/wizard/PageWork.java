package dev.chatp2p.setup.wizard;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** What a page does in the background, one thing at a time. FX thread only, except for the work itself. */
public final class PageWork {

    /** Something that may block and is interrupted when it is cancelled. */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * @param progress runs a task on the FX thread, unless the work was cancelled by then; any thread
         */
        T run(Consumer<Runnable> progress) throws Exception;
    }

    private final Executor background;
    private final Executor fx;
    private Future<?> running = new FutureTask<>(() -> {}, true);
    /** Counts what was begun or cancelled, so that an end can be told to be of something that nobody waits for any more. */
    private int turn;

    PageWork(WizardSurroundings surroundings) {
        this(surroundings.background(), surroundings.fx());
    }

    /**
     * @param background runs what may block
     * @param fx runs tasks on the FX thread, in order
     */
    public PageWork(Executor background, Executor fx) {
        this.background = background;
        this.fx = fx;
    }

    /**
     * Begins something, in place of what may still be going on.
     *
     * @param done told the result on the FX thread, unless cancelled before
     * @param failed likewise told why it failed
     */
    public <T> void start(Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
        cancel();
        int now = turn;
        FutureTask<T> task = new FutureTask<>(() -> work.run(report -> tell(now, report))) {
            @Override
            protected void done() {
                tell(now, () -> ended(this, done, failed));
            }
        };
        running = task;
        background.execute(task);
    }

    /** Interrupts what is going on; nothing is heard of it any more. */
    public void cancel() {
        turn++;
        running.cancel(true);
    }

    private void tell(int of, Runnable task) {
        fx.execute(() -> {
            if (of == turn) {
                task.run();
            }
        });
    }

    private static <T> void ended(Future<T> task, Consumer<T> done, Consumer<Exception> failed) {
        if (task.state() == Future.State.SUCCESS) {
            done.accept(task.resultNow());
        } else {
            Throwable why = task.exceptionNow();
            failed.accept(why instanceof Exception failure ? failure : new IllegalStateException(why));
        }
    }
}

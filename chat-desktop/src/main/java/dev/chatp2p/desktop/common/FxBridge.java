package dev.chatp2p.desktop.common;

import dev.chatp2p.core.concurrent.Subscription;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way from the services' threads to the FX thread. Tasks run in the order they came. However many come at once, only
 * one toolkit task is in flight, and it runs at most {@value #BATCH} of them before it lets the toolkit draw. Thread-safe.
 */
public final class FxBridge implements Executor {

    /** Few enough for one frame, so that a burst of events does not freeze the window. */
    static final int BATCH = 200;

    private static final Logger log = LoggerFactory.getLogger(FxBridge.class);

    private final Executor toolkit;
    /** Any thread adds, only the toolkit's thread takes. */
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    /** Whether a toolkit task is in flight; set by whoever adds, cleared by the toolkit's thread. */
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** The bridge to JavaFX, which must have been started by the time of the first event. */
    public static FxBridge toJavaFx() {
        return new FxBridge(Platform::runLater);
    }

    /**
     * @param toolkit runs tasks one at a time on the FX thread; in tests, on the thread of the test
     */
    public FxBridge(Executor toolkit) {
        this.toolkit = toolkit;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        schedule();
    }

    /**
     * Observes events that all count: each is handed on, in order, on the FX thread.
     *
     * @param source where to observe, for example {@code service::observe}
     * @param target told on the FX thread; never again after the subscription was closed there
     */
    public <T> Subscription each(Function<Consumer<T>, Subscription> source, Consumer<T> target) {
        AtomicBoolean open = new AtomicBoolean(true);
        return closing(
                open,
                source.apply(event -> execute(() -> {
                    if (open.get()) {
                        target.accept(event);
                    }
                })));
    }

    /**
     * Observes a state of which only the newest counts: a burst is handed on as its last one.
     *
     * @param source where to observe, for example {@code client::observeStatus}
     * @param target told on the FX thread; never again after the subscription was closed there
     */
    public <T> Subscription latest(Function<Consumer<T>, Subscription> source, Consumer<T> target) {
        AtomicBoolean open = new AtomicBoolean(true);
        AtomicReference<Optional<T>> newest = new AtomicReference<>(Optional.empty());
        return closing(open, source.apply(state -> {
            if (newest.getAndSet(Optional.of(state)).isEmpty()) {
                execute(() -> newest.getAndSet(Optional.empty())
                        .filter(shown -> open.get())
                        .ifPresent(target));
            }
        }));
    }

    /** What is already on its way when a window closes must not be shown in it any more. */
    private static Subscription closing(AtomicBoolean open, Subscription subscription) {
        return () -> {
            open.set(false);
            subscription.close();
        };
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            toolkit.execute(this::drain);
        }
    }

    private void drain() {
        for (int i = 0; i < BATCH; i++) {
            Runnable task = waiting.poll();
            if (task == null) {
                break;
            }
            run(task);
        }
        scheduled.set(false);
        if (!waiting.isEmpty()) {
            schedule();
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            // One broken event must not keep the later ones from the window.
            log.error("an event could not be shown", e);
        }
    }
}

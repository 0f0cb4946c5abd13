package dev.chatp2p.desktop.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;

/** The times from one pulse of JavaFX to the next, while there are some all the time; drawing is in them. FX thread only. */
final class Pulses extends AnimationTimer {

    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Double> intervals = new ArrayList<>();
    private long count;
    private long last;

    @Override
    public void handle(long pulse) {
        long now = System.nanoTime();
        if (count > 0) {
            intervals.add((now - last) / NANOS_PER_MILLI);
        }
        last = now;
        count++;
    }

    /** How many there were since the beginning. */
    long count() {
        return count;
    }

    /** The times since this was asked last; milliseconds. */
    double[] take() {
        double[] taken = intervals.stream().mapToDouble(Double::doubleValue).toArray();
        intervals.clear();
        return taken;
    }

    /** Completes as soon as a condition holds; looked at with every pulse, so that looking costs little. */
    CompletableFuture<Boolean> until(BooleanSupplier condition) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                if (condition.getAsBoolean()) {
                    stop();
                    done.complete(true);
                }
            }
        }.start();
        return done;
    }
}

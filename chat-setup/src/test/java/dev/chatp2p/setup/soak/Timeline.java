package dev.chatp2p.setup.soak;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What happened when, in lines for people, and what should not have. Thread-safe. */
final class Timeline {
    private final long start = System.nanoTime();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    void note(String what) {
        String line = String.format(Locale.ROOT, "[soak %6.1f s] %s", elapsed().toMillis() / 1e3, what);
        lines.add(line);
        System.out.println(line);
    }

    /** Something that must not happen: the test will fail at its end. */
    void fault(String what) {
        note("FAULT: " + what);
        faults.add(what);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}

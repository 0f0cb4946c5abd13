package dev.chatp2p.ziti.client;

import java.time.Duration;

/** The end of a time limit that several steps share. Immutable. */
final class Deadline {

    /** For questions to the controller, which has its own request timeout. */
    static final Duration DEFAULT = Duration.ofSeconds(30);

    private final long end;

    Deadline(Duration limit) {
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** What is left, never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    Duration atMost(Duration limit) {
        Duration left = left();
        return left.compareTo(limit) < 0 ? left : limit;
    }

    boolean isOver() {
        return end - System.nanoTime() <= 0;
    }
}

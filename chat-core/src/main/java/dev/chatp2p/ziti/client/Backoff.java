package dev.chatp2p.ziti.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing pauses between attempts, with jitter so that many clients do not come back at the same moment. One thread. */
final class Backoff {

    private static final double JITTER = 0.2;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** How long to wait after one more failure: doubles each time up to the longest, then ±20 %. */
    Duration next() {
        double doubled = first.toMillis() * Math.pow(2, Math.min(failures, 30));
        failures++;
        double capped = Math.min(doubled, (double) longest.toMillis());
        return Duration.ofMillis((long) (capped * (1 + JITTER * (2 * random.nextDouble() - 1))));
    }

    /** After a success the next failure starts from the beginning. */
    void reset() {
        failures = 0;
    }
}

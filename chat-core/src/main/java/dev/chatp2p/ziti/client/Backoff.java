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
        return spread(grown(first, 2, failures++, longest), JITTER, random);
    }

    /** The first pause, grown by the factor so many times, but never more than the longest. */
    static Duration grown(Duration first, double factor, int times, Duration longest) {
        double millis = first.toMillis() * Math.pow(factor, Math.min(times, 30));
        return Duration.ofMillis((long) Math.min(millis, (double) longest.toMillis()));
    }

    /**
     * A pause of about that length, so that many clients do not come back at the same moment.
     *
     * @param by the largest deviation either way, as a part of the pause: 0.2 is ±20 %
     */
    static Duration spread(Duration pause, double by, RandomGenerator random) {
        return Duration.ofNanos((long) (pause.toNanos() * (1 + by * (2 * random.nextDouble() - 1))));
    }

    /** After a success the next failure starts from the beginning. */
    void reset() {
        failures = 0;
    }
}

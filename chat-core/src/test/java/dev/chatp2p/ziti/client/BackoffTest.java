package dev.chatp2p.ziti.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Test
    void pausesDoubleUpToTheLongest() {
        Backoff backoff = new Backoff(FIRST, LONGEST, withoutJitter());
        long[] pauses =
                IntStream.range(0, 9).mapToLong(i -> backoff.next().toSeconds()).toArray();
        assertEquals("[1, 2, 4, 8, 16, 32, 60, 60, 60]", Arrays.toString(pauses));
    }

    @Test
    void afterASuccessTheNextFailureStartsFromTheBeginning() {
        Backoff backoff = new Backoff(FIRST, LONGEST, withoutJitter());
        backoff.next();
        backoff.next();
        backoff.reset();
        assertEquals(FIRST, backoff.next());
    }

    @Test
    void jitterStaysWithinAFifth() {
        Backoff backoff = new Backoff(LONGEST, LONGEST, RandomGenerator.getDefault());
        for (int i = 0; i < 1000; i++) {
            long millis = backoff.next().toMillis();
            assertTrue(millis >= 48_000 && millis <= 72_000, () -> millis + " ms");
        }
    }

    /** One that always draws the middle. */
    private static RandomGenerator withoutJitter() {
        return () -> 1L << 63;
    }
}

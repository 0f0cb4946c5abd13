package dev.chatp2p.ziti.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WakeDetectorTest {

    private static final Duration TICK = Duration.ofSeconds(2);

    private long nanos = Long.MAX_VALUE - 1_000_000_000L; // it may overflow
    private long wall = 1_000_000;
    private final WakeDetector detector = new WakeDetector(TICK);

    @Test
    void theFirstTickAndRegularOnesMeanNothing() {
        for (int i = 0; i < 10; i++) {
            assertFalse(tick(TICK, TICK, 1));
        }
    }

    @Test
    void aWallClockThatJumpedWhileTheOtherStoodStillMeansASleep() {
        tick(TICK, TICK, 1);
        assertTrue(tick(TICK, Duration.ofHours(8), 1));
        assertFalse(tick(TICK, TICK, 1), "it is told once");
    }

    @Test
    void aTickThatIsVeryLateMeansASleep() {
        tick(TICK, TICK, 1);
        assertTrue(tick(Duration.ofMinutes(1), Duration.ofMinutes(1), 1));
    }

    @Test
    void otherAddressesMeanAnotherNetwork() {
        tick(TICK, TICK, 1);
        assertTrue(tick(TICK, TICK, 2));
    }

    @Test
    void aClockSetBackAndAnythingSmallMeanNothing() {
        tick(TICK, TICK, 1);
        assertFalse(tick(TICK, Duration.ofHours(-1), 1));
        assertFalse(tick(TICK.plusSeconds(4), TICK.plusSeconds(4), 1));
        assertFalse(tick(TICK, TICK.plusSeconds(4), 1));
    }

    private boolean tick(Duration monotonic, Duration wallTime, int networks) {
        nanos += monotonic.toNanos();
        wall += wallTime.toMillis();
        return detector.tick(nanos, wall, networks);
    }
}

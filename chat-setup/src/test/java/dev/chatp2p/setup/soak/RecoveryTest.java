package dev.chatp2p.setup.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A gap counts only while the same router could have served all the time. */
class RecoveryTest {
    private static final long SECOND = 1_000_000_000L;

    private final Recovery recovery = new Recovery(Duration.ofSeconds(5));

    @Test
    void theGapBeginsWhenTheNetworkIsAble() {
        assertEquals(Map.of(), recovery.seen(0, Set.of(), Map.of("alice", false)));
        assertEquals(Map.of("alice", Duration.ZERO), recovery.seen(10 * SECOND, Set.of("r1"), Map.of("alice", false)));
        assertEquals(
                Map.of("alice", Duration.ofSeconds(3)),
                recovery.seen(13 * SECOND, Set.of("r1"), Map.of("alice", false)));
    }

    @Test
    void theGapBeginsWhenTheTerminatorIsLostIfTheNetworkIsAbleAlready() {
        recovery.seen(0, Set.of("r1"), Map.of("alice", true));
        assertEquals(Map.of("alice", Duration.ZERO), recovery.seen(20 * SECOND, Set.of("r1"), Map.of("alice", false)));
        assertEquals(
                Map.of("alice", Duration.ofSeconds(2)),
                recovery.seen(22 * SECOND, Set.of("r1"), Map.of("alice", false)));
    }

    @Test
    void anotherRouterStartsTheCountAnew() {
        recovery.seen(0, Set.of("r1"), Map.of("alice", false));
        recovery.seen(4 * SECOND, Set.of("r2"), Map.of("alice", false));
        assertEquals(
                Map.of("alice", Duration.ofSeconds(3)),
                recovery.seen(7 * SECOND, Set.of("r2"), Map.of("alice", false)));
        assertEquals(Map.of("alice", Duration.ofSeconds(3)), recovery.longest());
    }

    @Test
    void whatIsJudgedIsWhatIsLongerThanTheLimitInWhichOneRouterWasAble() {
        for (int second = 0; second <= 8; second++) {
            recovery.seen(second * SECOND, Set.of("r1"), Map.of("alice", true));
        }
        assertEquals(Duration.ofSeconds(8), recovery.able());
        assertEquals(Duration.ofSeconds(3), recovery.judged());
    }

    @Test
    void nothingIsJudgedWhileOneSlowAnswerAfterTheOtherStartsTheClockAnew() {
        for (int second = 0; second <= 60; second++) {
            recovery.seen(second * SECOND, second % 5 == 0 ? Set.of() : Set.of("r1"), Map.of("alice", false));
        }
        assertEquals(Duration.ZERO, recovery.judged());
        assertEquals(Duration.ofSeconds(36), recovery.able());
    }

    @Test
    void whoIsHostedAgainWaitsNoMore() {
        recovery.seen(0, Set.of("r1"), Map.of("alice", false));
        assertEquals(Map.of(), recovery.seen(SECOND, Set.of("r1"), Map.of("alice", true)));
        assertEquals(Map.of("alice", Duration.ZERO), recovery.seen(2 * SECOND, Set.of("r1"), Map.of("alice", false)));
    }
}

package dev.chatp2p.ziti.router;

import static dev.chatp2p.ziti.router.Liveness.Health.ANSWERING;
import static dev.chatp2p.ziti.router.Liveness.Health.DEAD;
import static dev.chatp2p.ziti.router.Liveness.Health.SILENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Every arrow of the liveness diagram in docs/link.md, with a clock that is just a number. */
class LivenessTest {

    private long now = -5_000_000_000L;
    private long lastRead = now;
    private long lastProgress = now;
    private long probed;
    private final Liveness liveness = new Liveness();

    @Test
    void theFirstProbeGoesOutAtOnceForTheRoundTrip() {
        assertTrue(step().probe());
        assertFalse(step().probe(), "one is under way");
    }

    @Test
    void anIdleChannelIsProbedEveryFewSeconds() {
        answer();
        pass(Liveness.IDLE.minusMillis(1));
        assertFalse(step().probe());
        pass(Duration.ofMillis(1));
        assertTrue(step().probe());
    }

    @Test
    void aBusyChannelIsProbedRarely() {
        answer();
        int probes = 0;
        for (int i = 0; i < 29; i++) {
            pass(Duration.ofSeconds(1));
            lastRead = now;
            probes += step().probe() ? 1 : 0;
        }
        assertEquals(0, probes);
        pass(Duration.ofSeconds(1));
        lastRead = now;
        assertTrue(step().probe());
    }

    @Test
    void aRouterThatDoesNotAnswerForThreeSecondsIsSilent() {
        step();
        pass(Liveness.PATIENCE.minusMillis(1));
        assertEquals(ANSWERING, step().health());
        pass(Duration.ofMillis(1));
        assertEquals(SILENT, step().health());
    }

    @Test
    void whoeverSendsAnythingIsNotSilent() {
        step();
        pass(Liveness.PATIENCE);
        lastRead = now;
        assertEquals(ANSWERING, step().health());
    }

    @Test
    void aSilentRouterThatAnswersIsAnsweringAgain() {
        step();
        pass(Duration.ofSeconds(20));
        assertEquals(SILENT, step().health());
        answer();
        assertEquals(ANSWERING, step().health());
    }

    @Test
    void aRouterOfWhichNothingWasReadForHalfAMinuteIsDead() {
        step();
        pass(Liveness.NOTHING_READ.minusMillis(1));
        assertEquals(SILENT, step().health());
        pass(Duration.ofMillis(1));
        assertEquals(DEAD, step().health());
        assertTrue(liveness.answered(now));
        assertEquals(DEAD, step().health(), "that is final");
    }

    @Test
    void aLargeFrameThatKeepsComingIsNoReasonToGiveTheRouterUp() {
        step();
        for (int i = 0; i < 9; i++) {
            pass(Liveness.NOTHING_READ.minusMillis(1));
            assertEquals(SILENT, step().health(), "its answers wait behind that frame");
            lastProgress = now;
        }
        lastRead = now;
        assertEquals(ANSWERING, step().health());
    }

    @Test
    void aLargeFrameThatStopsComingIs() {
        step();
        pass(Duration.ofMinutes(1));
        lastProgress = now;
        pass(Liveness.NOTHING_READ.minusMillis(1));
        Liveness.Step last = step();
        assertEquals(SILENT, last.health());
        assertEquals(Duration.ofMillis(1), last.again());
        pass(last.again());
        assertEquals(DEAD, step().health());
    }

    @Test
    void aFrameThatNeverEndsIsGivenUpAfterAll() {
        step();
        for (int i = 0; i < 299; i++) {
            pass(Duration.ofSeconds(1));
            lastProgress = now;
            assertFalse(step().health() == DEAD);
        }
        pass(Duration.ofSeconds(1));
        lastProgress = now;
        assertEquals(DEAD, step().health());
    }

    @Test
    void afterASleepALargeFrameThatComesOnShowsThatTheConnectionStands() {
        answer();
        pass(Duration.ofHours(8));
        liveness.wake();
        step();
        pass(Liveness.WAKING.minusMillis(1));
        lastProgress = now;
        pass(Duration.ofMillis(1));
        assertFalse(step().health() == DEAD);
        pass(Liveness.WAKING);
        assertEquals(DEAD, step().health());
    }

    @Test
    void aProbeHasTenSecondsEvenIfNothingWasReadForLong() {
        answer();
        pass(Duration.ofMinutes(5)); // nobody stepped: the thread was starved
        assertTrue(step().probe());
        pass(Liveness.UNANSWERED.minusMillis(1));
        assertEquals(SILENT, step().health());
        pass(Duration.ofMillis(1));
        assertEquals(DEAD, step().health());
    }

    @Test
    void aDoubtProbesNowAndWaitsLess() {
        answer();
        pass(Duration.ofMillis(100));
        liveness.doubt();
        assertTrue(step().probe());
        pass(Liveness.DOUBT);
        assertEquals(SILENT, step().health());
    }

    @Test
    void afterASleepAChannelThatDoesNotAnswerIsDeadWithinThreeSeconds() {
        answer();
        pass(Duration.ofHours(8));
        liveness.wake();
        assertTrue(step().probe());
        pass(Liveness.WAKING.minusMillis(1));
        assertFalse(step().health() == DEAD);
        pass(Duration.ofMillis(1));
        assertEquals(DEAD, step().health());
    }

    @Test
    void afterASleepOnlyAnAnswerToALaterProbeCounts() {
        step();
        long early = probed;
        pass(Duration.ofHours(8));
        liveness.wake();
        assertFalse(liveness.answered(early), "not even probed yet");
        assertTrue(step().probe());
        assertFalse(liveness.answered(early));
        answer();
        pass(Liveness.WAKING);
        assertEquals(ANSWERING, step().health());
    }

    @Test
    void itSaysWhenItWantsToBeAskedAgain() {
        assertEquals(Liveness.PATIENCE, step().again());
        pass(Liveness.PATIENCE);
        assertEquals(Liveness.NOTHING_READ.minus(Liveness.PATIENCE), step().again());
        answer();
        assertEquals(Liveness.IDLE, step().again());
    }

    private Liveness.Step step() {
        Liveness.Step step = liveness.step(now, lastRead, Math.max(lastRead, lastProgress));
        if (step.probe()) {
            probed = now;
        }
        return step;
    }

    /** The router answers the newest probe, or the first one. */
    private void answer() {
        step();
        lastRead = now;
        assertTrue(liveness.answered(probed));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}

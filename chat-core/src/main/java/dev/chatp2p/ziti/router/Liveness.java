package dev.chatp2p.ziti.router;

import java.time.Duration;

/**
 * Whether a router still answers, judged from probes and from what is read ({@code ziti-edge-protocol.md} §8 and §14; drawn
 * in {@code docs/link.md}). A plain state machine: no clock, no threads, no I/O; times are nanoseconds of one clock. Belongs
 * to one thread.
 *
 * <p>A frozen router keeps its TCP connection, so only the missing answer gives it away. Because losing a channel ends the
 * circuits on it, there are two steps: {@link Health#SILENT} within seconds, so that others can take over meanwhile, and
 * {@link Health#DEAD} only when nothing came for long.
 */
final class Liveness {

    /** A channel is probed when nothing was read for so long: a frame of 60 bytes, so that silence is noticed in seconds. */
    static final Duration IDLE = Duration.ofSeconds(5);
    /** A busy channel is probed this often, for its round trip. */
    static final Duration INTERVAL = Duration.ofSeconds(30);
    /** An answer that takes longer makes the router silent. */
    static final Duration PATIENCE = Duration.ofSeconds(3);
    /** The same when there was reason to doubt it. */
    static final Duration DOUBT = Duration.ofMillis(1500);
    /** After a sleep or a change of networks, a channel that does not answer for so long is given up. */
    static final Duration WAKING = Duration.ofSeconds(3);
    /** A probe has to be unanswered for so long … */
    static final Duration UNANSWERED = Duration.ofSeconds(10);
    /** … and nothing else read, not even a part of a frame, for so long before a channel is given up. */
    static final Duration NOTHING_READ = Duration.ofSeconds(30);
    /**
     * The longest a frame may take. An answer waits behind a frame that is under way, and a peer's message of 40 MiB is one
     * frame: this is time for it at 1.2 Mbit/s.
     */
    static final Duration ONE_FRAME = Duration.ofMinutes(5);

    /** What is thought of the router. */
    enum Health {
        ANSWERING,
        /** Does not answer; may be frozen. Others should be asked meanwhile. */
        SILENT,
        /** Given up; final. */
        DEAD
    }

    /**
     * What to do.
     *
     * @param probe send a probe now
     * @param health what is thought of the router now
     * @param again when to ask again at the latest, if nothing happens
     */
    record Step(boolean probe, Health health, Duration again) {}

    private Health health = Health.ANSWERING;
    private boolean doubted;
    private boolean waking;
    /** Whether a probe is unanswered, and since when; otherwise when the last one was sent. */
    private boolean probing;

    private long probedAt;
    private boolean started;
    private boolean probeNow;

    /** There is reason to think that the router is gone, for example an answer that is late. */
    void doubt() {
        doubted = true;
        probeNow |= !probing;
    }

    /** The computer has slept, or is in another network now: what was sent before proves nothing. */
    void wake() {
        waking = true;
        probeNow = true;
    }

    /**
     * A probe was answered.
     *
     * @param sent when that probe was sent
     * @return whether that proves anything: after a sleep, only the answer to a later probe does
     */
    boolean answered(long sent) {
        if (waking && (probeNow || sent - probedAt < 0)) {
            return false;
        }
        probing = false;
        doubted = false;
        waking = false;
        return true;
    }

    /**
     * Decides.
     *
     * @param now the time
     * @param lastRead when a frame was last read, not after {@code now}
     * @param lastProgress when a frame, or another piece of one that is under way, was last read; neither before
     *     {@code lastRead} nor after {@code now}
     */
    Step step(long now, long lastRead, long lastProgress) {
        if (health == Health.DEAD) {
            return new Step(false, health, INTERVAL);
        }
        boolean probe = probeNow || !started || (!probing && untilProbe(now, lastRead) <= 0);
        if (probe) {
            // A probe that is still unanswered goes on counting, unless its answer could not come while we slept.
            if (!probing || waking) {
                probedAt = now;
            }
            probing = true;
            started = true;
            probeNow = false;
        }
        health = judge(now, lastRead, lastProgress);
        return new Step(probe, health, Duration.ofNanos(again(now, lastRead, lastProgress)));
    }

    private Health judge(long now, long lastRead, long lastProgress) {
        if (!probing) {
            return Health.ANSWERING;
        }
        long unheard = now - Math.max(probedAt, lastRead);
        if (waking && now - Math.max(probedAt, lastProgress) >= WAKING.toNanos()) {
            return Health.DEAD;
        }
        if (now - probedAt >= UNANSWERED.toNanos() && now - patienceEnds(lastRead, lastProgress) >= 0) {
            return Health.DEAD;
        }
        return unheard >= patience() ? Health.SILENT : Health.ANSWERING;
    }

    private static long patienceEnds(long lastRead, long lastProgress) {
        return Math.min(lastProgress + NOTHING_READ.toNanos(), lastRead + ONE_FRAME.toNanos());
    }

    private long patience() {
        return (doubted ? DOUBT : PATIENCE).toNanos();
    }

    private long untilProbe(long now, long lastRead) {
        return Math.min(Math.max(lastRead, probedAt) + IDLE.toNanos() - now, probedAt + INTERVAL.toNanos() - now);
    }

    private long again(long now, long lastRead, long lastProgress) {
        if (!probing) {
            return Math.max(1, untilProbe(now, lastRead));
        }
        long heard = Math.max(probedAt, lastRead);
        long next = Math.max(probedAt + UNANSWERED.toNanos(), patienceEnds(lastRead, lastProgress));
        if (health == Health.ANSWERING) {
            next = Math.min(next, heard + patience());
        }
        if (waking) {
            next = Math.min(next, Math.max(probedAt, lastProgress) + WAKING.toNanos());
        }
        return Math.max(1, next - now);
    }
}

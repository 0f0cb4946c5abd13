package dev.chatp2p.ziti.client;

import java.time.Duration;

/**
 * Notices from regular ticks that the computer has slept or changed networks. A plain state machine without clock or
 * threads; belongs to one thread.
 *
 * <p>Two clocks are compared because systems differ: on Linux the monotonic one stands still during a sleep and the wall
 * clock jumps; elsewhere both go on and the tick is late.
 */
final class WakeDetector {

    /** A tick may be late by this much without meaning anything: collecting garbage, a busy computer. */
    static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final Duration interval;
    private boolean started;
    private long lastNanos;
    private long lastWallMillis;
    private int lastNetworks;

    /**
     * @param interval how often {@link #tick} is called
     */
    WakeDetector(Duration interval) {
        this.interval = interval;
    }

    /**
     * One tick.
     *
     * @param nanos the monotonic clock
     * @param wallMillis the wall clock
     * @param networks something that changes when this computer's addresses do
     * @return whether what was connected before may be gone
     */
    boolean tick(long nanos, long wallMillis, int networks) {
        long monotonic = nanos - lastNanos;
        long wall = Duration.ofMillis(wallMillis - lastWallMillis).toNanos();
        boolean late = monotonic > interval.plus(TOLERANCE).toNanos();
        boolean jumped = wall - monotonic > TOLERANCE.toNanos();
        boolean moved = networks != lastNetworks;
        boolean woke = started && (late || jumped || moved);
        started = true;
        lastNanos = nanos;
        lastWallMillis = wallMillis;
        lastNetworks = networks;
        return woke;
    }
}

package dev.chatp2p.setup.soak;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Whether the network is whole and nobody touches it. What happens to links then is nobody's doing but the client's. No clock:
 * times are given, in nanoseconds. Written by one thread, read by all.
 */
final class Calm {
    /** What was done before may have its effects for so long. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private record State(long number, boolean whole, long settled) {}

    private volatile State state;

    /** Begins with a network that has not been touched yet. */
    Calm(long now) {
        state = new State(0, true, now);
    }

    /** All has been brought back. */
    void begins(long now) {
        state = new State(state.number() + 1, true, now + SETTLING.toNanos());
    }

    /** Something will be done now. */
    void ends() {
        state = new State(state.number(), false, 0);
    }

    /** The number of the calm there is; empty while there is none, or while it has not settled. */
    OptionalLong current(long now) {
        State seen = state;
        return seen.whole() && now - seen.settled() >= 0 ? OptionalLong.of(seen.number()) : OptionalLong.empty();
    }

    /** Whether that calm still lasts. */
    boolean lasts(OptionalLong calm) {
        State seen = state;
        return calm.isPresent() && seen.whole() && seen.number() == calm.getAsLong();
    }
}

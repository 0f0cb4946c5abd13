package dev.chatp2p.core.overlay;

import java.util.Optional;

/**
 * How a session stands with its network.
 *
 * @param state the state in one word
 * @param reason why, when the state is not a good one
 * @param sentence one sentence for a person: what is the matter and what happens next; never holds secrets
 * @param terminators how many routers this session can be reached through right now, summed over its listeners, 0 or more
 */
public record OverlayStatus(State state, Optional<Reason> reason, String sentence, int terminators) {

    /** The states a session goes through; it can move from any state to any other until it is closed. */
    public enum State {
        /** Logging in, or logged in and about to host. */
        CONNECTING,
        /** Logged in, but a second factor is asked for. */
        NEEDS_MFA,
        /** Logged in; if hosting, reachable through every router asked for or available. */
        ONLINE,
        /** Logged in, but something that should work does not, for example no router can host us. */
        DEGRADED,
        /** The network cannot be reached; it is tried again. */
        OFFLINE,
        /** The network refused the credentials; only a person can change that. */
        REJECTED,
        /** Closed by us; final. */
        CLOSED
    }

    public static OverlayStatus of(State state, String sentence) {
        return new OverlayStatus(state, Optional.empty(), sentence, 0);
    }
}

package dev.chatp2p.core.conversation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** When one peer called lately. Confined to the service's lane. */
final class CallRate {

    private final Deque<Instant> calls = new ArrayDeque<>();

    /** Counts a call; false if the peer has called too often within {@link CallLimits#RATE_WINDOW}. */
    boolean tryCall(Instant now) {
        while (!calls.isEmpty()
                && !calls.getFirst().plus(CallLimits.RATE_WINDOW).isAfter(now)) {
            calls.removeFirst();
        }
        if (calls.size() == CallLimits.MAX_CALLS_PER_PEER) {
            return false;
        }
        calls.addLast(now);
        return true;
    }
}

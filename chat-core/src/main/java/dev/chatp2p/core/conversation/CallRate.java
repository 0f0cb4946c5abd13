package dev.chatp2p.core.conversation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** When somebody called lately: one peer, or all who never called before. Confined to the service's lane. */
final class CallRate {

    private final int most;
    private final Deque<Instant> calls = new ArrayDeque<>();

    /**
     * @param most calls within {@link CallLimits#RATE_WINDOW}
     */
    CallRate(int most) {
        this.most = most;
    }

    /** Counts a call; false if there were too many within {@link CallLimits#RATE_WINDOW}. */
    boolean tryCall(Instant now) {
        while (!calls.isEmpty()
                && !calls.getFirst().plus(CallLimits.RATE_WINDOW).isAfter(now)) {
            calls.removeFirst();
        }
        if (calls.size() == most) {
            return false;
        }
        calls.addLast(now);
        return true;
    }
}

package dev.chatp2p.ziti.circuit;

import dev.chatp2p.ziti.router.UnreadBudget;

/** One connection's part of the {@link UnreadBudget}. Not thread-safe. */
final class UnreadShare {

    /** Held without asking. */
    static final int FREE = 128 << 10;

    private final UnreadBudget budget;
    private long held;
    private long taken;

    UnreadShare(UnreadBudget budget) {
        this.budget = budget;
    }

    /** Holds that many bytes more; false, and nothing changes, if the budget is used up. */
    boolean hold(long bytes) {
        long need = beyondFree(held + bytes) - taken;
        if (need > 0 && !budget.take(need)) {
            return false;
        }
        held += bytes;
        taken += Math.max(0, need);
        return true;
    }

    void release(long bytes) {
        held -= bytes;
        long back = taken - beyondFree(held);
        taken -= back;
        budget.giveBack(back);
    }

    void releaseAll() {
        release(held);
    }

    private static long beyondFree(long bytes) {
        return Math.max(0, bytes - FREE);
    }
}

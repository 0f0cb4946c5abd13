package dev.chatp2p.ziti.router;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What all connections of one client may hold together of what has come and was not read yet. Every connection may hold a
 * little without asking, so that nobody can starve the others by filling it. Thread-safe.
 */
public final class UnreadBudget {

    /** In bytes. */
    public static final long DEFAULT = 64L << 20;

    private final AtomicLong left;

    public UnreadBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** Takes that many bytes; false, and nothing is taken, if they are not left. */
    public boolean take(long bytes) {
        while (true) {
            long now = left.get();
            if (now < bytes) {
                return false;
            }
            if (left.compareAndSet(now, now - bytes)) {
                return true;
            }
        }
    }

    public void giveBack(long bytes) {
        left.addAndGet(bytes);
    }

    /** How many bytes are left. */
    public long left() {
        return left.get();
    }
}

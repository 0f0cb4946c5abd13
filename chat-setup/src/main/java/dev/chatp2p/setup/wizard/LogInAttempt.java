package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.management.Management;
import java.util.Optional;

/** Sees to it that a log-in which succeeds when nobody waits for it any more is ended again. Thread-safe. */
final class LogInAttempt {

    // Guarded by this.
    private Optional<Management> result = Optional.empty();
    // Guarded by this.
    private boolean abandoned;

    /**
     * The log-in worked; in the thread that did it.
     *
     * @throws InterruptedException if it was abandoned before, and is ended now
     */
    Management succeeded(Management management) throws InterruptedException {
        if (keep(management)) {
            return management;
        }
        management.close();
        throw new InterruptedException("nobody waits for this log-in any more");
    }

    /** Somebody has taken the result over. */
    synchronized void taken() {
        result = Optional.empty();
    }

    /** Nobody waits any more; what was there already has to be closed by the caller. */
    synchronized Optional<Management> abandon() {
        abandoned = true;
        Optional<Management> left = result;
        result = Optional.empty();
        return left;
    }

    private synchronized boolean keep(Management management) {
        if (!abandoned) {
            result = Optional.of(management);
        }
        return !abandoned;
    }
}

package dev.chatp2p.setup.wizard;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/** Lets either the work go on or a person stop it, whoever comes first, but never both. Thread-safe; for one use. */
final class PointOfNoReturn {

    private enum Decision {
        OPEN,
        PASSED,
        STOPPED
    }

    private final AtomicReference<Decision> decision = new AtomicReference<>(Decision.OPEN);

    /** @throws CancellationException if somebody has stopped it before */
    void pass() {
        if (!decision.compareAndSet(Decision.OPEN, Decision.PASSED)) {
            throw new CancellationException("stopped before it was too late");
        }
    }

    /** Stops it; false if it is too late for that. */
    boolean turnBack() {
        return decision.compareAndSet(Decision.OPEN, Decision.STOPPED);
    }
}

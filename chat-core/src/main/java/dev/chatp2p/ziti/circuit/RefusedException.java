package dev.chatp2p.ziti.circuit;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.Serial;

/** A router refused, and said when to try again ({@code ziti-edge-protocol.md} §16, StructuredError). */
public final class RefusedException extends ZitiException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Retry retry;

    /** When to try again. */
    public enum Retry {
        /** It is too busy: not soon. */
        LATER,
        /** Perhaps at once: the session may have ended with what it was for; the controller knows. */
        ASK,
        /** Trying again is of no use until somebody has changed something. */
        NEVER
    }

    RefusedException(ZitiFailure failure, String sentence, Retry retry) {
        super(failure, sentence);
        this.retry = retry;
    }

    public Retry retry() {
        return retry;
    }

    @Override
    public ZitiException again() {
        RefusedException copy = new RefusedException(failure(), sentence(), retry);
        copy.initCause(this);
        return copy;
    }
}

package dev.chatp2p.ziti;

import java.io.Serial;

/**
 * Something between us and a Ziti network did not work. The message is one or two sentences for a person (what happened,
 * why, what to do) and never holds keys or tokens.
 */
public class ZitiException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ZitiFailure failure;

    public ZitiException(ZitiFailure failure, String sentence) {
        super(sentence);
        this.failure = failure;
    }

    public ZitiException(ZitiFailure failure, String sentence, Throwable cause) {
        super(sentence, cause);
        this.failure = failure;
    }

    public ZitiFailure failure() {
        return failure;
    }

    /** The same failure for another thread to throw: one exception must not be thrown in many threads. */
    public ZitiException again() {
        return new ZitiException(failure, sentence(), this);
    }

    /** The sentence for a person. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

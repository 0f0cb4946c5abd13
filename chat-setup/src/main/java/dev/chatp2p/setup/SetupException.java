package dev.chatp2p.setup;

import java.io.Serial;

/**
 * Setting up did not work. The message is one or two sentences for a person (what happened, why, what to do) and never
 * holds passwords, tokens or keys.
 */
public final class SetupException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final SetupFailure failure;

    public SetupException(SetupFailure failure, String sentence) {
        super(sentence);
        this.failure = failure;
    }

    public SetupException(SetupFailure failure, String sentence, Throwable cause) {
        super(sentence, cause);
        this.failure = failure;
    }

    public SetupFailure failure() {
        return failure;
    }

    /** The sentence for a person. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

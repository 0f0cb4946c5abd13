package dev.chatp2p.core.overlay;

import java.io.Serial;

/**
 * Something on the network did not work. The message is one or two sentences for a person: what happened, why if known,
 * and what to do; it never holds secrets.
 */
public class LinkException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public LinkException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public LinkException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The sentence for a person; never null. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

package dev.chatp2p.ziti.rest;

import java.io.IOException;

/** An answer is larger than the caller of {@link BoundedHttps} allows. */
public final class AnswerTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    AnswerTooLongException(int maxBody, IOException cause) {
        super("the answer has more than " + maxBody + " bytes", cause);
    }
}

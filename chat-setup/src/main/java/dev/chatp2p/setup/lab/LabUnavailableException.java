package dev.chatp2p.setup.lab;

import java.io.Serial;

/** This machine has not what a local network needs; the message says what is missing and how to get it. */
public final class LabUnavailableException extends LabException {
    @Serial
    private static final long serialVersionUID = 1L;

    public LabUnavailableException(String sentence) {
        super(sentence);
    }

    public LabUnavailableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

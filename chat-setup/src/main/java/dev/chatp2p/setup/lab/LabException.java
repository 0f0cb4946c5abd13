package dev.chatp2p.setup.lab;

import java.io.Serial;

/** The local network, or a program it is made of, did not do what was asked. The message ends with the log's last lines. */
public class LabException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public LabException(String sentence) {
        super(sentence);
    }

    public LabException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

package dev.chatp2p.core.conversation;

/** The history cannot be read or written; the message says why, and what to do, in words for a person. */
public final class HistoryException extends Exception {

    private static final long serialVersionUID = 1L;

    public HistoryException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    public HistoryException(String sentence) {
        super(sentence);
    }
}

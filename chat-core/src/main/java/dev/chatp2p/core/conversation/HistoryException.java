package dev.chatp2p.core.conversation;

/** The history cannot be read or written; the message says why, and what to do, in words for a person. */
public final class HistoryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Trouble trouble;

    /** What kind of trouble it is. */
    public enum Trouble {
        /** Nothing can be written: the disk is full or write-protected, or the folder is somebody else's. */
        NOT_WRITABLE,
        /** Anything else. */
        OTHER
    }

    public HistoryException(Trouble trouble, String sentence, Throwable cause) {
        super(sentence, cause);
        this.trouble = trouble;
    }

    public HistoryException(String sentence, Throwable cause) {
        this(Trouble.OTHER, sentence, cause);
    }

    public HistoryException(String sentence) {
        super(sentence);
        this.trouble = Trouble.OTHER;
    }

    public Trouble trouble() {
        return trouble;
    }

    /** The sentence for a person. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

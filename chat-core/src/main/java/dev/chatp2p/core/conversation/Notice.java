package dev.chatp2p.core.conversation;

/**
 * What a message of {@link Message.Author#SYSTEM} is about, so that it can be said in the language of the day; {@link
 * Message#text()} says it in English.
 *
 * @param kind what happened
 * @param amount seconds that a call has lasted, or lines that were dropped; 0 where there is nothing to count
 */
public record Notice(Kind kind, long amount) {

    /** What happened. */
    public enum Kind {
        YOU_CALLED,
        THEY_ANSWERED,
        YOU_ANSWERED,
        CALLED_EACH_OTHER,
        PERHAPS_NOT_ANSWERED,
        LINES_DROPPED,
        YOU_HUNG_UP,
        THEY_HUNG_UP,
        YOU_GAVE_UP,
        YOU_DECLINED,
        THEY_DECLINED,
        BUSY,
        NO_ANSWER,
        MISSED,
        OFFLINE,
        LOST,
        /** Anything else; the English sentence says it. */
        OTHER
    }

    public static Notice of(Kind kind) {
        return new Notice(kind, 0);
    }
}

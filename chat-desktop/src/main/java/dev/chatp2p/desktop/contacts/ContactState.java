package dev.chatp2p.desktop.contacts;

/**
 * What the row of one contact shows, all of it safe to show.
 *
 * @param name what they are called here
 * @param identity their name on the network
 * @param online whether they can be called right now, as far as the network knows
 * @param presence the same in words
 * @param lastLine what happened or was said last, on one line; may be empty
 * @param kind what the last line is about
 * @param time when that was, short; may be empty
 * @param unread how many entries have not been read
 * @param callable whether a Call button makes sense
 * @param request whether they are somebody we do not know who waits for an answer
 * @param sign what else is to be known about them
 * @param muted whether nothing of theirs is told outside the window
 * @param naming who says that this is their name
 */
public record ContactState(
        String name,
        String identity,
        boolean online,
        String presence,
        String lastLine,
        Kind kind,
        String time,
        int unread,
        boolean callable,
        boolean request,
        Sign sign,
        boolean muted,
        String naming) {

    /** What the last line is about. */
    public enum Kind {
        /** What was said or happened last. */
        LAST,
        /** They are writing. */
        TYPING,
        /** Something of ours waits until they can be reached. */
        QUEUED,
        /** A text that has not been sent. */
        DRAFT,
        /** Ours was handed to the network. */
        SENT,
        /** Ours has arrived. */
        DELIVERED,
        /** Ours was read. */
        READ,
        /** Ours could not be sent. */
        FAILED,
        /** A call is being set up. */
        CALLING,
        /** They are calling us. */
        INCOMING,
        /** We are talking. */
        IN_CALL,
        /** They called and we did not answer. */
        MISSED
    }

    /** What else is to be known about somebody. */
    public enum Sign {
        NONE,
        /** They cannot reach us. */
        BLOCKED,
        /** Their calls are answered without asking. */
        ALWAYS_ANSWERED
    }

    static final ContactState EMPTY =
            new ContactState("", "", false, "", "", Kind.LAST, "", 0, false, false, Sign.NONE, false, "");
}

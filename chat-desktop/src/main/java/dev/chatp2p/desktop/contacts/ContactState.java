package dev.chatp2p.desktop.contacts;

/**
 * What the row of one contact shows, all of it safe to show.
 *
 * @param name their name
 * @param online whether they can be called right now, as far as the network knows
 * @param lastLine what happened or was said last, on one line; may be empty
 * @param kind what the last line is about
 * @param time when that was, short; may be empty
 * @param unread how many entries have not been read
 * @param callable whether a Call button makes sense
 * @param naming who says that this is their name
 */
public record ContactState(
        String name,
        boolean online,
        String lastLine,
        Kind kind,
        String time,
        int unread,
        boolean callable,
        String naming) {

    /** What the last line is about. */
    public enum Kind {
        /** What was said or happened last. */
        LAST,
        /** A text that has not been sent. */
        DRAFT,
        /** A call is being set up. */
        CALLING,
        /** They are calling us. */
        INCOMING,
        /** We are talking. */
        IN_CALL,
        /** They called and we did not answer. */
        MISSED
    }

    static final ContactState EMPTY = new ContactState("", false, "", Kind.LAST, "", 0, false, "");
}

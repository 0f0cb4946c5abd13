package dev.chatp2p.desktop.conversation;

/**
 * The line above the composer that asks before something is deleted, tells how far something is, and what came of it.
 *
 * @param kind what it is for
 * @param sentence what it says
 * @param action its button's text; empty if it has none
 */
public record ActionBar(Kind kind, String sentence, String action) {

    static final ActionBar NONE = new ActionBar(Kind.HIDDEN, "", "");

    /** What it is for. */
    public enum Kind {
        HIDDEN,
        /** Asks; the button does it. */
        QUESTION,
        /** It goes on; the button ends it. */
        PROGRESS,
        /** It is done; the button undoes it. */
        DONE,
        /** It did not work. */
        PROBLEM
    }
}

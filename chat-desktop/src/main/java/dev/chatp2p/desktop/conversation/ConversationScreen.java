package dev.chatp2p.desktop.conversation;

/**
 * What the right pane shows around the messages, all of it safe to show.
 *
 * @param name the peer's name
 * @param online whether the peer can be called right now, as far as the network knows
 * @param presence the same in words, or that we are in a call
 * @param vouching what the network says about the peer's name in the call that is live
 * @param action what the button in the header does
 * @param strip what is to be told about the call, below the header
 * @param prompt what the empty composer says
 * @param typing that the peer is writing; empty if they are not
 */
public record ConversationScreen(
        String name,
        boolean online,
        String presence,
        Vouching vouching,
        Action action,
        Strip strip,
        String prompt,
        String typing) {

    /** Nobody is selected. */
    static final ConversationScreen EMPTY =
            new ConversationScreen("", false, "", Vouching.UNKNOWN, Action.NONE, Strip.NONE, "", "");

    /** What the network says about the name of the other side. */
    public enum Vouching {
        /** There is no link that could tell. */
        UNKNOWN,
        /** The network vouches for it. */
        VOUCHED,
        /** The other side says so, nobody else. */
        CLAIMED
    }

    /** What the one button of a place does. */
    public enum Action {
        NONE,
        CALL,
        CANCEL,
        HANG_UP,
        /** Takes a stranger in among the people we know. */
        ACCEPT,
        /** Lets them reach us again. */
        UNBLOCK
    }

    /**
     * A line below the header.
     *
     * @param kind how it looks
     * @param sentence what it says
     * @param detail what the service says, in English, where that says more; may be empty
     * @param action its button
     * @param label the button's text, empty if there is none
     */
    public record Strip(Kind kind, String sentence, String detail, Action action, String label) {

        static final Strip NONE = new Strip(Kind.HIDDEN, "", "", Action.NONE, "");

        /** How a strip looks. */
        public enum Kind {
            HIDDEN,
            /** How we have to do with them. */
            NOTE,
            /** Something is going on. */
            PROGRESS,
            /** Something did not work; it can be put away. */
            PROBLEM
        }
    }
}

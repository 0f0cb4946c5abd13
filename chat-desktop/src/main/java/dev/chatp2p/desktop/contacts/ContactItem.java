package dev.chatp2p.desktop.contacts;

/** One line of the contact list. */
public sealed interface ContactItem permits ContactItem.Section, ContactItem.Hint, ContactRow, MessageHit {

    /** What stands together under one heading. */
    enum Group {
        ONLINE,
        OFFLINE,
        /** People we do not know, who have called or written. */
        REQUESTS,
        /** Found by name. */
        PEOPLE,
        /** Found by what was said. */
        MESSAGES;

        /** Whether the person can fold it away; what was looked for is always shown. */
        boolean folds() {
            return this == ONLINE || this == OFFLINE || this == REQUESTS;
        }
    }

    /**
     * A heading.
     *
     * @param group of what
     * @param title what it says, with the count
     * @param folded whether what belongs below it is folded away
     */
    record Section(Group group, String title, boolean folded) implements ContactItem {}

    /** A line that says what to do where there is nothing to show. */
    enum Hint implements ContactItem {
        /** People are known, but none is online. */
        NOBODY_ONLINE
    }
}

package dev.chatp2p.desktop.contacts;

/** One line of the contact list. */
public sealed interface ContactItem permits ContactItem.Section, ContactRow {

    /**
     * A heading.
     *
     * @param title what it says, with the count
     */
    record Section(String title) implements ContactItem {}
}

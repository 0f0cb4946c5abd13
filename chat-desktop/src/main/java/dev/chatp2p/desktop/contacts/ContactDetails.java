package dev.chatp2p.desktop.contacts;

import dev.chatp2p.core.peer.Contact;

/**
 * What the page of a contact says, all of it safe to show.
 *
 * @param name what they are called here
 * @param identity their name on the network
 * @param online whether they can be called right now
 * @param presence the same in words, with how many routers they can be reached through
 * @param vouching what the network says about the name
 * @param naming the same as a sentence
 * @param title what they do, as a shared directory says; may be empty
 * @param warning whom they could be mistaken for; empty if nobody
 * @param known whether they are one of the people we know
 * @param answering what happens when they call
 * @param muted whether nothing of theirs is told outside the window
 * @param callable whether a Call button makes sense
 */
public record ContactDetails(
        String name,
        String identity,
        boolean online,
        String presence,
        Vouching vouching,
        String naming,
        String title,
        String warning,
        boolean known,
        Contact.Answering answering,
        boolean muted,
        boolean callable) {

    /** What the network says about a name. */
    public enum Vouching {
        /** There is no call that could tell: the name is the one they are listed under. */
        LISTED,
        /** The network vouches for it. */
        VOUCHED,
        /** The other side says so, nobody else. */
        CLAIMED
    }

    static final ContactDetails EMPTY = new ContactDetails(
            "", "", false, "", Vouching.LISTED, "", "", "", false, Contact.Answering.ASK, false, false);
}

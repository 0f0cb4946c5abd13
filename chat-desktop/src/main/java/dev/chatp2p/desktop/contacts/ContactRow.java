package dev.chatp2p.desktop.contacts;

import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import java.time.Instant;
import java.util.Comparator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The row of one contact; the same object for as long as the window lives, only what it says changes. FX thread only. */
public final class ContactRow implements ContactItem {

    /** Whoever we had to do with last comes first; those who are blocked come last. */
    static final Comparator<ContactRow> BY_ACTIVITY = ContactRow::compare;

    private final PeerId peer;
    private final ReadOnlyObjectWrapper<ContactState> state = new ReadOnlyObjectWrapper<>(ContactState.EMPTY);

    private Contact contact;
    private boolean listed;
    private int routers;
    private Instant activity = Instant.EPOCH;
    private NameKey key;
    private boolean renamed = true;

    ContactRow(Contact contact) {
        this.peer = contact.id();
        this.contact = contact;
        this.key = NameKey.of(contact);
    }

    public PeerId peer() {
        return peer;
    }

    public ContactState state() {
        return state.get();
    }

    public ReadOnlyObjectProperty<ContactState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What is noted about them. */
    Contact contact() {
        return contact;
    }

    void setContact(Contact noted) {
        if (!noted.equals(contact)) {
            contact = noted;
            key = NameKey.of(noted);
            renamed = true;
        }
    }

    /** Through how many routers they can be reached; 0 = they are offline. */
    int routers() {
        return routers;
    }

    /** Whether the network has told of them. */
    boolean listed() {
        return listed;
    }

    void setListed(boolean isListed, int throughRouters) {
        listed = isListed;
        routers = throughRouters;
    }

    NameKey key() {
        return key;
    }

    /** Shows something else; true if it may stand elsewhere in the list now. */
    boolean show(ContactState next, Instant newest) {
        ContactState before = state.get();
        boolean moves = renamed
                || !activity.equals(newest)
                || before.online() != next.online()
                || before.request() != next.request();
        renamed = false;
        activity = newest;
        if (!next.equals(before)) {
            state.set(next);
        }
        return moves;
    }

    private static int compare(ContactRow one, ContactRow other) {
        int blocked = Boolean.compare(one.contact.blocked(), other.contact.blocked());
        if (blocked != 0) {
            return blocked;
        }
        int newest = other.activity.compareTo(one.activity);
        if (newest != 0) {
            return newest;
        }
        int name = one.key.name().compareTo(other.key.name());
        return name != 0 ? name : one.peer.compareTo(other.peer);
    }

    @Override
    public String toString() {
        return peer.name();
    }
}

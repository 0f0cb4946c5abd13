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
    static final Comparator<ContactRow> BY_ACTIVITY = Comparator.comparing(
                    (ContactRow row) -> row.contact.blocked())
            .thenComparing(row -> row.activity, Comparator.reverseOrder())
            .thenComparing(row -> row.key.name())
            .thenComparing(ContactRow::peer);

    private final PeerId peer;
    private final ReadOnlyObjectWrapper<ContactState> state = new ReadOnlyObjectWrapper<>(ContactState.EMPTY);

    private Contact contact;
    private boolean listed;
    private int routers;
    private Instant activity = Instant.EPOCH;
    private NameKey key = NameKey.EMPTY;

    ContactRow(Contact contact) {
        this.peer = contact.id();
        this.contact = contact;
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
        contact = noted;
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
    boolean show(ContactState next, Instant newest, NameKey found) {
        ContactState before = state.get();
        boolean moves = !activity.equals(newest)
                || !key.equals(found)
                || before.online() != next.online()
                || before.request() != next.request()
                || before.sign() != next.sign();
        activity = newest;
        key = found;
        if (!next.equals(before)) {
            state.set(next);
        }
        return moves;
    }

    @Override
    public String toString() {
        return peer.name();
    }
}

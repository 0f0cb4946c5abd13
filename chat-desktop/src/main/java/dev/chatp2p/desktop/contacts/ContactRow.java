package dev.chatp2p.desktop.contacts;

import dev.chatp2p.core.overlay.PeerId;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The row of one contact; the same object for as long as the window lives, only its state changes. FX thread only. */
public final class ContactRow implements ContactItem {

    private final PeerId peer;
    private final ReadOnlyObjectWrapper<ContactState> state = new ReadOnlyObjectWrapper<>(ContactState.EMPTY);

    ContactRow(PeerId peer) {
        this.peer = peer;
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

    void show(ContactState next) {
        if (!next.equals(state.get())) {
            state.set(next);
        }
    }
}

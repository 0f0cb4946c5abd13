package dev.chatp2p.desktop.common;

import dev.chatp2p.core.overlay.PeerId;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** What is being looked at in one window. FX thread only. */
public final class Navigation {

    /** What the right side shows. */
    public enum Page {
        CONVERSATION,
        SECOND_FACTOR,
        SETTINGS,
        /** What is known about whoever is selected. */
        CONTACT
    }

    private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>(Page.CONVERSATION);
    private final ReadOnlyObjectWrapper<Optional<PeerId>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyIntegerWrapper writeRequests = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper secondFactor = new ReadOnlyBooleanWrapper();
    private final BooleanProperty compact = new SimpleBooleanProperty();
    private final BooleanProperty focused = new SimpleBooleanProperty(true);

    /** Whose conversation is open. */
    public ReadOnlyObjectProperty<Optional<PeerId>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    public Optional<PeerId> selected() {
        return selected.get();
    }

    /** Shows the conversation with the peer; the keyboard focus stays where it is. */
    public void show(PeerId peer) {
        turnTo(Page.CONVERSATION);
        if (!selected.get().equals(Optional.of(peer))) {
            selected.set(Optional.of(peer));
        }
    }

    /** Shows the conversation with the peer and puts the keyboard focus there. */
    public void open(PeerId peer) {
        show(peer);
        writeRequests.set(writeRequests.get() + 1);
    }

    /** Back to the list. */
    public void leave() {
        selected.set(Optional.empty());
    }

    /** Counts the wishes to have the keyboard focus in the open conversation. */
    public ReadOnlyIntegerProperty writeRequestsProperty() {
        return writeRequests.getReadOnlyProperty();
    }

    /** What the right side shows. */
    public ReadOnlyObjectProperty<Page> pageProperty() {
        return page.getReadOnlyProperty();
    }

    public Page page() {
        return page.get();
    }

    /** Shows a page; whose conversation is open stays. */
    public void turnTo(Page next) {
        page.set(next);
        secondFactor.set(next == Page.SECOND_FACTOR);
    }

    /** Goes to where another window, which this one takes the place of, was. */
    public void resume(Navigation other) {
        selected.set(other.selected());
        turnTo(other.page());
    }

    /** Whether the page of the second factor is shown in place of the conversation. */
    public ReadOnlyBooleanProperty secondFactorProperty() {
        return secondFactor.getReadOnlyProperty();
    }

    /** Shows the page of the second factor; whose conversation is open stays. */
    public void showSecondFactor() {
        turnTo(Page.SECOND_FACTOR);
    }

    /** Back from the page of the second factor. */
    public void leaveSecondFactor() {
        turnTo(Page.CONVERSATION);
    }

    /** Whether the window is so narrow that list and conversation take turns. */
    public BooleanProperty compactProperty() {
        return compact;
    }

    /** Whether the window has the person's attention, so that what is shown counts as read. */
    public BooleanProperty focusedProperty() {
        return focused;
    }
}

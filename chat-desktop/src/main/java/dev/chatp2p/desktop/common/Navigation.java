package dev.chatp2p.desktop.common;

import dev.chatp2p.core.overlay.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
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

    /**
     * A message to go to.
     *
     * @param peer in the conversation with whom
     * @param message which
     */
    public record Target(PeerId peer, UUID message) {}

    /** What somebody wants to see that lies above the pages, or deep in one of them. */
    public enum Wish {
        /** The list of the keys. */
        KEYS,
        /** What this program is. */
        ABOUT,
        /** Where a person is added by name. */
        ADD_CONTACT,
        /** The list of those one can jump to. */
        SWITCH
    }

    private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>(Page.CONVERSATION);
    private final ReadOnlyObjectWrapper<Optional<PeerId>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Target>> target = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final List<Consumer<Wish>> wishListeners = new ArrayList<>();
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
            reached();
            selected.set(Optional.of(peer));
        }
    }

    /** Shows the conversation with the peer and puts the keyboard focus there. */
    public void open(PeerId peer) {
        show(peer);
        writeRequests.set(writeRequests.get() + 1);
    }

    /** Shows the conversation with the peer at one of its messages; whoever shows it calls {@link #reached}. */
    public void openAt(PeerId peer, UUID message) {
        open(peer);
        reached(); // asked for once more, it is gone to once more
        target.set(Optional.of(new Target(peer, message)));
    }

    /** The message to go to; stays until it is {@link #reached}, or another conversation is shown. */
    public ReadOnlyObjectProperty<Optional<Target>> targetProperty() {
        return target.getReadOnlyProperty();
    }

    /** The message to go to is shown, or is not there any more. */
    public void reached() {
        target.set(Optional.empty());
    }

    /** Tells what somebody wants to see, wherever it may be. */
    public void wish(Wish wish) {
        wishListeners.forEach(listener -> listener.accept(wish));
    }

    /** Tells the listener every wish from now on, for as long as the window lives. */
    public void onWish(Consumer<Wish> listener) {
        wishListeners.add(listener);
    }

    /** Back to the list. */
    public void leave() {
        reached();
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

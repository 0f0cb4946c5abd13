package dev.chatp2p.setup.wizard;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** One step of carrying out a plan. FX thread only. */
final class ApplyRow {

    /** How far a step is. */
    enum State {
        PENDING,
        NOW,
        DONE,
        FAILED
    }

    private final String words;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.PENDING);

    /**
     * @param words what is done, such as “Create alice (person)”
     */
    ApplyRow(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    boolean isDone() {
        return state.get() == State.DONE;
    }

    void set(State now) {
        state.set(now);
    }
}

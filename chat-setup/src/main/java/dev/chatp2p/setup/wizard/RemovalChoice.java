package dev.chatp2p.setup.wizard;

import dev.chatp2p.core.text.DisplayText;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** A person on the network who can be ticked for removal. FX thread only. */
final class RemovalChoice {

    private final String name;
    private final BooleanProperty ticked = new SimpleBooleanProperty();

    RemovalChoice(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The name, made displayable. */
    String shown() {
        return DisplayText.name(name);
    }

    BooleanProperty tickedProperty() {
        return ticked;
    }
}

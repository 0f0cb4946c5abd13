package dev.chatp2p.desktop.settings;

import java.util.function.Consumer;
import javafx.beans.property.SimpleObjectProperty;

/** One setting, for a control to be bound to in both directions. What the control sets is a wish, what the service tells is not. */
public final class Preference<T> extends SimpleObjectProperty<T> {

    private final Consumer<T> wish;
    private boolean telling;

    Preference(T initial, Consumer<T> wish) {
        super(initial);
        this.wish = wish;
    }

    /** The service has this value. */
    void tell(T value) {
        telling = true;
        try {
            set(value);
        } finally {
            telling = false;
        }
    }

    @Override
    protected void invalidated() {
        T now = get();
        if (!telling && now != null) {
            wish.accept(now);
        }
    }
}

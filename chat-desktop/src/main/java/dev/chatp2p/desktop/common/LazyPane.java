package dev.chatp2p.desktop.common;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** A place for something that is made when it is shown first, and takes no room while it is not shown. FX thread only. */
public final class LazyPane extends StackPane {

    private final Supplier<? extends Node> content;

    public LazyPane(Supplier<? extends Node> content) {
        this.content = content;
        show(false);
    }

    /** Shows what belongs here, or hides it. */
    public void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
        if (shown && getChildren().isEmpty()) {
            getChildren().add(content.get());
        }
    }
}

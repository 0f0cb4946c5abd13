package dev.chatp2p.desktop.common;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** Holds what is not as wide as a wide window in the middle of its page, at the top. */
public final class MiddleColumn extends StackPane {

    public MiddleColumn(Node content) {
        super(content);
        setAlignment(Pos.TOP_CENTER);
    }
}

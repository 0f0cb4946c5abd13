package dev.chatp2p.desktop.app;

import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.VBox;

/** The window while an identity is being opened. */
final class OpeningView extends VBox {

    private static final double SIZE = 32;

    /** @param sentence what is being done */
    OpeningView(String sentence) {
        getStyleClass().addAll("opening-pane", "empty-state");
        ProgressIndicator turning = new ProgressIndicator();
        turning.setMaxSize(SIZE, SIZE);
        turning.setAccessibleText(sentence);
        Label label = new Label(sentence);
        label.getStyleClass().add("empty-help");
        getChildren().addAll(turning, label);
    }
}

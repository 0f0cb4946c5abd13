package dev.chatp2p.setup.wizard;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Says that a file can be dropped, above the other ways to get it here. (The whole window takes files.) */
final class DropZoneView extends VBox {

    /**
     * @param icon an Ikonli name
     * @param text what can be dropped
     * @param ways buttons
     */
    DropZoneView(String icon, String text, Node... ways) {
        getStyleClass().add("drop-zone");
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("drop-text");
        HBox buttons = new HBox(ways);
        buttons.getStyleClass().add("drop-ways");
        getChildren().addAll(new FontIcon(icon), label, buttons);
        managedProperty().bind(visibleProperty());
    }
}

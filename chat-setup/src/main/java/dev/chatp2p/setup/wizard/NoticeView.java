package dev.chatp2p.setup.wizard;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** A sentence about what was done; takes no room while there is none. */
final class NoticeView extends HBox {

    private final Label sentence = new Label();

    NoticeView(String id) {
        getStyleClass().add("notice-box");
        sentence.setId(id);
        sentence.setWrapText(true);
        sentence.setMaxWidth(Double.MAX_VALUE);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        getChildren().addAll(new FontIcon("mdi2i-information-outline"), sentence);
        visibleProperty().bind(sentence.textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }

    /** The sentence; empty = nothing to say. */
    StringProperty textProperty() {
        return sentence.textProperty();
    }
}

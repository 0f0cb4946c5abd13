package dev.chatp2p.setup.wizard;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** A sentence about what went wrong, where it went wrong; takes no room while there is none. */
final class ProblemView extends HBox {

    private final Label sentence = new Label();

    ProblemView() {
        getStyleClass().add("problem");
        sentence.setId("problem");
        sentence.setWrapText(true);
        sentence.setMaxWidth(Double.MAX_VALUE);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        getChildren().addAll(new FontIcon("mdi2a-alert-circle-outline"), sentence);
        visibleProperty().bind(sentence.textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }

    /** The sentence; empty = no problem. */
    StringProperty textProperty() {
        return sentence.textProperty();
    }
}

package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.controls.WrappedLabel;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/** A sentence with an icon, where what it is about has happened; takes no room while there is none. */
final class SentenceView extends HBox {

    private final Label sentence = new WrappedLabel();

    private SentenceView(String id, String styleClass, String icon) {
        getStyleClass().add(styleClass);
        sentence.setId(id);
        sentence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        getChildren().addAll(new FontIcon(icon), sentence);
        visibleProperty().bind(sentence.textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }

    /** What went wrong. */
    static SentenceView problem() {
        return new SentenceView("problem", "problem", "mdi2a-alert-circle-outline");
    }

    /** What was done. */
    static SentenceView notice(String id) {
        return new SentenceView(id, "notice-box", "mdi2i-information-outline");
    }

    /** The sentence; empty = nothing to say. */
    StringProperty textProperty() {
        return sentence.textProperty();
    }
}

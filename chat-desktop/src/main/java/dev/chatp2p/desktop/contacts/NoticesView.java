package dev.chatp2p.desktop.contacts;

import dev.chatp2p.desktop.common.LazyPane;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.controls.WrappedLabel;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stands below the list while there is something to be told, each line with what can be done about it. */
final class NoticesView extends VBox {

    private final ContactsViewModel model;
    private final Removals removals;
    private final Texts texts;

    NoticesView(ContactsViewModel model, Removals removals, Texts texts) {
        this.model = model;
        this.removals = removals;
        this.texts = texts;
        getChildren()
                .addAll(
                        line(removals.sentenceProperty(), this::removal),
                        line(model.noticeProperty(), this::notice),
                        line(model.problemProperty(), this::problem));
    }

    private static LazyPane line(ReadOnlyStringProperty sentence, Function<ReadOnlyStringProperty, Node> line) {
        LazyPane place = new LazyPane(() -> line.apply(sentence));
        sentence.subscribe(words -> place.show(!words.isEmpty()));
        return place;
    }

    private Node removal(ReadOnlyStringProperty sentence) {
        Button dismiss = new Button("", new FontIcon("mdi2c-close"));
        dismiss.getStyleClass().add("icon-button");
        dismiss.setAccessibleText(texts.of("notice.dismiss"));
        dismiss.setMinWidth(Region.USE_PREF_SIZE);
        dismiss.setOnAction(event -> removals.dismiss());
        Button undo = button("removal.undo", removals::undo);
        undo.getStyleClass().add("undo");
        HBox line = line(icon("mdi2d-delete-outline", "field-icon"), words(sentence), undo, dismiss);
        sentence.subscribe(words -> {
            if (!words.isEmpty()) {
                line.setAccessibleText(words);
                line.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
            }
        });
        return line;
    }

    private Node notice(ReadOnlyStringProperty sentence) {
        // A sentence with a path in it needs all the width there is.
        WrappedLabel said = words(sentence);
        said.setId("notice");
        VBox words = new VBox(said, button("notice.dismiss", model::dismissNotice));
        words.setAlignment(Pos.TOP_RIGHT);
        words.getStyleClass().add("problem-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        return line(icon("mdi2s-shield-alert-outline", "warn-icon"), words);
    }

    private Node problem(ReadOnlyStringProperty sentence) {
        WrappedLabel words = stretched(new WrappedLabel());
        words.setText(texts.of("contacts.problem"));
        sentence.subscribe(why -> words.setTooltip(new Tooltip(why)));
        return line(icon("mdi2a-alert-outline", "warn-icon"), words, button("contacts.lookAgain", model::lookAgain));
    }

    private static HBox line(Node... parts) {
        HBox line = new HBox(parts);
        line.getStyleClass().add("problem-line");
        return line;
    }

    private static FontIcon icon(String literal, String styleClass) {
        FontIcon icon = new FontIcon(literal);
        icon.getStyleClass().add(styleClass);
        return icon;
    }

    private static WrappedLabel words(ReadOnlyStringProperty sentence) {
        WrappedLabel words = stretched(new WrappedLabel());
        words.textProperty().bind(sentence);
        return words;
    }

    private static WrappedLabel stretched(WrappedLabel words) {
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        return words;
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(texts.of(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }
}

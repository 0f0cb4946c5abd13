package dev.chatp2p.desktop.settings;

import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.controls.WrappedLabel;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.ToggleSwitch;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.javafx.FontIcon;

/** One section: cards of rows, each with a name, an explanation, and a control. */
class SettingsGroupView extends VBox {

    private final Texts texts;

    /** @param heading the key of its heading */
    SettingsGroupView(Texts texts, String heading) {
        this.texts = texts;
        getStyleClass().add("settings-group");
        Label title = new Label(texts.of(heading));
        title.getStyleClass().add("settings-heading");
        getChildren().add(title);
    }

    final Texts texts() {
        return texts;
    }

    /** Adds a card with these rows, one below the other. */
    final VBox card(Node... rows) {
        VBox card = new VBox(rows);
        card.getStyleClass().add("settings-card");
        getChildren().add(card);
        return card;
    }

    /** Adds a heading above the next card. */
    final void subheading(String key) {
        Label label = new Label(texts.of(key));
        label.getStyleClass().add("settings-subheading");
        getChildren().add(label);
    }

    /** A name and an explanation ({@code key + "Help"}) with a control beside it. */
    final HBox row(String key, Region control) {
        control.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(words(key), control);
        row.getStyleClass().add("settings-row");
        control.setAccessibleText(texts.of(key));
        return row;
    }

    /** The same with the control below, for wide ones. */
    final VBox wideRow(String key, Region control) {
        VBox row = new VBox(words(key), control);
        row.getStyleClass().addAll("settings-row", "wide");
        control.setAccessibleText(texts.of(key));
        return row;
    }

    private VBox words(String key) {
        Label name = new Label(texts.of(key));
        name.getStyleClass().add("settings-name");
        name.setWrapText(true);
        name.setMinHeight(Region.USE_PREF_SIZE);
        VBox words = new VBox(name);
        words.getStyleClass().add("settings-words");
        if (texts.bundle().containsKey(key + "Help")) {
            words.getChildren().add(help(texts.of(key + "Help")));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        return words;
    }

    /** A name and what it is, without a control. */
    final VBox fact(String key, ObservableValue<String> value) {
        Label name = new Label(texts.of(key));
        name.getStyleClass().add("settings-name");
        Label fact = help("");
        fact.textProperty().bind(value);
        VBox row = new VBox(name, fact);
        row.getStyleClass().addAll("settings-row", "settings-words");
        showWhile(row, value.map(text -> !text.isEmpty()));
        return row;
    }

    final Label help(String text) {
        Label help = new WrappedLabel();
        help.setText(text);
        help.getStyleClass().add("settings-help");
        return help;
    }

    /** A line of its own that tells how something went. */
    final Label note(String icon, ObservableValue<String> words) {
        WrappedLabel note = new WrappedLabel();
        note.setIcon(new FontIcon(icon));
        note.getStyleClass().add("settings-note");
        note.textProperty().bind(words);
        showWhile(note, words.map(text -> !text.isEmpty()));
        return note;
    }

    final ToggleSwitch toggle(Preference<Boolean> preference) {
        ToggleSwitch toggle = new ToggleSwitch();
        toggle.setSelected(preference.get());
        preference.subscribe(toggle::setSelected);
        toggle.selectedProperty().subscribe(preference::setValue);
        return toggle;
    }

    /** A line of text that is taken over when it is left or confirmed. */
    final CustomTextField field(Preference<String> preference, String prompt) {
        CustomTextField field = new CustomTextField();
        field.setPromptText(prompt);
        preference.subscribe(value -> {
            if (!field.isFocused()) {
                field.setText(value);
            }
        });
        Consumer<String> take = preference::set;
        field.setOnAction(event -> take.accept(field.getText()));
        field.focusedProperty().subscribe((before, focused) -> {
            if (!focused) {
                take.accept(field.getText());
                field.setText(preference.get());
            }
        });
        return field;
    }

    final Button button(String key, Runnable action, String... styleClasses) {
        Button button = new Button(texts.of(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().addAll(styleClasses);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** Buttons beside each other, or below where there is no room. */
    static FlowPane line(List<? extends Node> nodes) {
        FlowPane line = new FlowPane(8, 8);
        line.getChildren().setAll(nodes);
        return line;
    }

    static void showWhile(Node node, ObservableValue<Boolean> condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }
}

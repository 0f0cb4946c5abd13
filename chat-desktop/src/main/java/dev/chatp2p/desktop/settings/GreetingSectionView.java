package dev.chatp2p.desktop.settings;

import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.desktop.common.LineWrapping;
import dev.chatp2p.desktop.common.Texts;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/** What others see with our calls. */
final class GreetingSectionView extends SettingsGroupView {

    private static final PseudoClass TOO_LONG = PseudoClass.getPseudoClass("too-long");
    private static final int ROWS = 3;

    GreetingSectionView(SettingsViewModel model, Texts texts) {
        super(texts, "settings.section.GREETING");
        TextArea text = new TextArea();
        text.setId("greeting");
        text.getStyleClass().add("settings-text");
        LineWrapping.follow(text);
        text.setPrefRowCount(ROWS);
        model.greeting().subscribe(words -> {
            if (!words.equals(text.getText()) && !text.isFocused()) {
                text.setText(words);
            }
        });
        text.textProperty().subscribe(words -> model.greeting().set(words));
        Label count = new Label();
        count.setId("greeting-bytes");
        count.getStyleClass().add("settings-counter");
        model.greetingBytesProperty().subscribe(bytes -> {
            boolean tooLong = bytes.intValue() > ChatSettings.MAX_GREETING_BYTES;
            count.setText(texts.of(
                    tooLong ? "settings.greetingTooLong" : "settings.greetingBytes",
                    bytes.intValue(),
                    ChatSettings.MAX_GREETING_BYTES));
            count.pseudoClassStateChanged(TOO_LONG, tooLong);
            text.pseudoClassStateChanged(TOO_LONG, tooLong);
        });
        VBox box = wideRow("settings.greeting", text);
        box.getChildren().add(count);
        card(box);
    }
}

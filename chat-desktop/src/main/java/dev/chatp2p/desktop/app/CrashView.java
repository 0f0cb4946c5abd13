package dev.chatp2p.desktop.app;

import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.wizard.TextClipboard;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Tells, above the whole window, that the program failed the last time, and shows the report of it. */
final class CrashView extends StackPane {

    private final Button close;

    /**
     * @param onClose called when the person has seen it
     */
    CrashView(CrashReports.Report report, Texts texts, TextClipboard clipboard, Runnable onClose) {
        getStyleClass().addAll("help-backdrop", "crash");
        Label title = new Label(texts.of("crash.title"));
        title.getStyleClass().add("settings-heading");
        Label words = wrapped(texts.of("crash.words"));
        TextArea text = new TextArea(report.text());
        text.getStyleClass().add("crash-report");
        text.setEditable(false);
        text.setPrefRowCount(10);
        text.setAccessibleText(texts.of("crash.report"));
        Label kept = wrapped(texts.of("crash.kept", report.folder().toString()));
        kept.getStyleClass().add("crash-kept");
        Button copy = new Button(texts.of("crash.copy"), new FontIcon("mdi2c-content-copy"));
        copy.setOnAction(event -> {
            clipboard.put(report.text());
            copy.setText(texts.of("crash.copied"));
        });
        close = new Button(texts.of("crash.close"));
        close.getStyleClass().add("primary");
        close.setDefaultButton(true);
        close.setCancelButton(true);
        close.setOnAction(event -> onClose.run());
        HBox buttons = new HBox(copy, close);
        buttons.getStyleClass().add("crash-buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox card = new VBox(title, words, text, kept, buttons);
        card.getStyleClass().addAll("help-card", "crash-card");
        card.setMaxHeight(Region.USE_PREF_SIZE);
        setAccessibleText(title.getText());
        getChildren().add(card);
    }

    private static Label wrapped(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** Gives it the keyboard focus. */
    void focus() {
        close.requestFocus();
    }
}

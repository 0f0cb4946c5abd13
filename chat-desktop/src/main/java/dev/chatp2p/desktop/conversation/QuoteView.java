package dev.chatp2p.desktop.conversation;

import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** The beginning of a message that is answered, with a line at its side. */
final class QuoteView extends VBox {

    /**
     * What it says.
     *
     * @param author who wrote the original; empty if it is unknown
     * @param text its beginning, on one line
     */
    record Content(String author, String text) {}

    private final Label author = new Label();
    private final Label text = new Label();

    QuoteView() {
        getStyleClass().add("quote");
        author.getStyleClass().add("quote-author");
        text.getStyleClass().add("quote-text");
        setCursor(Cursor.HAND);
        getChildren().addAll(author, text);
    }

    void show(Content content) {
        author.setText(content.author());
        author.setVisible(!content.author().isEmpty());
        author.setManaged(!content.author().isEmpty());
        text.setText(content.text());
    }
}

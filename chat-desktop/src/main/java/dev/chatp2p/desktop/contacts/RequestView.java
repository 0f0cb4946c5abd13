package dev.chatp2p.desktop.contacts;

import dev.chatp2p.desktop.common.Texts;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;

/** What can be answered to somebody we do not know. */
final class RequestView extends HBox {

    private final Texts texts;
    private final ContactsViewModel model;
    private final Button accept = small("request-accept");
    private final Button decline = small("request-decline");
    private final Button last = small("request-last");

    RequestView(ContactsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("request-buttons");
        decline.setText(texts.of("request.decline"));
        getChildren().addAll(accept, decline, last);
    }

    private static Button small(String style) {
        Button button = new Button();
        button.getStyleClass().addAll("small-button", style);
        // The list has the keyboard focus; its menu does the same.
        button.setFocusTraversable(false);
        return button;
    }

    void about(ContactRow row) {
        accept.setOnAction(event -> {
            if (row.state().kind() == ContactState.Kind.INCOMING) {
                model.answer(row);
            } else {
                model.accept(row);
            }
        });
        decline.setOnAction(event -> model.decline(row));
        last.setOnAction(event -> {
            if (row.state().kind() == ContactState.Kind.INCOMING) {
                model.replyWithText(row);
            } else {
                model.block(row);
            }
        });
    }

    void show(ContactState state) {
        boolean calling = state.kind() == ContactState.Kind.INCOMING;
        accept.setText(texts.of(calling ? "call.answer" : "request.accept"));
        accept.setAccessibleText(texts.of(calling ? "request.answerHelp" : "request.acceptHelp", state.name()));
        decline.setAccessibleText(texts.of("request.declineHelp", state.name()));
        last.setText(texts.of(calling ? "request.message" : "request.block"));
        last.setAccessibleText(texts.of(calling ? "request.messageHelp" : "request.blockHelp", state.name()));
    }
}

package dev.chatp2p.desktop.conversation;

import dev.chatp2p.desktop.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;

/** Where one writes: Enter sends, Shift+Enter begins a new line, and the field grows with its text. */
final class ComposerView {

    private static final double LOWEST = 40;
    private static final double HIGHEST = 132;

    private final TextArea text;
    private final ConversationViewModel model;
    private final Texts texts;

    ComposerView(TextArea text, Button send, ConversationViewModel model, Texts texts) {
        this.text = text;
        this.model = model;
        this.texts = texts;
        text.textProperty().bindBidirectional(model.draftProperty());
        text.setMinHeight(LOWEST);
        text.setPrefHeight(LOWEST);
        text.setMaxHeight(HIGHEST);
        text.skinProperty().subscribe(skin -> {
            if (skin != null) {
                growWithText();
            }
        });
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::handleKey);
        send.setOnAction(event -> {
            model.send();
            text.requestFocus();
        });
        send.setTooltip(new Tooltip(texts.of("composer.sendHelp")));
        send.disableProperty()
                .bind(text.disabledProperty()
                        .or(Bindings.createBooleanBinding(() -> text.getText().isBlank(), text.textProperty())));
        model.screenProperty().subscribe(this::showScreen);
    }

    private void showScreen(ConversationScreen screen) {
        text.setPromptText(screen.prompt());
        text.setAccessibleText(texts.of("composer.accessible", screen.name()));
        text.setDisable(!screen.canWrite());
    }

    private void growWithText() {
        Node content = text.lookup(".text");
        if (content instanceof Text laidOut) {
            laidOut.layoutBoundsProperty().subscribe(bounds -> {
                double padding = 22;
                text.setPrefHeight(Math.clamp(Math.ceil(bounds.getHeight()) + padding, LOWEST, HIGHEST));
            });
        }
    }

    private void handleKey(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> {
                if (event.isShiftDown()) {
                    text.replaceSelection("\n");
                } else {
                    model.send();
                }
                event.consume();
            }
            case TAB -> {
                text.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
                event.consume();
            }
            default -> {}
        }
    }
}

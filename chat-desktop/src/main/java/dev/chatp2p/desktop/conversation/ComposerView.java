package dev.chatp2p.desktop.conversation;

import dev.chatp2p.desktop.common.Texts;
import javafx.beans.binding.Bindings;
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
    /** What the style sheet leaves around the text. */
    private static final double PADDING_X = 15;

    private static final double PADDING_Y = 12;

    private final TextArea text;
    /** Laid out as the text area lays out its text, to know how high that is; never shown. */
    private final Text ruler = new Text();

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
        text.textProperty().subscribe(this::growWithText);
        text.widthProperty().subscribe(this::growWithText);
        text.fontProperty().subscribe(this::growWithText);
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
        ruler.setText(text.getText());
        ruler.setFont(text.getFont());
        ruler.setWrappingWidth(Math.max(0, text.getWidth() - 2 * PADDING_X));
        double wanted = Math.ceil(ruler.getLayoutBounds().getHeight()) + 2 * PADDING_Y;
        text.setPrefHeight(Math.clamp(wanted, LOWEST, HIGHEST));
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

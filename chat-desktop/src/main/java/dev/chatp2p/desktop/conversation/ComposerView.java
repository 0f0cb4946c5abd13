package dev.chatp2p.desktop.conversation;

import dev.chatp2p.desktop.common.LineWrapping;
import dev.chatp2p.desktop.common.Texts;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;

/** Where one writes: Enter sends, Shift+Enter begins a new line, and the field grows with its text. */
final class ComposerView {

    private static final double LOWEST = 40;
    /** Six lines. */
    private static final double HIGHEST = 132;
    /** What the style sheet leaves around the text. */
    private static final double PADDING_X = 15;

    private static final double PADDING_Y = 12;

    /**
     * What it is made of.
     *
     * @param replyBar shows what is answered
     */
    record Parts(
            TextArea text,
            Button send,
            Button emoji,
            HBox replyBar,
            Label replyAuthor,
            Label replyText,
            Button replyCancel,
            Label problem) {}

    private final Parts parts;
    private final TextArea text;
    /** Laid out as the text area lays out its text, to know how high that is; never shown. */
    private final Text ruler = new Text();

    private final ComposerViewModel model;
    private final Texts texts;

    ComposerView(
            Parts parts, ComposerViewModel model, RecentEmojiModel recent, ConversationViewModel pane, Texts texts) {
        this.parts = parts;
        this.text = parts.text();
        this.model = model;
        this.texts = texts;
        text.setTextFormatter(new TextFormatter<String>(ComposerView::cleaned));
        text.textProperty().bindBidirectional(model.draftProperty());
        LineWrapping.follow(text);
        text.setMinHeight(LOWEST);
        text.setPrefHeight(LOWEST);
        text.setMaxHeight(HIGHEST);
        text.textProperty().subscribe(this::growWithText);
        text.widthProperty().subscribe(this::growWithText);
        text.fontProperty().subscribe(this::growWithText);
        text.wrapTextProperty().subscribe(this::growWithText);
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::handleKey);
        setUpButtons(recent);
        model.replyProperty().subscribe(this::showReply);
        model.problemProperty().subscribe(this::showProblem);
        pane.screenProperty().subscribe(this::showScreen);
    }

    /** What is pasted may hold anything; what is typed holds nothing to take out. */
    private static TextFormatter.Change cleaned(TextFormatter.Change change) {
        if (change.isAdded()) {
            String added = change.getText();
            String clean = ComposerViewModel.clean(added);
            if (!clean.equals(added)) {
                change.setText(clean);
                int end = change.getRangeStart() + clean.length();
                change.selectRange(end, end);
            }
        }
        return change;
    }

    private void setUpButtons(RecentEmojiModel recent) {
        Button send = parts.send();
        send.setOnAction(event -> {
            model.send();
            text.requestFocus();
        });
        send.setTooltip(new Tooltip(texts.of("composer.sendHelp")));
        send.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> text.getText().isBlank()
                                || !model.problemProperty().get().isEmpty(),
                        text.textProperty(),
                        model.problemProperty()));
        EmojiView emoji = new EmojiView(texts, recent, this::insert);
        parts.emoji().setTooltip(new Tooltip(texts.of("composer.emojiHelp")));
        parts.emoji().setOnAction(event -> emoji.toggle(parts.emoji()));
        parts.replyCancel().setTooltip(new Tooltip(texts.of("composer.replyCancel")));
        parts.replyCancel().setOnAction(event -> {
            model.cancelReply();
            text.requestFocus();
        });
        Tooltip.install(parts.replyText(), new Tooltip(texts.of("composer.replyShow")));
        parts.replyText().setOnMouseClicked(event -> model.showAnswered());
    }

    private void insert(String words) {
        text.requestFocus();
        text.replaceSelection(words);
    }

    private void showReply(Optional<ComposerViewModel.Reply> reply) {
        parts.replyBar().setVisible(reply.isPresent());
        parts.replyBar().setManaged(reply.isPresent());
        reply.ifPresent(answered -> {
            parts.replyAuthor().setText(texts.of("composer.replyingTo", answered.author()));
            parts.replyText().setText(answered.text());
        });
    }

    private void showProblem(String problem) {
        parts.problem().setText(problem);
        parts.problem().setVisible(!problem.isEmpty());
        parts.problem().setManaged(!problem.isEmpty());
    }

    private void showScreen(ConversationScreen screen) {
        text.setPromptText(screen.prompt());
        text.setAccessibleText(texts.of("composer.accessible", screen.name()));
    }

    private void growWithText() {
        boolean wrap = text.isWrapText();
        ruler.setWrappingWidth(0);
        ruler.setText(text.getText());
        ruler.setFont(text.getFont());
        ruler.setWrappingWidth(wrap ? Math.max(0, text.getWidth() - 2 * PADDING_X) : 0);
        double wanted = Math.ceil(ruler.getLayoutBounds().getHeight()) + 2 * PADDING_Y;
        // More than a line needs a little more than the text is high, or the field begins to scroll.
        text.setPrefHeight(wanted <= LOWEST ? LOWEST : Math.clamp(wanted + 2, LOWEST, HIGHEST));
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
            case ESCAPE -> {
                if (model.replyProperty().get().isPresent()) {
                    model.cancelReply();
                    event.consume();
                }
            }
            default -> {}
        }
    }
}

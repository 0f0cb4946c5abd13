package dev.chatp2p.desktop.conversation;

import dev.chatp2p.desktop.common.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** The search in the conversation: words, which of how many hits is shown, and the ways to the others. */
final class FindBarView {

    private final HBox bar;
    private final TextField field;
    private final ConversationSearchModel model;
    private final Runnable onClosed;

    /**
     * @param onClosed gives the keyboard focus back
     */
    FindBarView(
            HBox bar,
            TextField field,
            Label count,
            Button next,
            Button previous,
            Button close,
            ConversationSearchModel model,
            Texts texts,
            Runnable onClosed) {
        this.bar = bar;
        this.field = field;
        this.model = model;
        this.onClosed = onClosed;
        field.textProperty().bindBidirectional(model.wordsProperty());
        count.textProperty().bind(model.countProperty());
        next.setTooltip(new Tooltip(texts.of("find.next")));
        previous.setTooltip(new Tooltip(texts.of("find.previous")));
        close.setTooltip(new Tooltip(texts.of("find.close")));
        next.setOnAction(event -> model.next());
        previous.setOnAction(event -> model.previous());
        close.setOnAction(event -> close());
        bar.addEventFilter(KeyEvent.KEY_PRESSED, this::handleKey);
        model.showingProperty().subscribe(this::show);
    }

    private void show(boolean showing) {
        bar.setVisible(showing);
        bar.setManaged(showing);
    }

    /** Begins a search, or goes to the one there is. */
    void open() {
        model.open();
        field.requestFocus();
        field.selectAll();
    }

    private void close() {
        model.close();
        onClosed.run();
    }

    private void handleKey(KeyEvent event) {
        boolean inField = field.isFocused();
        if (event.getCode() == KeyCode.ESCAPE) {
            close();
        } else if (event.getCode() == KeyCode.F3 || (event.getCode() == KeyCode.ENTER && inField)) {
            step(event);
        } else {
            return;
        }
        event.consume();
    }

    private void step(KeyEvent event) {
        if (event.isShiftDown()) {
            model.previous();
        } else {
            model.next();
        }
    }
}

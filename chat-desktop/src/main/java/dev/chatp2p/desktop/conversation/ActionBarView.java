package dev.chatp2p.desktop.conversation;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Asks before something is deleted, and offers the way back. */
final class ActionBarView {

    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");

    private final HBox bar;
    private final FontIcon icon;
    private final Label sentence;
    private final Button action;
    private final ConversationActionsModel model;
    private final Runnable onDone;

    /**
     * @param onDone gives the keyboard focus back
     */
    ActionBarView(
            HBox bar,
            FontIcon icon,
            Label sentence,
            Button action,
            Button dismiss,
            ConversationActionsModel model,
            Runnable onDone) {
        this.bar = bar;
        this.icon = icon;
        this.sentence = sentence;
        this.action = action;
        this.model = model;
        this.onDone = onDone;
        action.setOnAction(event -> {
            model.act();
            onDone.run();
        });
        dismiss.setOnAction(event -> dismiss());
        bar.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                dismiss();
                event.consume();
            }
        });
        model.barProperty().subscribe(this::show);
    }

    private void dismiss() {
        model.dismiss();
        onDone.run();
    }

    private void show(ActionBar now) {
        boolean showing = now.kind() != ActionBar.Kind.HIDDEN;
        bar.setVisible(showing);
        bar.setManaged(showing);
        sentence.setText(now.sentence());
        action.setText(now.action());
        action.setVisible(!now.action().isEmpty());
        action.setManaged(!now.action().isEmpty());
        boolean question = now.kind() == ActionBar.Kind.QUESTION;
        bar.pseudoClassStateChanged(PROBLEM, now.kind() == ActionBar.Kind.PROBLEM);
        action.getStyleClass().removeAll("danger");
        if (question) {
            action.getStyleClass().add("danger");
        }
        if (showing) {
            icon.setIconLiteral(
                    switch (now.kind()) {
                        case QUESTION -> "mdi2t-trash-can-outline";
                        case PROGRESS -> "mdi2p-progress-download";
                        case DONE -> "mdi2c-check-circle-outline";
                        case PROBLEM -> "mdi2a-alert-circle-outline";
                        case HIDDEN -> throw new IllegalStateException("it is hidden");
                    });
        }
        if (question) {
            action.requestFocus();
        }
    }
}

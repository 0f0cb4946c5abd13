package dev.chatp2p.desktop.call;

import com.google.inject.Inject;
import dev.chatp2p.desktop.common.AvatarView;
import dev.chatp2p.desktop.common.Shortcuts;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.VouchingChip;
import java.util.Locale;
import javafx.fxml.FXML;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** The bar of calls. It takes the keyboard focus from nobody; a screen reader is told when it says something else. */
public final class CallBarView {

    /** From this width on there is room for all words; pixels. */
    private static final double ROOMY = 720;

    private final CallBarViewModel model;
    private final Texts texts;

    /** What a screen reader has been told last; the seconds of a call are no news. */
    private CallBar told = CallBar.HIDDEN;

    @FXML
    private HBox bar;

    @FXML
    private AvatarView avatar;

    @FXML
    private Label title;

    @FXML
    private Label others;

    @FXML
    private Label vouching;

    @FXML
    private Label detail;

    @FXML
    private Button reply;

    @FXML
    private Button decline;

    @FXML
    private Button answer;

    @FXML
    private Button goThere;

    @FXML
    private Button hangUp;

    @FXML
    private Button reconnect;

    @FXML
    private Button dismiss;

    @Inject
    CallBarView(CallBarViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        reply.setOnAction(event -> model.replyWithText());
        reply.setTooltip(new Tooltip(texts.of("call.replyHelp")));
        answer.setOnAction(event -> model.answer());
        answer.setTooltip(new Tooltip(texts.of("call.answerHelp", Shortcuts.ANSWER.getDisplayText())));
        decline.setOnAction(event -> model.decline());
        decline.setTooltip(new Tooltip(texts.of("call.declineHelp", Shortcuts.DECLINE.getDisplayText())));
        goThere.setOnAction(event -> model.goThere());
        hangUp.setOnAction(event -> model.hangUp());
        reconnect.setOnAction(event -> model.reconnect());
        dismiss.setOnAction(event -> model.dismiss());
        bar.setAccessibleRole(AccessibleRole.TEXT);
        // Who calls is more important than the words of a button.
        bar.widthProperty()
                .subscribe(width -> reply.setContentDisplay(
                        width.doubleValue() < ROOMY ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
        model.barProperty().subscribe(this::show);
    }

    private void show(CallBar next) {
        CallBar.Kind kind = next.kind();
        show(bar, kind != CallBar.Kind.HIDDEN);
        show(reply, kind == CallBar.Kind.INCOMING);
        show(decline, kind == CallBar.Kind.INCOMING);
        show(answer, kind == CallBar.Kind.INCOMING);
        show(goThere, kind == CallBar.Kind.IN_CALL || kind == CallBar.Kind.CALLING);
        show(hangUp, kind == CallBar.Kind.IN_CALL || kind == CallBar.Kind.CALLING);
        show(reconnect, kind == CallBar.Kind.LOST);
        show(dismiss, kind == CallBar.Kind.LOST);
        hangUp.setText(texts.of(kind == CallBar.Kind.CALLING ? "call.cancel" : "conversation.hangUp"));
        bar.getStyleClass().setAll("call-bar", kind.name().toLowerCase(Locale.ROOT));
        avatar.setName(next.name());
        title.setText(next.title());
        title.setTooltip(new Tooltip(next.title()));
        others.setText(texts.of("call.others", next.others()));
        show(others, next.others() > 0);
        detail.setText(next.detail());
        detail.setTooltip(next.detail().isEmpty() ? null : new Tooltip(next.detail()));
        show(detail, !next.detail().isEmpty());
        show(vouching, next.vouching() != CallBar.Vouching.UNKNOWN);
        VouchingChip.show(vouching, next.vouching() == CallBar.Vouching.VOUCHED, texts);
        announce(next);
    }

    private void announce(CallBar next) {
        StringBuilder words = new StringBuilder(next.title());
        for (Label label : new Label[] {vouching, detail, others}) {
            if (label.isVisible()) {
                words.append(", ").append(label.getText());
            }
        }
        bar.setAccessibleText(words.toString());
        boolean news = next.kind() != told.kind() || !next.peer().equals(told.peer()) || next.others() != told.others();
        told = next;
        if (news && next.kind() != CallBar.Kind.HIDDEN) {
            bar.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        }
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}

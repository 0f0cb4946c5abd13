package dev.chatp2p.desktop.call;

import com.google.inject.Inject;
import dev.chatp2p.desktop.common.AvatarView;
import dev.chatp2p.desktop.common.Shortcuts;
import dev.chatp2p.desktop.common.Texts;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** The bar of incoming calls. */
public final class CallBarView {

    private final CallBarViewModel model;
    private final Texts texts;

    @FXML
    private HBox bar;

    @FXML
    private AvatarView avatar;

    @FXML
    private Label title;

    @FXML
    private Label others;

    @FXML
    private Label detail;

    @FXML
    private Button decline;

    @FXML
    private Button answer;

    @Inject
    CallBarView(CallBarViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        answer.setOnAction(event -> model.answer());
        answer.setTooltip(new Tooltip(texts.of("call.answerHelp", Shortcuts.ANSWER.getDisplayText())));
        decline.setOnAction(event -> model.decline());
        decline.setTooltip(new Tooltip(texts.of("call.declineHelp", Shortcuts.DECLINE.getDisplayText())));
        model.frontProperty().subscribe(this::showFront);
        model.othersProperty().subscribe(count -> {
            others.setText(texts.of("call.others", count));
            show(others, count.intValue() > 0);
        });
    }

    private void showFront(Optional<IncomingCall> front) {
        show(bar, front.isPresent());
        front.ifPresent(call -> {
            String vouching = texts.of(call.vouched() ? "call.vouched" : "call.claimed");
            avatar.setName(call.name());
            title.setText(texts.of("call.incoming", call.name()));
            detail.setText(
                    call.greeting().isEmpty()
                            ? vouching
                            : texts.of("call.greeting", call.greeting()) + " · " + vouching);
            detail.setTooltip(new Tooltip(detail.getText()));
            bar.setAccessibleText(title.getText() + ", " + detail.getText());
        });
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}

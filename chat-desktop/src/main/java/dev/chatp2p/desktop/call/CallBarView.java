package dev.chatp2p.desktop.call;

import com.google.inject.Inject;
import dev.chatp2p.desktop.common.AvatarView;
import dev.chatp2p.desktop.common.Shortcuts;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.VouchingChip;
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
    private Label vouching;

    @FXML
    private Label greeting;

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
            avatar.setName(call.name());
            title.setText(texts.of("call.incoming", call.name()));
            greeting.setText(call.greeting().isEmpty() ? "" : texts.of("call.greeting", call.greeting()));
            greeting.setTooltip(call.greeting().isEmpty() ? null : new Tooltip(call.greeting()));
            VouchingChip.show(vouching, call.vouched(), texts);
            bar.setAccessibleText(title.getText() + ", " + vouching.getText() + ", " + greeting.getText());
        });
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}

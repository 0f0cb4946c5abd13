package dev.chatp2p.desktop.app;

import dev.chatp2p.desktop.common.Texts;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The window before there is a chat. */
final class WelcomeView {

    private final WelcomeViewModel model;
    private final Texts texts;

    @FXML
    private VBox card;

    @FXML
    private HBox problemBox;

    @FXML
    private Label problem;

    @FXML
    private Button choose;

    @FXML
    private VBox busy;

    @FXML
    private Label busyText;

    WelcomeView(WelcomeViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        choose.setOnAction(event -> model.choose());
        model.stateProperty().subscribe(this::show);
    }

    private void show(WelcomeViewModel.State state) {
        boolean failed = state.stage() == WelcomeViewModel.Stage.FAILED;
        boolean opening = state.stage() == WelcomeViewModel.Stage.OPENING;
        show(card, !opening);
        show(busy, opening);
        show(problemBox, failed);
        problem.setText(state.sentence());
        busyText.setText(state.sentence());
        choose.setText(texts.of(failed ? "welcome.chooseAnother" : "welcome.choose"));
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}

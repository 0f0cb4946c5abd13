package dev.chatp2p.desktop.secondfactor;

import com.google.inject.Inject;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/** The question for a code, below our own name. It never takes the keyboard focus from somebody who is typing. */
public final class CodeQuestionView {

    private final CodeQuestionViewModel model;

    @FXML
    private VBox question;

    @FXML
    private TextField code;

    @FXML
    private Label problem;

    @FXML
    private Button submit;

    @FXML
    private Button later;

    @FXML
    private ProgressIndicator busy;

    @Inject
    CodeQuestionView(CodeQuestionViewModel model) {
        this.model = model;
    }

    @FXML
    void initialize() {
        code.textProperty().bindBidirectional(model.codeProperty());
        code.setOnAction(event -> model.submit());
        submit.setOnAction(event -> model.submit());
        submit.disableProperty().bind(model.busyProperty());
        later.setOnAction(event -> model.putOff());
        question.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.putOff();
                event.consume();
            }
        });
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        busy.visibleProperty().bind(model.busyProperty());
        question.visibleProperty().bind(model.shownProperty());
        question.managedProperty().bind(question.visibleProperty());
        model.refusalsProperty().subscribe((before, now) -> retype());
        model.wishesProperty().subscribe((before, now) -> code.requestFocus());
        model.shownProperty().subscribe(this::takeFocus);
        // The question may be there before the window has laid out where it stands.
        question.sceneProperty().subscribe(this::takeFocus);
    }

    private void takeFocus() {
        if (model.shownProperty().get() && question.getScene() != null && !somebodyTypes()) {
            code.requestFocus();
        }
    }

    private void retype() {
        if (!somebodyTypes()) {
            code.requestFocus();
            code.selectAll();
        }
    }

    private boolean somebodyTypes() {
        Scene scene = question.getScene();
        Node focused = scene == null ? null : scene.getFocusOwner();
        return focused instanceof TextInputControl field
                && !field.equals(code)
                && !field.getText().isEmpty();
    }
}

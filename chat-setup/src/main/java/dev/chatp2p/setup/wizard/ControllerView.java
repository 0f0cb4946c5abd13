package dev.chatp2p.setup.wizard;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The controller's address and the administrator's log-in. */
final class ControllerView extends VBox {

    private final ControllerModel model;
    private final WizardTexts texts;

    ControllerView(ControllerModel model, WizardTexts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("page");
        SentenceView problem = SentenceView.problem();
        problem.textProperty().bind(model.problemProperty());
        VBox logIn = new VBox(ways(), passwordLogIn(), fileLogIn());
        logIn.getStyleClass().add("fields");
        getChildren().addAll(problem, address(), logIn);
        disableProperty().bind(model.frame().busy());
    }

    private Node address() {
        TextField field = new TextField();
        field.setPromptText(texts.of("controller.addressPrompt"));
        field.textProperty().bindBidirectional(model.addressProperty());
        field.focusedProperty().subscribe((before, focused) -> {
            if (!focused) {
                model.checkAddress();
            }
        });
        return FieldView.of(
                "controller-address", texts.of("controller.address"), field, model.addressProblemProperty());
    }

    private Node ways() {
        ToggleGroup group = new ToggleGroup();
        ToggleButton password = way("controller-by-password", "controller.byPassword", group);
        ToggleButton file = way("controller-by-file", "controller.byFile", group);
        model.byFileProperty().subscribe(byFile -> group.selectToggle(byFile ? file : password));
        group.selectedToggleProperty().subscribe((before, chosen) -> choose(group, before, chosen, file));
        HBox ways = new HBox(password, file);
        ways.getStyleClass().add("segments");
        return ways;
    }

    private void choose(ToggleGroup group, Toggle before, Toggle chosen, Toggle file) {
        if (chosen == null) {
            // One of them is always chosen, also when the chosen one is pressed again.
            group.selectToggle(before);
        } else {
            model.byFileProperty().set(chosen.equals(file));
        }
    }

    private ToggleButton way(String id, String text, ToggleGroup group) {
        ToggleButton button = new ToggleButton(texts.of(text));
        button.setId(id);
        button.setToggleGroup(group);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private Node passwordLogIn() {
        TextField userName = new TextField();
        userName.textProperty().bindBidirectional(model.userNameProperty());
        PasswordField password = new PasswordField();
        password.textProperty().bindBidirectional(model.passwordProperty());
        VBox fields = new VBox(
                FieldView.of(
                        "controller-user", texts.of("controller.userName"), userName, model.userNameProblemProperty()),
                FieldView.of(
                        "controller-password",
                        texts.of("controller.password"),
                        password,
                        model.passwordProblemProperty()));
        fields.getStyleClass().add("fields");
        fields.visibleProperty().bind(model.byFileProperty().not());
        fields.managedProperty().bind(fields.visibleProperty());
        return fields;
    }

    private Node fileLogIn() {
        Button choose = new Button(texts.of("controller.chooseFile"), new FontIcon("mdi2f-folder-open-outline"));
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(event -> model.chooseFile());
        Label name = new Label();
        name.setId("controller-file-name");
        name.getStyleClass().add("secondary");
        HBox row = new HBox(choose, name);
        row.getStyleClass().add("line");
        FieldView field =
                new FieldView("controller-file", texts.of("controller.file"), choose, row, model.fileProblemProperty());
        model.fileProperty().subscribe(file -> {
            name.setText(file.map(WizardPages::nameOf).orElse(texts.of("controller.noFile")));
            choose.setAccessibleText(
                    String.join(", ", texts.of("controller.chooseFile"), texts.of("controller.file"), name.getText()));
        });
        field.visibleProperty().bind(model.byFileProperty());
        return field;
    }
}

package dev.chatp2p.desktop.contacts;

import com.google.inject.Inject;
import javafx.fxml.FXML;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;

/** The card that asks whom to add. */
public final class AddContactView {

    private final AddContactViewModel model;

    @FXML
    private StackPane backdrop;

    @FXML
    private TextField identity;

    @FXML
    private TextField displayName;

    @FXML
    private Label problem;

    @FXML
    private Button add;

    @Inject
    AddContactView(AddContactViewModel model) {
        this.model = model;
    }

    @FXML
    void initialize() {
        new OverlayView(backdrop, identity, model.shownProperty());
        identity.textProperty().bindBidirectional(model.identityProperty());
        displayName.textProperty().bindBidirectional(model.displayNameProperty());
        identity.setOnAction(event -> model.add());
        displayName.setOnAction(event -> model.add());
        add.setOnAction(event -> model.add());
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        model.problemProperty().subscribe(sentence -> {
            identity.setAccessibleHelp(sentence);
            identity.notifyAccessibleAttributeChanged(AccessibleAttribute.HELP);
        });
    }

    @FXML
    void cancel() {
        model.hide();
    }
}

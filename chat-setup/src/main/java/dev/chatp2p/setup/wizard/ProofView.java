package dev.chatp2p.setup.wizard;

import dev.chatp2p.ziti.enroll.EnrollmentMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What some networks ask for besides the invitation: a certificate with its key, or a name and a password. */
final class ProofView extends VBox {

    private final InvitationModel model;
    private final WizardTexts texts;
    private final GridPane certificate = new GridPane();
    private final VBox password = new VBox();

    ProofView(InvitationModel model, WizardTexts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("proof");
        fillCertificate();
        fillPassword();
        getChildren().addAll(certificate, password);
        for (Pane form : List.of(certificate, password)) {
            form.getStyleClass().add("form");
            form.managedProperty().bind(form.visibleProperty());
        }
        managedProperty().bind(visibleProperty());
        show(EnrollmentMethod.OTT);
    }

    void show(EnrollmentMethod method) {
        certificate.setVisible(method == EnrollmentMethod.OTTCA || method == EnrollmentMethod.CA);
        password.setVisible(method == EnrollmentMethod.UPDB);
        setVisible(certificate.isVisible() || password.isVisible());
    }

    private void fillCertificate() {
        certificate.add(explanation("proof.certificateHelp"), 0, 0, 2, 1);
        row(
                certificate,
                1,
                "proof.certificate",
                file("certificate", model.fields().certificate(), model::chooseCertificate));
        row(certificate, 2, "proof.key", file("key", model.fields().key(), model::chooseKey));
    }

    private void fillPassword() {
        ProofFields fields = model.fields();
        StringProperty fine = new SimpleStringProperty("");
        password.getChildren()
                .addAll(
                        explanation("proof.passwordHelp"),
                        field("username", "proof.username", new TextField(), fields.username(), fine),
                        field("password", "proof.password", new PasswordField(), fields.password(), fine),
                        field("repeat", "proof.repeat", new PasswordField(), fields.repeated(), model.repeatProblem()));
    }

    private FieldView field(
            String id, String name, TextField control, StringProperty value, ObservableValue<String> problem) {
        control.textProperty().bindBidirectional(value);
        return FieldView.of(id, texts.of(name), control, problem);
    }

    private Label explanation(String text) {
        Label help = new Label(texts.of(text));
        help.getStyleClass().add("explanation-text");
        help.setWrapText(true);
        help.setMinHeight(Region.USE_PREF_SIZE);
        return help;
    }

    private void row(GridPane form, int row, String text, Node field) {
        Label label = new Label(texts.of(text));
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(field);
        GridPane.setHgrow(field, Priority.ALWAYS);
        form.addRow(row, label, field);
    }

    private Node file(String id, ObjectProperty<Optional<Path>> value, Runnable choose) {
        Label name = new Label();
        name.getStyleClass().add("file-detail");
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        Button button = new Button(texts.of("proof.choose"));
        button.setId("choose-" + id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> choose.run());
        value.subscribe(file -> {
            String shown = file.map(WizardPages::nameOf).orElse(texts.of("proof.noFile"));
            name.setText(shown);
            button.setAccessibleText(String.join(", ", texts.of("proof.choose"), texts.of("proof." + id), shown));
        });
        HBox row = new HBox(button, name);
        row.getStyleClass().add("drop-ways");
        return row;
    }
}

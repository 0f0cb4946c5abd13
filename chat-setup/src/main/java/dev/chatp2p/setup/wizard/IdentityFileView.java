package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.wizard.FileCardView.Verdict;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The identity as a card. */
final class IdentityFileView extends VBox {

    private final WizardTexts texts;
    private final DropZoneView zone;
    private final FileCardView card = new FileCardView("mdi2f-file-key-outline");
    private final SentenceView problem = SentenceView.problem();
    private final HBox others;
    private final Label explanation = new Label();
    private final FieldView password;

    IdentityFileView(IdentityFileModel model, WizardTexts texts) {
        this.texts = texts;
        getStyleClass().add("page");
        zone = new DropZoneView(
                "mdi2f-file-key-outline",
                texts.of("identity.drop"),
                button("choose-file", "identity.choose", model::choose));
        others = new HBox(button("choose-another", "identity.chooseAnother", model::choose));
        others.getStyleClass().add("drop-ways");
        others.managedProperty().bind(others.visibleProperty());
        others.disableProperty().bind(model.frame().busy());
        explanation.setText(texts.of("identity.explanation"));
        explanation.getStyleClass().add("explanation-text");
        explanation.setWrapText(true);
        explanation.setMinHeight(Region.USE_PREF_SIZE);
        explanation.managedProperty().bind(explanation.visibleProperty());
        PasswordField field = new PasswordField();
        field.textProperty().bindBidirectional(model.passwordProperty());
        password = FieldView.of("password", texts.of("proof.password"), field, new SimpleStringProperty(""));
        getChildren().addAll(zone, card, problem, others, password, explanation);
        model.stateProperty().subscribe(this::show);
    }

    private Button button(String id, String text, Runnable action) {
        Button button = new Button(texts.of(text), new FontIcon("mdi2f-folder-open-outline"));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void show(IdentityState state) {
        boolean known = state.card().isPresent();
        problem.textProperty().set(state.problem());
        zone.setVisible(!known);
        card.setVisible(known);
        others.setVisible(known);
        boolean byPassword =
                state.card().filter(IdentityState.Card::needsPassword).isPresent();
        password.setVisible(byPassword);
        explanation.setVisible(known && !byPassword);
        state.card()
                .ifPresent(shown -> card.show(
                        shown.name(),
                        texts.of("card.network", shown.network()),
                        shown.validity(),
                        Verdict.GOOD,
                        texts.of("identity.verdict")));
    }
}

package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.wizard.FileCardView.Verdict;
import dev.chatp2p.setup.wizard.InvitationState.Card;
import dev.chatp2p.setup.wizard.InvitationState.Stage;
import dev.chatp2p.ziti.enroll.EnrollmentMethod;
import dev.chatp2p.ziti.enroll.EnrollmentStep;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The invitation as a card, what joining takes besides it, and how far joining is. */
final class InvitationView extends VBox {

    private final WizardTexts texts;

    private final DropZoneView zone;
    private final FileCardView card = new FileCardView("mdi2e-email-outline");
    private final SentenceView problem = SentenceView.problem();
    private final HBox others;
    private final ProofView proof;
    private final Label explanation = new Label();
    private final ProgressBar progress = new ProgressBar(0);
    private final Label step = new Label();
    private final VBox joining = new VBox(progress, step);

    InvitationView(InvitationModel model, WizardTexts texts) {
        this.texts = texts;
        getStyleClass().add("page");
        zone = new DropZoneView(
                "mdi2e-email-plus-outline",
                texts.of("invitation.drop"),
                button("choose-file", "mdi2f-folder-open-outline", "invitation.choose", model::choose),
                button("paste", "mdi2c-content-paste", "invitation.paste", model::pasted));
        others = new HBox(
                button("choose-another", "mdi2f-folder-open-outline", "invitation.chooseAnother", model::choose),
                button("paste-another", "mdi2c-content-paste", "invitation.paste", model::pasted));
        others.getStyleClass().add("drop-ways");
        others.managedProperty().bind(others.visibleProperty());
        proof = new ProofView(model, texts);
        explanation.setText(texts.of("invitation.explanation"));
        explanation.getStyleClass().add("explanation-text");
        explanation.setWrapText(true);
        explanation.setMinHeight(Region.USE_PREF_SIZE);
        explanation.managedProperty().bind(explanation.visibleProperty());
        joining.getStyleClass().add("progress-box");
        joining.managedProperty().bind(joining.visibleProperty());
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.setAccessibleText(texts.of("invitation.progress"));
        step.setId("step");
        step.getStyleClass().add("file-detail");
        getChildren().addAll(zone, card, problem, others, proof, explanation, joining);
        model.stateProperty().subscribe(this::show);
    }

    private Button button(String id, String icon, String text, Runnable action) {
        Button button = new Button(texts.of(text), new FontIcon(icon));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void show(InvitationState state) {
        problem.textProperty().set(state.problem());
        zone.setVisible(state.card().isEmpty());
        card.setVisible(state.card().isPresent());
        state.card().ifPresent(shown -> showCard(shown, state.stage()));
        others.setVisible(state.card().isPresent() && state.stage() != Stage.JOINING);
        boolean ready = state.stage() == Stage.READY || state.stage() == Stage.JOINING;
        EnrollmentMethod method =
                state.card().filter(shown -> ready).map(Card::method).orElse(EnrollmentMethod.OTT);
        proof.show(method);
        proof.setDisable(state.stage() == Stage.JOINING);
        // The other ways make no key here.
        explanation.setVisible(ready && method == EnrollmentMethod.OTT);
        joining.setVisible(state.step().isPresent());
        state.step().ifPresent(this::showStep);
    }

    private void showCard(Card shown, Stage stage) {
        Verdict verdict = switch (stage) {
            case EMPTY, CHECKING -> Verdict.PENDING;
            case READY, JOINING -> Verdict.GOOD;
            case FAILED -> Verdict.BAD;
        };
        card.show(
                shown.name(),
                texts.of("card.network", shown.network()),
                shown.validity(),
                verdict,
                texts.of("invitation.verdict." + verdict));
    }

    private void showStep(EnrollmentStep now) {
        List<EnrollmentStep> steps = List.of(EnrollmentStep.values());
        int number = steps.indexOf(now) + 1;
        int all = steps.size();
        progress.setProgress((double) number / all);
        step.setText(texts.of("invitation.step", texts.of("invitation.step." + now), number, all));
    }
}

package dev.chatp2p.setup.wizard;

import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** Three ways to an identity. */
final class StartView extends VBox {

    StartView(StartModel model, WizardTexts texts) {
        getStyleClass().add("page");
        SentenceView problem = SentenceView.problem();
        problem.textProperty().bind(model.problemProperty());
        getChildren()
                .addAll(
                        problem,
                        choice(
                                "have-invitation",
                                "mdi2e-email-open-outline",
                                texts.of("start.invitation"),
                                texts.of("start.invitationHelp"),
                                model::haveInvitation),
                        choice(
                                "have-identity",
                                "mdi2f-file-key-outline",
                                texts.of("start.identity"),
                                texts.of("start.identityHelp"),
                                model::haveIdentityFile),
                        choice(
                                "run-network",
                                "mdi2l-lan",
                                texts.of("start.network"),
                                texts.of("start.networkHelp"),
                                model::runNetwork));
    }

    private static Button choice(String id, String icon, String name, String help, Runnable action) {
        Button button = new ChoiceButton(icon, name, help);
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }
}

package dev.chatp2p.setup.wizard;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Three ways to an identity. */
final class StartView extends VBox {

    StartView(StartModel model, WizardTexts texts) {
        getStyleClass().add("page");
        ProblemView problem = new ProblemView();
        problem.textProperty().bind(model.problemProperty());
        getChildren()
                .addAll(
                        problem,
                        choice(
                                "have-invitation",
                                "mdi2e-email-open-outline",
                                "start.invitation",
                                texts,
                                model::haveInvitation),
                        choice(
                                "have-identity",
                                "mdi2f-file-key-outline",
                                "start.identity",
                                texts,
                                model::haveIdentityFile),
                        choice("run-network", "mdi2l-lan", "start.network", texts, model::runNetwork));
    }

    private static Button choice(String id, String icon, String text, WizardTexts texts, Runnable action) {
        Label name = new Label(texts.of(text));
        name.getStyleClass().add("choice-name");
        Label help = new Label(texts.of(text + "Help"));
        help.getStyleClass().add("choice-help");
        help.setWrapText(true);
        VBox words = new VBox(name, help);
        words.getStyleClass().add("choice-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        Node arrow = new FontIcon("mdi2c-chevron-right");
        arrow.getStyleClass().add("choice-arrow");
        HBox row = new HBox(IconTile.of(icon), words, arrow);
        row.getStyleClass().add("choice-row");
        Button button = new Button();
        button.setId(id);
        button.getStyleClass().add("choice");
        button.setGraphic(row);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText(texts.of(text) + ". " + texts.of(text + "Help"));
        button.setOnAction(event -> action.run());
        // Otherwise the row is as wide as its words want to be.
        row.prefWidthProperty().bind(button.widthProperty().subtract(34));
        return button;
    }
}

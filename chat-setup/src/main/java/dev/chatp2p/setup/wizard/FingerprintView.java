package dev.chatp2p.setup.wizard;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the controller shows of itself, and how to find out whether it is the right one. */
final class FingerprintView extends VBox {

    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

    private final WizardTexts texts;

    FingerprintView(FingerprintModel model, WizardTexts texts) {
        this.texts = texts;
        getStyleClass().add("page");
        SentenceView problem = SentenceView.problem();
        problem.textProperty().bind(model.problemProperty());
        getChildren().addAll(problem, warning(model), card(model), help(), command(model), tick(model));
        disableProperty().bind(model.frame().busy());
    }

    private HBox warning(FingerprintModel model) {
        Label words = new Label(texts.of("fingerprint.warning"));
        words.setId("fingerprint-warning");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        HBox warning = new HBox(new FontIcon("mdi2a-alert"), words);
        warning.getStyleClass().add("warning");
        warning.setVisible(model.hasChanged());
        warning.setManaged(model.hasChanged());
        return warning;
    }

    private VBox card(FingerprintModel model) {
        Label network = new Label(model.network());
        network.getStyleClass().add("name");
        Label version = new Label(texts.of("fingerprint.version", model.version()));
        version.getStyleClass().add("secondary");
        Label heading = new Label(texts.of("fingerprint.heading"));
        heading.getStyleClass().add("field-name");
        FlowPane groups = new FlowPane();
        groups.setId("fingerprint");
        groups.getStyleClass().add("fingerprint");
        groups.setAccessibleText(texts.of("fingerprint.heading") + ": " + String.join(" ", model.groups()));
        model.groups().forEach(group -> groups.getChildren().add(group(group)));
        VBox card = new VBox(new VBox(network, version), heading, groups);
        card.getStyleClass().add("inner-card");
        card.pseudoClassStateChanged(CHANGED, model.hasChanged());
        return card;
    }

    private static Label group(String bytes) {
        Label group = new Label(bytes);
        group.getStyleClass().add("fingerprint-group");
        group.setMinWidth(Region.USE_PREF_SIZE);
        return group;
    }

    private Label help() {
        Label help = new Label(texts.of("fingerprint.help"));
        help.getStyleClass().add("explanation-text");
        help.setWrapText(true);
        help.setMinHeight(Region.USE_PREF_SIZE);
        return help;
    }

    private HBox command(FingerprintModel model) {
        Label command = new Label(FingerprintModel.COMMAND);
        command.setId("fingerprint-command");
        command.setMinWidth(0);
        command.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(command, Priority.ALWAYS);
        Button copy = new Button("", new FontIcon("mdi2c-content-copy"));
        copy.setId("fingerprint-copy");
        copy.getStyleClass().add("icon-button");
        copy.setAccessibleText(texts.of("fingerprint.copy"));
        copy.setTooltip(new Tooltip(texts.of("fingerprint.copy")));
        copy.setOnAction(event -> model.copyCommand());
        HBox line = new HBox(command, copy);
        line.getStyleClass().add("command");
        return line;
    }

    private CheckBox tick(FingerprintModel model) {
        CheckBox tick = new CheckBox(texts.of("fingerprint.understood"));
        tick.setId("fingerprint-understood");
        tick.setWrapText(true);
        tick.setMinHeight(Region.USE_PREF_SIZE);
        tick.selectedProperty().bindBidirectional(model.understoodProperty());
        tick.setVisible(model.hasChanged());
        tick.setManaged(model.hasChanged());
        return tick;
    }
}

package dev.chatp2p.desktop.settings;

import dev.chatp2p.desktop.common.Texts;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Who we are, and how to be somebody else. */
final class IdentitySectionView extends SettingsGroupView {

    IdentitySectionView(IdentityViewModel model, Texts texts) {
        super(texts, "settings.section.IDENTITY");
        card(
                fact("settings.name", model.nameProperty()),
                fact("settings.file", new SimpleStringProperty(model.file())),
                fact("settings.validity", model.validityProperty()));
        VBox actions = card();
        if (model.hasSecondFactor()) {
            actions.getChildren()
                    .add(row("settings.secondFactor", button("settings.secondFactorOpen", model::openSecondFactor)));
        }
        actions.getChildren().add(row("settings.another", button("settings.anotherChoose", model::useAnother)));
        if (model.canForget()) {
            Button ask = button("settings.forgetAsk", model::askToForget, "danger");
            ask.setId("forget");
            ask.disableProperty().bind(model.askingProperty());
            actions.getChildren().addAll(row("settings.forget", ask), confirmation(model));
        }
    }

    private VBox confirmation(IdentityViewModel model) {
        CheckBox history = check("settings.forgetHistory");
        history.setId("forget-history");
        history.selectedProperty().bindBidirectional(model.historyTooProperty());
        CheckBox file = check("settings.forgetFile");
        file.setId("forget-file");
        file.selectedProperty().bindBidirectional(model.fileTooProperty());
        Label problem = note("mdi2a-alert-circle-outline", model.problemProperty());
        problem.pseudoClassStateChanged(PseudoClass.getPseudoClass("bad"), true);
        Button forget = button("settings.forgetNow", model::forget, "danger");
        forget.setId("forget-now");
        Node buttons = line(List.of(forget, button("settings.forgetCancel", model::cancelForgetting)));
        VBox box = new VBox(help(texts().of("settings.forgetExplained")), history, file, problem, buttons);
        box.getStyleClass().addAll("settings-row", "wide", "settings-warning");
        box.disableProperty().bind(model.busyProperty());
        showWhile(box, model.askingProperty());
        model.askingProperty().subscribe(asking -> {
            if (asking) {
                history.requestFocus();
            }
        });
        return box;
    }

    private CheckBox check(String key) {
        CheckBox box = new CheckBox(texts().of(key));
        box.setWrapText(true);
        box.setMinHeight(Region.USE_PREF_SIZE);
        return box;
    }
}

package dev.chatp2p.desktop.contacts;

import dev.chatp2p.desktop.common.IdentityChange;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.controls.WrappedLabel;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What is wrong with the network, and what can be done about it. */
final class ExplanationView extends VBox {

    private final WrappedLabel explanation = new WrappedLabel();
    private final Button otherIdentity = new Button();

    ExplanationView(ContactsViewModel model, IdentityChange identityChange, Texts texts) {
        getStyleClass().add("explanation");
        setMinHeight(Region.USE_PREF_SIZE);
        otherIdentity.setText(texts.of("status.otherIdentity"));
        otherIdentity.setOnAction(event -> identityChange.askForAnother());
        otherIdentity.managedProperty().bind(otherIdentity.visibleProperty());
        getChildren().addAll(explanation, otherIdentity);
        model.statusProperty().subscribe(this::show);
    }

    private void show(NetworkStatus status) {
        explanation.setText(status.explanation());
        explanation.setTooltip(status.detail().isBlank() ? null : new Tooltip(status.detail()));
        otherIdentity.setVisible(status.remedy() == NetworkStatus.Remedy.ANOTHER_IDENTITY);
    }
}

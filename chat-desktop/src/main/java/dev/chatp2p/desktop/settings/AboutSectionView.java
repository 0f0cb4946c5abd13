package dev.chatp2p.desktop.settings;

import dev.chatp2p.desktop.common.Texts;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What this is. */
final class AboutSectionView extends SettingsGroupView {

    AboutSectionView(Installation installation, Texts texts) {
        super(texts, "settings.section.ABOUT");
        Label name = new Label(texts.of("app.name"));
        name.getStyleClass().add("settings-app");
        VBox head = new VBox(name, help(texts.of("settings.aboutWhat")));
        head.getStyleClass().addAll("settings-row", "settings-words");
        card(
                head,
                fact("settings.version", new SimpleStringProperty(installation.version())),
                fact("settings.platform", new SimpleStringProperty(String.join("\n", installation.platform()))),
                fact(
                        "settings.logs",
                        new SimpleStringProperty(installation.logs()
                                .map(folder -> SettingsViewModel.shown(folder.toString()))
                                .orElse(""))));
        VBox licences = new VBox(help(texts.of("settings.licences")));
        licences.getStyleClass().add("settings-row");
        card(licences);
    }
}

package dev.chatp2p.desktop.settings;

import com.google.inject.Inject;
import dev.chatp2p.desktop.common.Texts;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

/** The button that leads to the settings. */
public final class SettingsButtonView {

    private final SettingsViewModel model;
    private final Texts texts;

    @FXML
    private Button button;

    @Inject
    SettingsButtonView(SettingsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    void initialize() {
        button.setOnAction(event -> model.toggle());
        String words = texts.of("settings.open", SettingsView.SHORTCUT.getDisplayText());
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
    }
}

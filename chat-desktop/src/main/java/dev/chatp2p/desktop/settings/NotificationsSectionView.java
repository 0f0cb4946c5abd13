package dev.chatp2p.desktop.settings;

import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.settings.SettingsViewModel.Quiet;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.util.StringConverter;
import org.controlsfx.control.ToggleSwitch;

/** What it tells by itself. */
final class NotificationsSectionView extends SettingsGroupView {

    NotificationsSectionView(SettingsViewModel model, Texts texts) {
        super(texts, "settings.section.NOTIFICATIONS");
        ToggleSwitch preview = toggle(model.preview());
        preview.disableProperty().bind(model.notifications().map(on -> !on));
        card(
                row("settings.notifications", toggle(model.notifications())),
                row("settings.preview", preview),
                row("settings.sound", toggle(model.sound())));
        ComboBox<Quiet> quiet = new ComboBox<>();
        quiet.setId("quiet");
        quiet.getItems().setAll(Quiet.values());
        quiet.setConverter(words(texts));
        model.quiet().subscribe(quiet::setValue);
        quiet.valueProperty().subscribe(value -> {
            if (value != null) {
                model.quiet().set(value);
            }
        });
        Label until = note("mdi2b-bell-off-outline", model.quietWordsProperty());
        card(row("settings.quiet", quiet), until);
    }

    private static StringConverter<Quiet> words(Texts texts) {
        return new StringConverter<>() {
            @Override
            public String toString(Quiet quiet) {
                return texts.of("settings.quiet." + (quiet == null ? Quiet.OFF : quiet));
            }

            @Override
            public Quiet fromString(String text) {
                throw new UnsupportedOperationException("nobody types it");
            }
        };
    }
}

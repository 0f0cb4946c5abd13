package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.core.settings.ChatSettings.Appearance;
import dev.chatp2p.desktop.settings.SettingsSection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

/**
 * Takes pictures of every section of the settings, of the keys, and of the window in another language, another size of text,
 * and from right to left. Arguments: the folder to write to, width and height, and optionally a language tag and a percentage
 * of the text's size.
 */
final class SettingsScreenshots {

    private SettingsScreenshots() {}

    public static void main(String[] arguments) throws Exception {
        Camera camera = Camera.of(Files.createDirectories(Path.of(arguments[0])));
        Optional<String> language = arguments.length > 3 && !arguments[3].isEmpty() ? Optional.of(arguments[3]) : Optional.empty();
        int percent = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 100;
        try (WindowPair pair = WindowPair.open()) {
            Stage stage = pair.alice.stage();
            WindowRobot.onFx(() -> {
                stage.setWidth(Double.parseDouble(arguments[1]) + stage.getWidth() - stage.getScene().getWidth());
                stage.setHeight(Double.parseDouble(arguments[2]) + stage.getHeight() - stage.getScene().getHeight());
                return true;
            });
            pair.client("alice").settings().change(s -> s.withLanguage(language)
                    .with(new Appearance(s.appearance().theme(), percent, Appearance.Density.COMFORTABLE, true))
                    .with(new ChatSettings.Network(Optional.empty(), Optional.empty(), List.of("https://people.example.org/all.json", "/home/alice/people.json"))));
            await().atMost(Duration.ofSeconds(10)).until(() -> language.isEmpty()
                    || WindowRobot.onFx(() -> pair.find(pair.alice, ".contacts-pane").isPresent()));
            camera.capture(stage, "main");
            pair.press(pair.alice, KeyCode.COMMA, KeyCode.CONTROL);
            pair.waitFor(pair.alice, () -> pair.find(pair.alice, ".settings-sections").isPresent());
            for (SettingsSection section : SettingsSection.values()) {
                WindowRobot.onFx(() -> {
                    ((ListView<?>) pair.find(pair.alice, ".settings-sections").orElseThrow())
                            .getSelectionModel()
                            .select(section.ordinal());
                    return true;
                });
                String name = section.name().toLowerCase(Locale.ROOT);
                pair.waitFor(pair.alice, () -> pair.find(pair.alice, "#settings-" + name).isPresent());
                if (section == SettingsSection.NETWORK) {
                    pair.waitFor(pair.alice, () -> pair.find(pair.alice, ".router-row").isPresent());
                }
                camera.capture(stage, "settings-" + name);
            }
            pair.press(pair.alice, KeyCode.F1);
            camera.capture(stage, "keys");
            pair.press(pair.alice, KeyCode.ESCAPE);
            NotificationPictures.take(pair, camera);
        }
        System.exit(0);
    }
}

package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.settings.ChatSettings.Appearance;
import dev.chatp2p.core.settings.ChatSettings.Network;
import dev.chatp2p.desktop.common.Theme;
import dev.chatp2p.desktop.settings.SettingsSection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Font;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person changes in the settings shows at once, in the real window. */
class SettingsJourneyTest {

    @TempDir
    private Path folder;

    private WindowPair pair;

    @BeforeEach
    void open() throws Exception {
        pair = WindowPair.open();
    }

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void thePageOpensWithAKeyAndClosesWithEscape() {
        openSettings();
        pair.press(pair.alice, KeyCode.ESCAPE);
        pair.waitUntilGone(pair.alice, ".settings");
    }

    @Test
    void theThemeTextAndDensityChangeAtOnce() {
        openSettings();
        onFx(() -> {
            button("Dark").fire();
            button("Compact").fire();
            return true;
        });
        pair.waitFor(
                pair.alice,
                () -> pair.scene(pair.alice).getStylesheets().stream().anyMatch(sheet -> sheet.endsWith("dark.css")));
        pair.waitFor(
                pair.alice,
                () -> pair.scene(pair.alice).getRoot().getStyleClass().contains(Theme.COMPACT));
        assertTrue(pair.scene(pair.bob).getStylesheets().stream().noneMatch(sheet -> sheet.endsWith("dark.css")));
        double before = nameFont().getSize();
        pair.client("alice")
                .settings()
                .change(s -> s.with(new Appearance(
                        s.appearance().theme(), 150, s.appearance().density(), true)));
        pair.waitFor(pair.alice, () -> nameFont().getSize() > before * 1.4);
        assertTrue(onFx(() -> pair.scene(pair.alice).getRoot().getStyleClass().contains(Theme.REDUCED_MOTION)));
    }

    @Test
    void theLanguageChangesAtOnceAndThePlaceStays() {
        openSettings();
        choose(SettingsSection.LANGUAGE);
        pair.client("alice").settings().change(s -> s.withLanguage(Optional.of("de")));
        pair.waitForText(pair.alice, ".conversation-header .name", "Einstellungen");
        pair.waitForText(pair.alice, ".settings-heading", "Sprache");
        pair.press(pair.alice, KeyCode.ESCAPE);
        pair.clickRow(pair.alice, "bob");
        pair.waitForText(pair.alice, ".conversation-header .button", "Anrufen");
        assertEquals("alice – chat-p2p", onFx(() -> pair.alice.stage().getTitle()));
    }

    @Test
    void aSharedDirectorySaysHowManyPeopleItHoldsAndAnotherWhatIsWrongWithIt() throws Exception {
        Path people = Files.writeString(folder.resolve("people.json"), """
                {"version": 1, "people": [{"identity": "ann", "name": "Ann Archer"}, {"identity": "bob"}]}
                """);
        Path none = folder.resolve("none.json");
        openSettings();
        choose(SettingsSection.NETWORK);
        pair.client("alice")
                .settings()
                .change(s -> s.with(
                        new Network(Optional.empty(), Optional.empty(), List.of(people.toString(), none.toString()))));
        pair.waitForText(pair.alice, ".directory-state", "2 people");
        pair.waitForText(pair.alice, ".directory-state", "The file is not there, or may not be read.");
        pair.waitFor(pair.alice, () -> pair.row(pair.alice, "Ann Archer").isPresent());
    }

    @Test
    void wordsFromRightToLeftMirrorTheWindowWithoutCuttingAnythingOff() {
        pair.client("alice").settings().change(s -> s.withLanguage(Optional.of("ar")));
        pair.waitFor(pair.alice, () -> pair.scene(pair.alice).getNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT);
        openSettings();
        pair.waitFor(
                pair.alice,
                () -> place(".contacts-pane").getMinX() > place(".settings").getMinX());
        double width = onFx(() -> pair.scene(pair.alice).getWidth());
        for (String part : new String[] {".contacts-pane", ".settings-sections", ".settings-card"}) {
            Bounds bounds = onFx(() -> place(part));
            assertTrue(bounds.getMinX() >= -1 && bounds.getMaxX() <= width + 1, part + " " + bounds);
        }
    }

    @Test
    void theKeysAreListedAndGoAwayAgain() {
        pair.press(pair.alice, KeyCode.F1);
        pair.waitForText(pair.alice, ".help-card .label", "Answer a call");
        pair.press(pair.alice, KeyCode.ESCAPE);
        pair.waitUntilGone(pair.alice, ".help-card");
        openSettings();
        pair.write(pair.alice, "?");
        pair.waitFor(pair.alice, () -> pair.find(pair.alice, ".help-card").isPresent());
    }

    @Test
    void aQuestionMarkThatIsTypedIntoAFieldStaysThere() {
        pair.click(pair.alice, ".contacts-header .custom-text-field");
        pair.write(pair.alice, "?");
        assertFalse(onFx(() -> pair.find(pair.alice, ".help-card").isPresent()));
    }

    private void openSettings() {
        pair.press(pair.alice, KeyCode.COMMA, KeyCode.CONTROL);
        pair.waitFor(pair.alice, () -> pair.find(pair.alice, ".settings").isPresent());
    }

    private void choose(SettingsSection section) {
        onFx(() -> {
            ListView<?> sections =
                    (ListView<?>) pair.find(pair.alice, ".settings-sections").orElseThrow();
            sections.getSelectionModel().select(sections.getItems().indexOf(section));
            return true;
        });
    }

    private ButtonBase button(String words) {
        return pair.scene(pair.alice).getRoot().lookupAll(".toggle-button").stream()
                .map(ButtonBase.class::cast)
                .filter(button -> button.getText().equals(words))
                .findFirst()
                .orElseThrow();
    }

    private Font nameFont() {
        return ((Labeled) pair.find(pair.alice, ".settings-name").orElseThrow()).getFont();
    }

    private Bounds place(String selector) {
        Node node = pair.find(pair.alice, selector).orElseThrow();
        return node.localToScene(node.getLayoutBounds());
    }
}

package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alice looks for people and for what was said, over the history on the disk. */
class SearchJourneysTest {

    private static final String LIST_FIELD = ".contacts-header .custom-text-field";

    @TempDir
    private Path folder;

    private final LiveWindows windows = new LiveWindows();
    private ChatWindow alice;

    @BeforeEach
    void writeMessages() throws Exception {
        alice = windows.open("alice", LiveWindows.UPPER, windows.keptIn(folder));
        LiveWindows.settle(windows.client("alice"), "bob", "carol", "dana");
        write("bob", "Did the third router come up?", "It is the one beside the café.", "Never mind.");
        write("carol", "The plan is on the table");
    }

    @AfterEach
    void closeWindows() {
        windows.close();
    }

    @Test
    void aSearchInTheListFindsPeopleAndMessages() {
        windows.press(alice, KeyCode.F, KeyCode.CONTROL, KeyCode.SHIFT);
        windows.waitFor(alice, () -> isFocused(LIST_FIELD));
        windows.write(alice, "car");
        windows.waitFor(
                alice,
                () -> windows.row(alice, "carol").isPresent()
                        && windows.row(alice, "bob").isEmpty());

        windows.press(alice, KeyCode.ESCAPE);
        windows.waitFor(alice, () -> windows.row(alice, "bob").isPresent());
        windows.write(alice, "cafe");
        windows.waitFor(alice, () -> hit("bob: ").contains("café"));
        windows.press(alice, KeyCode.ENTER);
        windows.waitForText(alice, ".conversation-header .name", "bob");
        windows.waitForMessage(alice, "It is the one beside the café.");
    }

    @Test
    void aSearchForNothingThatIsThereSaysSo() {
        windows.press(alice, KeyCode.F, KeyCode.CONTROL, KeyCode.SHIFT);
        windows.write(alice, "xylophone");
        windows.waitForText(alice, ".contacts-pane .label", "Nothing found for “xylophone”");
        windows.press(alice, KeyCode.ESCAPE);
        windows.waitFor(alice, () -> windows.row(alice, "dana").isPresent());
    }

    @Test
    void aSearchInTheConversationGoesFromHitToHit() {
        windows.clickRow(alice, "bob");
        windows.click(alice, ".composer .text-area");
        windows.press(alice, KeyCode.F, KeyCode.CONTROL);
        windows.waitFor(alice, () -> isFocused(".find-bar .text-field"));
        windows.write(alice, "the");
        windows.waitForText(alice, ".find-count", "1 of 2");
        windows.press(alice, KeyCode.ENTER);
        windows.waitForText(alice, ".find-count", "2 of 2");
        windows.press(alice, KeyCode.ESCAPE);
        windows.waitUntilGone(alice, ".find-bar");
        windows.waitFor(alice, () -> windows.composer(alice).isFocused());
    }

    @Test
    void theKeyForSearchingSearchesWhereTheFocusIs() {
        windows.clickRow(alice, "bob");
        onFx(() -> {
            windows.find(alice, ".contact-list").orElseThrow().requestFocus();
            return true;
        });
        windows.press(alice, KeyCode.F, KeyCode.CONTROL);
        windows.waitFor(alice, () -> isFocused(LIST_FIELD));
        assertTrue(onFx(() -> windows.find(alice, ".find-bar").isEmpty()));
        windows.click(alice, ".composer .text-area");
        windows.press(alice, KeyCode.F, KeyCode.CONTROL);
        windows.waitFor(alice, () -> isFocused(".find-bar .text-field"));
        assertEquals("", onFx(() -> ((TextField) windows.find(alice, LIST_FIELD).orElseThrow()).getText()));
    }

    private void write(String to, String... texts) {
        windows.clickRow(alice, to);
        for (String text : texts) {
            windows.say(alice, text);
            windows.waitForMessage(alice, text);
        }
    }

    private boolean isFocused(String selector) {
        return windows.find(alice, selector)
                .filter(field -> field.equals(windows.scene(alice).getFocusOwner()))
                .isPresent();
    }

    private String hit(String start) {
        return windows.scene(alice).getRoot().lookupAll(".contact-cell").stream()
                .filter(WindowRobot::isShown)
                .map(cell -> String.valueOf(cell.getAccessibleText()))
                .filter(text -> text.startsWith(start))
                .findFirst()
                .orElse("");
    }
}

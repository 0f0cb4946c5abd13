package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.settings.ChatSettings.Appearance;
import java.nio.file.Path;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alice closes her window and starts again from the same folder. */
class RestartJourneyTest {

    @TempDir
    private Path folder;

    private final LiveWindows windows = new LiveWindows();

    @AfterEach
    void closeWindows() {
        windows.close();
    }

    @Test
    void aRestartKeepsEverything() throws Exception {
        ChatWindow alice = windows.open("alice", LiveWindows.UPPER, windows.keptIn(folder));
        LiveWindows.settle(windows.client("alice"), "bob", "carol");
        ChatWindow bob = windows.open("bob", LiveWindows.LOWER_LEFT, windows.knowing("alice"));
        ChatWindow carol = windows.open("carol", LiveWindows.LOWER_RIGHT, windows.knowing("alice"));
        windows.waitUntilOnline(alice, "bob");
        windows.waitUntilOnline(alice, "carol");
        talk(alice, bob);
        writeNotes(alice);
        chooseDark(alice);
        windows.clickRow(carol, "alice");
        windows.say(carol, "Have you seen the plan?");
        windows.waitForRow(alice, "carol", "one unread");
        windows.close(bob);
        windows.waitUntilOffline(alice, "bob");
        windows.clickRow(alice, "bob");
        windows.say(alice, "Come back soon");
        windows.waitForRow(alice, "bob", "Will be sent when bob is online");
        windows.click(alice, ".composer .text-area");
        windows.write(alice, "and bring the");
        windows.close(alice);

        alice = windows.open("alice", LiveWindows.UPPER, windows.keptIn(folder));

        ChatWindow again = alice;
        assertTrue(onFx(
                () -> windows.scene(again).getStylesheets().stream().anyMatch(sheet -> sheet.endsWith("dark.css"))));
        windows.waitForRow(alice, "carol", "one unread");
        windows.waitForRow(alice, "carol", "Have you seen the plan?");
        windows.waitForRow(alice, "bob", "Will be sent when bob is online");
        windows.clickRow(alice, "bob");
        windows.waitForMessage(alice, "You called bob");
        windows.waitForMessage(alice, "Good morning");
        windows.waitForMessage(alice, "Hello alice");
        windows.waitForMessage(alice, "Come back soon");
        assertEquals("and bring the", onFx(() -> windows.composer(again).getText()));
        windows.press(alice, KeyCode.I, KeyCode.CONTROL);
        windows.waitForText(alice, ".details-name", "bob");
        assertEquals("likes tea", onFx(() -> notes(again).getText()));

        bob = windows.open("bob", LiveWindows.LOWER_LEFT, windows.knowing("alice"));
        windows.waitUntilOnline(alice, "bob");
        windows.clickRow(bob, "alice");
        windows.waitForMessage(bob, "Come back soon");
    }

    private void talk(ChatWindow alice, ChatWindow bob) {
        windows.call(alice, "bob", bob);
        windows.say(alice, "Good morning");
        windows.waitForMessage(bob, "Good morning");
        windows.say(bob, "Hello alice");
        windows.waitForMessage(alice, "Hello alice");
        windows.press(alice, KeyCode.E, KeyCode.CONTROL);
        windows.waitForMessage(alice, "You hung up");
    }

    private void writeNotes(ChatWindow alice) {
        windows.press(alice, KeyCode.I, KeyCode.CONTROL);
        windows.waitForText(alice, ".details-name", "bob");
        onFx(() -> {
            notes(alice).requestFocus();
            return true;
        });
        windows.write(alice, "likes tea");
        windows.press(alice, KeyCode.ESCAPE);
        windows.waitUntilGone(alice, ".details-page");
    }

    private TextArea notes(ChatWindow window) {
        return (TextArea) windows.find(window, ".details-page .text-area").orElseThrow();
    }

    private void chooseDark(ChatWindow alice) {
        windows.press(alice, KeyCode.COMMA, KeyCode.CONTROL);
        windows.waitFor(alice, () -> windows.find(alice, ".settings").isPresent());
        onFx(() -> {
            windows.scene(alice).getRoot().lookupAll(".toggle-button").stream()
                    .map(ToggleButton.class::cast)
                    .filter(button -> button.getText().equals("Dark"))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            return true;
        });
        ChatClient client = windows.client("alice");
        await().until(() -> client.settings().settings().appearance().theme() == Appearance.Theme.DARK);
        windows.press(alice, KeyCode.ESCAPE);
        windows.waitUntilGone(alice, ".settings");
        assertEquals("likes tea", client.contacts().contact(new PeerId("bob")).notes());
    }
}

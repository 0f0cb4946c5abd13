package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alice talks with bob and carol at the same time, each in a window of their own. */
class TwoConversationsJourneyTest {

    private final LiveWindows windows = new LiveWindows();
    private ChatWindow alice;
    private ChatWindow bob;
    private ChatWindow carol;

    @BeforeEach
    void openWindows() throws Exception {
        alice = windows.open("alice", LiveWindows.UPPER, windows.knowing("bob", "carol"));
        bob = windows.open("bob", LiveWindows.LOWER_LEFT, windows.knowing("alice"));
        carol = windows.open("carol", LiveWindows.LOWER_RIGHT, windows.knowing("alice"));
        windows.waitUntilOnline(alice, "bob");
        windows.waitUntilOnline(alice, "carol");
        windows.waitUntilOnline(bob, "alice");
        windows.waitUntilOnline(carol, "alice");
    }

    @AfterEach
    void closeWindows() {
        windows.close();
    }

    @Test
    void twoConversationsAtOnceDoNotMix() {
        windows.call(alice, "bob", bob);
        windows.say(alice, "Good morning bob");
        windows.waitForMessage(bob, "Good morning bob");

        windows.clickRow(carol, "alice");
        windows.click(carol, ".conversation-header .primary");
        windows.waitForText(alice, ".call-bar .name", "carol is calling");
        windows.click(alice, ".call-bar .answer");
        windows.waitForText(carol, ".conversation-header .presence", "In a call");
        windows.waitForText(alice, ".conversation-header .name", "carol");
        windows.waitForText(alice, ".call-bar .name", "In a call with bob");

        windows.say(alice, "Good morning carol");
        windows.say(bob, "Are you still there?");
        windows.waitForMessage(carol, "Good morning carol");
        windows.waitForRow(alice, "bob", "one unread");
        assertTrue(onFx(() -> windows.message(alice, "Are you still there?").isEmpty()));
        assertTrue(onFx(() -> windows.message(bob, "Good morning carol").isEmpty()));

        windows.click(alice, "#goThere");
        windows.waitForText(alice, ".conversation-header .name", "bob");
        windows.waitForMessage(alice, "Are you still there?");
        windows.waitForText(alice, ".call-bar .name", "In a call with carol");
        windows.press(alice, KeyCode.E, KeyCode.CONTROL);
        windows.waitForMessage(bob, "alice hung up");
        windows.say(carol, "Here I am");
        windows.clickRow(alice, "carol");
        windows.waitForMessage(alice, "Here I am");
        windows.waitForText(alice, ".conversation-header .presence", "In a call");
    }
}

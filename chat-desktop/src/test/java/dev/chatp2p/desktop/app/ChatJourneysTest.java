package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowPair.onFx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do with the windows, with mouse and keyboard, over the memory network. */
class ChatJourneysTest {

    private WindowPair pair;

    @BeforeEach
    void openWindows() throws Exception {
        pair = WindowPair.open();
    }

    @AfterEach
    void closeWindows() {
        pair.close();
    }

    @Test
    void aliceCallsBobTheyTalkAndHangUp() {
        assertEquals("alice – chat-p2p", onFx(() -> pair.alice.stage().getTitle()));
        pair.clickRow(pair.alice, "bob");
        pair.waitForText(pair.alice, ".conversation-header .presence", "Online");
        assertEquals("Message bob", onFx(() -> pair.composer(pair.alice).getPromptText()));

        pair.click(pair.alice, ".conversation-header .primary");
        pair.waitForText(pair.bob, ".call-bar .name", "alice is calling");
        pair.waitForText(pair.bob, ".call-bar .detail", "“hi there”");
        pair.waitForText(pair.alice, ".strip .label", "Ringing");

        pair.click(pair.bob, ".call-bar .answer");
        pair.waitForText(pair.alice, ".conversation-header .presence", "In a call");
        pair.waitUntilGone(pair.alice, ".strip");
        pair.waitUntilGone(pair.bob, ".call-bar");

        pair.click(pair.alice, ".composer .text-area");
        pair.write(pair.alice, "Good morning");
        pair.press(pair.alice, KeyCode.ENTER);
        pair.waitForMessage(pair.bob, "Good morning");
        assertEquals("", onFx(() -> pair.composer(pair.alice).getText()));
        pair.click(pair.bob, ".composer .text-area");
        pair.write(pair.bob, "Hello alice");
        pair.click(pair.bob, ".composer .primary");
        pair.waitForMessage(pair.alice, "Hello alice");

        pair.click(pair.alice, ".conversation-header .danger");
        pair.waitForText(pair.bob, ".conversation-header .primary", "Call");
        pair.waitForMessage(pair.bob, "hung up");
    }

    @Test
    void bobDeclinesAndAliceCanCallAgain() {
        pair.clickRow(pair.alice, "bob");
        pair.click(pair.alice, ".conversation-header .primary");
        pair.click(pair.bob, ".call-bar .danger");
        pair.waitUntilGone(pair.bob, ".call-bar");
        pair.waitForText(pair.alice, ".strip .label", "bob");
        pair.waitForText(pair.alice, ".strip .button", "Call again");
        pair.click(pair.alice, ".strip .button");
        pair.waitForText(pair.bob, ".call-bar .name", "alice is calling");
        pair.click(pair.alice, ".strip .button");
        pair.waitUntilGone(pair.bob, ".call-bar");
        pair.waitUntilGone(pair.alice, ".strip");
    }

    @Test
    void someoneWhoHasLeftIsOfflineAndSaysSo() {
        pair.clickRow(pair.alice, "bob");
        pair.network.unplug(new PeerId("bob"));
        pair.click(pair.alice, ".conversation-header .primary");
        pair.waitForText(pair.alice, ".strip .button", "Call again");
        assertFalse(
                onFx(() -> pair.texts(pair.alice, ".strip .label")).getFirst().isBlank());
    }

    @Test
    void everythingWorksWithTheKeyboardAlone() {
        pair.press(pair.alice, KeyCode.K, KeyCode.CONTROL);
        pair.write(pair.alice, "bo");
        pair.press(pair.alice, KeyCode.ENTER);
        pair.waitForText(pair.alice, ".conversation-header .name", "bob");
        pair.press(pair.alice, KeyCode.L, KeyCode.CONTROL);
        pair.waitForText(pair.bob, ".call-bar .name", "alice is calling");

        pair.press(pair.bob, KeyCode.ESCAPE);
        assertTrue(onFx(() -> pair.find(pair.bob, ".call-bar").isPresent()));
        pair.press(pair.bob, KeyCode.ENTER, KeyCode.CONTROL);
        pair.waitForText(pair.bob, ".conversation-header .presence", "In a call");
        pair.waitFor(pair.bob, () -> pair.composer(pair.bob).isFocused());
        pair.write(pair.bob, "first");
        pair.press(pair.bob, KeyCode.ENTER, KeyCode.SHIFT);
        pair.write(pair.bob, "second");
        assertTrue(onFx(() -> pair.composer(pair.bob).getHeight()) > 40, "the composer grows with its text");
        pair.press(pair.bob, KeyCode.ENTER);
        pair.waitForMessage(pair.alice, "first");
        pair.waitForMessage(pair.alice, "second");
        pair.press(pair.bob, KeyCode.E, KeyCode.CONTROL);
        pair.waitForText(pair.alice, ".conversation-header .primary", "Call");
    }

    @Test
    void whoClicksAPersonCanWriteAtOnceAndWhoTypesBesideTheFieldToo() {
        pair.clickRow(pair.alice, "bob");
        pair.waitFor(pair.alice, () -> pair.composer(pair.alice).isFocused());
        pair.write(pair.alice, "Good");
        onFx(() -> {
            pair.find(pair.alice, ".contact-list").orElseThrow().requestFocus();
            return true;
        });
        pair.write(pair.alice, " morning"); // a blank is a key of the list
        pair.press(pair.alice, KeyCode.ENTER);
        pair.waitForRow(pair.bob, "alice", "Goodmorning");
    }

    @Test
    void aMessageCanBeCopied() {
        pair.call(pair.alice, "bob", pair.bob);
        pair.click(pair.alice, ".composer .text-area");
        pair.write(pair.alice, "copy me");
        pair.press(pair.alice, KeyCode.ENTER);
        pair.waitForMessage(pair.bob, "copy me");
        pair.robot.clickOn(onFx(() -> pair.find(pair.bob, ".bubble-row").orElseThrow()), MouseButton.SECONDARY);
        pair.robot.clickOn("Copy message");
        assertEquals(
                Optional.of("copy me"),
                onFx(() -> Optional.ofNullable(Clipboard.getSystemClipboard().getString())));
    }

    @Test
    void aNarrowWindowShowsTheListAndTheConversationInTurn() {
        onFx(() -> {
            pair.alice.stage().setWidth(660);
            return true;
        });
        pair.waitUntilGone(pair.alice, ".conversation-pane");
        pair.clickRow(pair.alice, "bob");
        pair.waitUntilGone(pair.alice, ".contacts-pane");
        pair.click(pair.alice, ".conversation-header .icon-button");
        pair.waitUntilGone(pair.alice, ".conversation-pane");
        pair.clickRow(pair.bob, "alice");
        pair.click(pair.bob, ".conversation-header .primary");
        pair.waitForText(pair.alice, ".call-bar .name", "bob is calling");
        onFx(() -> {
            pair.alice.stage().setWidth(900);
            return true;
        });
        pair.waitFor(
                pair.alice,
                () -> pair.find(pair.alice, ".conversation-pane").isPresent()
                        && pair.find(pair.alice, ".contacts-pane").isPresent());
        pair.waitForText(pair.alice, ".call-bar .name", "bob is calling");
    }

    @Test
    void theListFollowsTheNewestMessageUnlessOneReadsFurtherUp() {
        pair.call(pair.alice, "bob", pair.bob);
        say(60);
        pair.waitForMessage(pair.alice, "line 59");
        assertTrue(onFx(() -> pair.find(pair.alice, ".newest").isEmpty()));
        onFx(() -> {
            pair.messages(pair.alice).requestFocus();
            return true;
        });
        pair.press(pair.alice, KeyCode.HOME);
        pair.waitFor(pair.alice, () -> pair.find(pair.alice, ".newest").isPresent());
        pair.click(pair.alice, ".newest");
        pair.waitForMessage(pair.alice, "line 59");
        pair.waitUntilGone(pair.alice, ".newest");
    }

    @Test
    void closingTheWindowsClosesTheirClientsWithinTwoSeconds() throws Exception {
        pair.call(pair.alice, "bob", pair.bob);
        Instant start = Instant.now();
        onFx(() -> {
            pair.alice.stage().hide();
            pair.bob.stage().hide();
            return true;
        });
        assertTrue(pair.awaitClosed(2, TimeUnit.SECONDS));
        assertTrue(Duration.between(start, Instant.now()).compareTo(Duration.ofSeconds(2)) < 0);
    }

    private void say(int lines) {
        List<String> words =
                IntStream.range(0, lines).mapToObj(line -> "line " + line).toList();
        onFx(() -> {
            for (String line : words) {
                pair.composer(pair.bob).setText(line);
                ((Button) pair.find(pair.bob, ".composer .primary").orElseThrow()).fire();
            }
            return true;
        });
    }
}

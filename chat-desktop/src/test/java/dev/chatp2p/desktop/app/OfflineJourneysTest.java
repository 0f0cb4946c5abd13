package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.PeerId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bob's network goes away in the middle of a talk with alice, and comes back. */
class OfflineJourneysTest {

    private static final PeerId BOB = new PeerId("bob");

    private WindowPair pair;

    @BeforeEach
    void talk() throws Exception {
        pair = WindowPair.open();
        pair.call(pair.alice, "bob", pair.bob);
        pair.say(pair.alice, "Tell me");
        pair.waitForMessage(pair.bob, "Tell me");
    }

    @AfterEach
    void closeWindows() {
        pair.close();
    }

    @Test
    void thePeerGoesOfflineInMidSentence() {
        pair.click(pair.bob, ".composer .text-area");
        pair.write(pair.bob, "The third router has");
        pair.waitForText(pair.alice, ".typing", "bob is typing…");
        pair.click(pair.alice, ".composer .text-area");
        pair.write(pair.alice, "What about");

        pair.network.unplug(BOB);

        pair.waitForText(pair.alice, ".strip .label", "The connection to bob was lost. Call again to go on.");
        pair.waitForMessage(pair.alice, "The connection to bob was lost");
        pair.waitFor(
                pair.alice, () -> pair.texts(pair.alice, ".typing").stream().allMatch(String::isEmpty));
        pair.waitForText(pair.bob, ".strip .label", "The connection to alice was lost");
        pair.waitForText(pair.bob, ".explanation .label", "The network’s controller does not answer.");
        assertEquals("The third router has", onFx(() -> pair.composer(pair.bob).getText()));
        assertEquals("What about", onFx(() -> pair.composer(pair.alice).getText()));

        // What is sent into the gap waits, and says so.
        pair.say(pair.alice, " it?");
        pair.waitForMessage(pair.alice, "What about it?");
        pair.waitForRow(pair.alice, "bob", "Will be sent when bob is online");
        assertTrue(onFx(() -> pair.message(pair.bob, "What about it?").isEmpty()));
        pair.say(pair.bob, " come up");
        pair.waitForRow(pair.bob, "alice", "Will be sent when alice is online");

        pair.network.plugIn(BOB);
        pair.waitUntilOnline(pair.bob, "alice");
        pair.waitUntilOnline(pair.alice, "bob");
        pair.click(pair.alice, ".strip .button");
        pair.click(pair.bob, ".call-bar .answer");
        pair.waitForText(pair.alice, ".conversation-header .presence", "In a call");
        pair.waitForMessage(pair.bob, "What about it?");
        pair.waitForMessage(pair.alice, "The third router has come up");
    }

    @Test
    void whatIsBeingSentWhenTheLinkIsLostArrivesOnceAndInOrder() throws Exception {
        List<String> lines =
                IntStream.range(0, 40).mapToObj(line -> "line " + line).toList();
        onFx(() -> {
            for (String line : lines) {
                pair.composer(pair.alice).setText(line);
                ((Button) pair.find(pair.alice, ".composer .primary").orElseThrow()).fire();
            }
            pair.network.unplug(BOB); // while they leave, one after the other
            return true;
        });
        pair.waitForText(pair.alice, ".strip .button", "Reconnect");
        pair.waitUntilOffline(pair.alice, "bob");

        pair.network.plugIn(BOB);
        pair.waitUntilOnline(pair.alice, "bob");
        pair.waitForMessage(pair.bob, "line 39");
        List<Message> there = pair.client("bob")
                .conversations()
                .messagesBefore(new PeerId("alice"), Optional.empty(), 1_000)
                .toCompletableFuture()
                .get();
        assertEquals(
                lines,
                there.stream()
                        .filter(message -> message.author() == Message.Author.PEER)
                        .map(Message::text)
                        .filter(text -> text.startsWith("line"))
                        .toList());
    }

    @Test
    void whatWaitsIsDeliveredWithoutACallOnceThePeerIsBack() {
        pair.network.unplug(BOB);
        pair.waitForText(pair.alice, ".strip .button", "Reconnect");
        pair.say(pair.alice, "Read this later");
        pair.waitForRow(pair.alice, "bob", "Will be sent when bob is online");
        pair.waitUntilOffline(pair.alice, "bob");

        pair.network.plugIn(BOB);
        pair.waitUntilOnline(pair.alice, "bob");
        pair.waitForMessage(pair.bob, "Read this later");
        pair.waitForRow(pair.alice, "bob", "Read. Read this later");
    }
}

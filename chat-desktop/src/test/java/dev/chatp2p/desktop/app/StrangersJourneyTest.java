package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowPair.onFx;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two who have never had to do with each other, over the memory network. */
class StrangersJourneyTest {

    private WindowPair pair;

    @BeforeEach
    void openWindows() throws Exception {
        pair = WindowPair.openStrangers();
    }

    @AfterEach
    void closeWindows() {
        pair.close();
    }

    @Test
    void aStrangersFirstCallIsAQuietRequestAndTheNextOneRings() {
        pair.clickRow(pair.alice, "bob");
        pair.click(pair.alice, ".conversation-header .primary");
        pair.waitForText(pair.bob, ".request-accept", "Answer");
        assertTrue(onFx(() -> pair.find(pair.bob, ".call-bar").isEmpty()));
        pair.click(pair.bob, ".request-accept");
        pair.waitForText(pair.alice, ".conversation-header .presence", "In a call");
        pair.waitUntilGone(pair.bob, ".request-accept");

        pair.press(pair.bob, KeyCode.E, KeyCode.CONTROL);
        pair.waitForText(pair.alice, ".conversation-header .primary", "Call");
        assertTrue(onFx(() -> pair.find(pair.bob, ".request-accept").isEmpty()));
        pair.click(pair.alice, ".conversation-header .primary");
        pair.waitForText(pair.bob, ".call-bar .name", "alice is calling");
    }

    @Test
    void whoeverIsBlockedDoesNotGetThrough() {
        pair.clickRow(pair.alice, "bob");
        pair.click(pair.alice, ".conversation-header .primary");
        pair.waitForText(pair.bob, ".request-accept", "Answer");
        pair.click(pair.alice, ".strip .button");
        pair.waitForText(pair.bob, ".request-accept", "Accept");
        pair.click(pair.bob, ".request-last");
        pair.waitForText(pair.bob, ".problem-line .label", "alice was blocked");
        pair.waitUntilGone(pair.bob, ".request-accept");
        pair.click(pair.alice, ".conversation-header .primary");
        pair.waitFor(
                pair.alice,
                () -> pair.find(pair.alice, ".conversation-header .primary").isPresent());
        assertTrue(onFx(() -> pair.find(pair.bob, ".request-accept").isEmpty()));
    }
}

package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bob blocks alice, whom he knows, by what his window offers; {@link StrangersJourneyTest} blocks somebody unknown. */
class BlockJourneysTest {

    private WindowPair pair;

    @BeforeEach
    void aliceWritesToBob() throws Exception {
        pair = WindowPair.open();
        pair.clickRow(pair.alice, "bob");
        pair.say(pair.alice, "Hello bob");
        pair.waitForRow(pair.bob, "alice", "Hello bob");
    }

    @AfterEach
    void closeWindows() {
        pair.close();
    }

    @Test
    void whoeverIsBlockedInTheMenuOfTheirRowGetsThroughOnlyOnceTheyAreUnblocked() {
        choose("Block");
        pair.waitForRow(pair.bob, "alice", "blocked");

        pair.say(pair.alice, "Are you there?");
        pair.click(pair.alice, ".conversation-header .primary");
        pair.waitForText(pair.alice, ".strip .button", "Call again");
        assertTrue(onFx(() -> pair.find(pair.bob, ".call-bar").isEmpty()));
        pair.clickRow(pair.bob, "alice");
        pair.waitForMessage(pair.bob, "Hello bob");
        assertTrue(onFx(() -> pair.message(pair.bob, "Are you there?").isEmpty()));

        choose("Unblock");
        pair.waitFor(
                pair.bob,
                () -> pair.row(pair.bob, "alice")
                        .filter(row -> !row.getAccessibleText().contains("blocked"))
                        .isPresent());
        pair.click(pair.alice, ".strip .button");
        pair.waitForText(pair.bob, ".call-bar .name", "alice is calling");
        pair.click(pair.bob, ".call-bar .answer");
        pair.waitForMessage(pair.bob, "Are you there?");
    }

    @Test
    void whoeverIsBlockedOnTheirPageDoesNotRing() {
        pair.clickRow(pair.bob, "alice");
        pair.press(pair.bob, KeyCode.I, KeyCode.CONTROL);
        pair.waitForText(pair.bob, ".details-name", "alice");
        pair.robot.clickOn("Block: they cannot reach you and are not told why");
        pair.waitForRow(pair.bob, "alice", "blocked");
        pair.click(pair.alice, ".conversation-header .primary");
        pair.waitForText(pair.alice, ".strip .button", "Call again");
        assertTrue(onFx(() -> pair.find(pair.bob, ".call-bar").isEmpty()));
    }

    private void choose(String item) {
        pair.robot.clickOn(onFx(() -> pair.row(pair.bob, "alice").orElseThrow()), MouseButton.SECONDARY);
        pair.chooseInMenu(item);
    }
}

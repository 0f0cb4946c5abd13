package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.PeerId;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What bob does with alice in the menu of her row; {@link BlockJourneysTest} blocks her there. */
class RowMenuJourneysTest {

    private WindowPair pair;

    @BeforeEach
    void aliceWritesToBob() throws Exception {
        pair = WindowPair.open();
        pair.clickRow(pair.alice, "bob");
        pair.say(pair.alice, "Hello bob");
        pair.waitForRow(pair.bob, "alice", "one unread. Hello bob");
    }

    @AfterEach
    void closeWindows() {
        pair.close();
    }

    @Test
    void whatWasReadIsMarkedAsUnreadAndStaysSoUntilItIsLookedAtAgain() {
        onFx(() -> {
            pair.bob.stage().requestFocus(); // only who looks at it reads it
            return true;
        });
        pair.press(pair.bob, KeyCode.DIGIT1, KeyCode.CONTROL);
        pair.waitForText(pair.bob, ".conversation-header .name", "alice");
        pair.waitFor(pair.bob, () -> !told("unread"));
        choose("Mark as unread");
        pair.waitForRow(pair.bob, "alice", "one unread");
        assertTrue(onFx(() -> pair.find(pair.bob, ".conversation-header").isEmpty()));
        pair.clickRow(pair.bob, "alice");
        pair.waitFor(pair.bob, () -> !told("unread"));
    }

    @Test
    void whoIsMutedSaysSoInTheRowAndIsHeardAgainLater() {
        choose("Mute");
        pair.waitForRow(pair.bob, "alice", "muted: no notifications, no sounds");
        assertTrue(onFx(() -> pair.find(pair.bob, ".conversation-header").isEmpty()), "nothing was opened");
        pair.waitForRow(pair.bob, "alice", "one unread");
        assertTrue(pair.client("bob").contacts().contact(new PeerId("alice")).muted());
        choose("Unmute");
        pair.waitFor(pair.bob, () -> !told("muted"));
    }

    private boolean told(String words) {
        return pair.row(pair.bob, "alice")
                .filter(row -> row.getAccessibleText().contains(words))
                .isPresent();
    }

    private void choose(String item) {
        pair.robot.clickOn(onFx(() -> pair.row(pair.bob, "alice").orElseThrow()), MouseButton.SECONDARY);
        pair.chooseInMenu(item);
    }
}

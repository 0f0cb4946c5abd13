package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.concurrent.VirtualTimers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that come to nothing: missed because the caller gave up or it rang out, and busy. */
class CallJourneysTest {

    private final LiveWindows windows = new LiveWindows();

    /** The clock of alice's calls. */
    private final VirtualTimers clock = new VirtualTimers();

    private ChatWindow alice;
    private ChatWindow bob;

    @BeforeEach
    void openWindows() throws Exception {
        alice = windows.open("alice", LiveWindows.UPPER, LiveWindows.by(clock, windows.knowing("bob", "carol")));
        bob = windows.open("bob", LiveWindows.LOWER, windows.knowing("alice"));
        windows.waitUntilOnline(alice, "bob");
        windows.waitUntilOnline(bob, "alice");
    }

    @AfterEach
    void closeWindows() {
        windows.close();
    }

    @Test
    void aMissedCallIsShownWithAButtonThatCallsBack() {
        aliceCalls();
        windows.click(alice, ".strip .button");
        windows.waitUntilGone(bob, ".call-bar");
        windows.waitForRow(bob, "alice", "one unread");
        windows.waitForRow(bob, "alice", "Missed call");

        windows.click(bob, ".contact-cell .call-button");
        windows.waitForText(alice, ".call-bar .name", "bob is calling");
        windows.waitForMessage(bob, "Missed call from alice");
        windows.click(alice, ".call-bar .answer");
        windows.waitForText(bob, ".conversation-header .presence", "In a call");
    }

    @Test
    void aMissedCallCanBeCalledBackInItsConversationToo() {
        aliceCalls();
        windows.click(alice, ".strip .button");
        windows.waitForRow(bob, "alice", "Missed call");
        windows.clickRow(bob, "alice");
        windows.waitForText(bob, ".strip .label", "alice");
        assertEquals(
                "Call back", onFx(() -> windows.texts(bob, ".strip .button").getFirst()));
        windows.click(bob, ".strip .button");
        windows.waitForText(alice, ".call-bar .name", "bob is calling");
    }

    @Test
    void aCallThatRingsOutIsMissed() {
        aliceCalls();
        clock.advance(Duration.ofSeconds(61));
        windows.waitForText(alice, ".strip .label", "bob did not answer. Try again later.");
        windows.waitForText(alice, ".strip .button", "Call again");
        windows.waitForMessage(alice, "bob did not answer");
        windows.waitUntilGone(bob, ".call-bar");
        windows.waitForRow(bob, "alice", "Missed call");
    }

    @Test
    void somebodyWhoIsBusySaysSoAndCanBeCalledAgain() throws Exception {
        try (BusyPeer carol = new BusyPeer(windows.network, "carol")) {
            windows.waitUntilOnline(alice, "carol");
            windows.clickRow(alice, "carol");
            windows.click(alice, ".conversation-header .primary");
            windows.waitForText(alice, ".strip .label", "carol is in another call. Try again later.");
            windows.waitForMessage(alice, "carol was in another call");
            windows.click(alice, ".strip .button");
            windows.waitFor(alice, () -> carol.refused() == 2);
            windows.waitForText(alice, ".strip .label", "carol is in another call. Try again later.");
            assertTrue(onFx(() -> windows.texts(alice, ".strip .button").contains("Call again")));
        }
    }

    private void aliceCalls() {
        windows.clickRow(alice, "bob");
        windows.click(alice, ".conversation-header .primary");
        windows.waitForText(bob, ".call-bar .name", "alice is calling");
        windows.waitForText(alice, ".strip .label", "Ringing");
    }
}

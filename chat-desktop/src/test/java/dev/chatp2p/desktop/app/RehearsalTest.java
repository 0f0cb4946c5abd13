package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.desktop.common.FxBridge;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The packaging relies on it: whoever changes what the buttons are called sees it here first. */
class RehearsalTest {

    @Test
    void aWholeCallIsPlayedByTheButtonsOfTheWindows() throws Exception {
        try (WindowPair pair = WindowPair.open()) {
            Rehearsal rehearsal = new Rehearsal(new SystemTimers(), FxBridge.toJavaFx(), true);
            assertFalse(rehearsal.isComplete());

            rehearsal.begin();

            await("all of it").atMost(Duration.ofSeconds(30)).until(rehearsal::isComplete);
            pair.waitForMessage(pair.bob, "Can you hear me?");
            pair.waitForMessage(pair.alice, "Loud and clear.");
            pair.waitForMessage(pair.bob, "hung up");
        }
    }
}

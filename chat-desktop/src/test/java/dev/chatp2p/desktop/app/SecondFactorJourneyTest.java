package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowRobot.onFx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.FakeSecondFactor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** What people do with the second factor, with mouse and keyboard. */
@Timeout(120)
class SecondFactorJourneyTest {

    private GuardedWindow alice;

    @BeforeEach
    void openWindow() throws Exception {
        FxToolkit.registerPrimaryStage();
        alice = new GuardedWindow();
    }

    @AfterEach
    void closeWindow() {
        alice.close();
    }

    @Test
    void aCodeIsAskedForAtLogInTheWrongOneIsTypedOverAndTheRightOneLeadsOnline() {
        alice.waitForText(alice.window, ".status", "Second factor needed");
        alice.waitForCode();
        alice.typeCode("000 000");
        alice.waitForText(alice.window, ".code-problem", "does not take this code");
        assertEquals("000 000", onFx(() -> alice.code().getSelectedText()));

        onFx(() -> {
            alice.code().clear();
            return true;
        });
        alice.typeCode("123 456");
        alice.waitUntilGone(alice.window, ".code-question");
        alice.waitForText(alice.window, ".status", "Online");
        assertEquals(
                "A second factor protects this identity’s log-ins",
                onFx(() -> alice.find(alice.window, ".lock").orElseThrow().getAccessibleText()));
    }

    @Test
    void theQuestionIsPutOffWithEscapeAndTheLockBringsItBack() {
        alice.waitForCode();
        alice.press(alice.window, KeyCode.ESCAPE);
        alice.waitUntilGone(alice.window, ".code-question");
        alice.click(".lock");
        alice.waitForCode();
        alice.press("Not now");
        alice.waitUntilGone(alice.window, ".code-question");
    }

    @Test
    void itIsTurnedOffAndSetUpAgainWithQrCodeAndRecoveryCodes(@TempDir Path folder) throws Exception {
        alice.waitForCode();
        alice.typeCode(FakeSecondFactor.CODE);
        alice.waitForText(alice.window, ".status", "Online");

        alice.click(".lock");
        alice.press("Turn off…");
        alice.waitForCode();
        alice.typeCode("000000");
        alice.waitForText(alice.window, ".problem .label", "does not take this code");
        alice.press("Back");
        alice.press("Turn off…");
        alice.waitForCode();
        alice.typeCode(FakeSecondFactor.CODE);

        alice.press("Set up…");
        alice.waitForText(alice.window, "#secret", "U3LV 5SMF CXS7 AAGX");
        assertTrue(onFx(() -> alice.find(alice.window, "#qr-code").isPresent()));
        alice.typeCode(FakeSecondFactor.CODE);

        alice.waitForText(alice.window, ".headline", "The second factor is on");
        assertEquals(20, alice.texts(alice.window, "#recovery-codes .secret").size());
        Path file = folder.resolve("codes.txt");
        onFx(() -> alice.choice = Optional.of(file));
        alice.press("Save…");
        alice.waitForText(alice.window, ".notice", "Saved to codes.txt");
        assertTrue(Files.readString(file).contains("RC10QZ"));
        alice.press("Done");
        alice.waitForText(alice.window, ".headline", "protects this identity");

        alice.press(alice.window, KeyCode.ESCAPE);
        alice.waitUntilGone(alice.window, ".second-factor");
    }
}

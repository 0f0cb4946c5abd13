package dev.chatp2p.desktop.app;

import dev.chatp2p.core.overlay.FakeSecondFactor;
import javafx.stage.Stage;

/** Pictures of the second factor: asked for, set up, and on. */
final class SecondFactorPictures {

    private SecondFactorPictures() {}

    static void take(Camera camera) throws Exception {
        try (GuardedWindow alice = new GuardedWindow()) {
            take(alice, camera);
        }
    }

    private static void take(GuardedWindow alice, Camera camera) throws Exception {
        Stage stage = alice.window.stage();
        camera.fit(stage);
        alice.waitForCode();
        alice.typeCode("000 000");
        alice.waitForText(alice.window, ".code-problem", "does not take this code");
        camera.capture(stage, "second-factor-asked");
        alice.clearCode();
        alice.typeCode(FakeSecondFactor.CODE);
        alice.waitForText(alice.window, ".status", "Online");
        alice.pressLock();
        alice.press("Turn off…");
        alice.waitForCode();
        alice.typeCode(FakeSecondFactor.CODE);
        alice.press("Set up…");
        alice.waitForText(alice.window, "#secret", "U3LV");
        camera.capture(stage, "second-factor-setup");
        alice.typeCode(FakeSecondFactor.CODE);
        alice.waitForText(alice.window, ".headline", "The second factor is on");
        camera.capture(stage, "second-factor-codes");
    }
}

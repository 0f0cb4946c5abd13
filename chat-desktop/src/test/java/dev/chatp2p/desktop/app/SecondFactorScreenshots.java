package dev.chatp2p.desktop.app;

import dev.chatp2p.core.overlay.FakeSecondFactor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;

/** Takes the pictures of the second factor: {@code docs/images/make-screenshots} runs it once for each theme. */
final class SecondFactorScreenshots {

    private SecondFactorScreenshots() {}

    /** Arguments: the folder to write to, then width and height of the window. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        try (GuardedWindow alice = new GuardedWindow()) {
            take(alice, Camera.of(folder), Double.parseDouble(arguments[1]), Double.parseDouble(arguments[2]));
        }
        Platform.exit();
    }

    private static void take(GuardedWindow alice, Camera camera, double width, double height) throws Exception {
        Stage stage = alice.window.stage();
        Camera.onFx(() -> {
            stage.setWidth(width + stage.getWidth() - stage.getScene().getWidth());
            stage.setHeight(height + stage.getHeight() - stage.getScene().getHeight());
            return true;
        });
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

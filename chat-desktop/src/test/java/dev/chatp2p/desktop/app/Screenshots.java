package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.core.concurrent.SystemTimers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * Takes the pictures of the documentation from the running demo: {@code docs/images/make-screenshots} runs it once for each
 * theme. The windows are those of {@code ./chat demo}; buttons are pressed and texts are typed as a person would.
 */
final class Screenshots {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Camera camera;

    private Screenshots(Camera camera) {
        this.camera = camera;
    }

    /** Arguments: the folder to write to, then width and height of the windows. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        double width = Double.parseDouble(arguments[1]);
        double height = Double.parseDouble(arguments[2]);
        try (Demo demo = Demo.start(new SystemTimers())) {
            Thread windows = Thread.ofPlatform().name("windows").start(() -> {
                try {
                    UserFolders folders = UserFolders.ofThisUser();
                    DesktopLauncher.launchWindows(
                            demo.windows(),
                            new SystemTimers(),
                            folders.defaultProfile(),
                            folders.knownControllers(),
                            HandOvers.NONE);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            new Screenshots(Camera.of(folder)).take(width, height);
            windows.join();
        }
    }

    private void take(double width, double height) throws Exception {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> rows(stage("alice")) == 4 && rows(stage("bob")) == 4);
        Stage alice = stage("alice");
        Stage bob = stage("bob");
        for (Stage stage : List.of(alice, bob)) {
            onFx(() -> {
                stage.setWidth(width + stage.getWidth() - stage.getScene().getWidth());
                stage.setHeight(height + stage.getHeight() - stage.getScene().getHeight());
                return true;
            });
        }
        select(bob, 2);
        press(bob, ".conversation-header .primary");
        await().atMost(PATIENCE).until(() -> !text(bob).isDisabled());
        say(bob, "Are you there?");
        select(alice, 1);
        press(alice, ".conversation-header .primary");
        waitFor(bob, ".call-bar");
        camera.capture(bob, "ringing");
        press(bob, ".call-bar .answer");
        await().atMost(PATIENCE).until(() -> !text(bob).isDisabled());
        say(alice, "Morning! Did the third router come up?");
        say(alice, "I only see two on the status page.");
        say(
                bob,
                "Yes, a minute ago. Your client should hold three terminators now, one on each of them, so that no"
                        + " single router can take you off the network.");
        say(alice, "It does. I killed r2 and did not even notice.");
        say(bob, "Great. Then let us try the lab network next.");
        say(bob, "Shall we say at eleven?");
        say(alice, "Eleven is fine.");
        camera.capture(alice, "conversation");
        onFx(() -> {
            alice.hide();
            bob.hide();
            return true;
        });
    }

    private static int rows(Stage stage) {
        return stage.getScene().lookup(".contact-list") instanceof ListView<?> list
                ? list.getItems().size() + 1
                : 0;
    }

    private static Stage stage(String name) {
        return Window.getWindows().stream()
                .map(Stage.class::cast)
                .filter(stage -> stage.getTitle().startsWith(name + " "))
                .findFirst()
                .orElseThrow();
    }

    private static void select(Stage stage, int index) throws Exception {
        onFx(() -> {
            ((ListView<?>) stage.getScene().lookup(".contact-list"))
                    .getSelectionModel()
                    .select(index);
            return true;
        });
    }

    private static void press(Stage stage, String selector) throws Exception {
        waitFor(stage, selector);
        onFx(() -> {
            ((Button) stage.getScene().lookup(selector)).fire();
            return true;
        });
    }

    private static void waitFor(Stage stage, String selector) {
        await().atMost(PATIENCE)
                .until(() -> onFx(() -> {
                    Node node = stage.getScene().lookup(selector);
                    return node != null && node.isVisible();
                }));
    }

    private static TextArea text(Stage stage) {
        return (TextArea) stage.getScene().lookup(".composer .text-area");
    }

    /** Says something and waits until both sides show it. */
    private static void say(Stage stage, String words) throws Exception {
        await().atMost(PATIENCE).until(() -> !text(stage).isDisabled());
        int before = entries(stage);
        onFx(() -> {
            text(stage).setText(words);
            return true;
        });
        press(stage, ".composer .primary");
        await().atMost(PATIENCE).until(() -> onFx(() -> entries(stage)) > before);
    }

    private static int entries(Stage stage) {
        return ((ListView<?>) stage.getScene().lookup(".message-list"))
                .getItems()
                .size();
    }

    private static <T> T onFx(Callable<T> task) throws Exception {
        return Camera.onFx(task);
    }
}

package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.FakeSecondFactor;
import dev.chatp2p.core.overlay.GuardedOverlay;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import dev.chatp2p.setup.wizard.FileDialogs;
import dev.chatp2p.setup.wizard.FileKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

/** The real window of alice on a memory network that asks for a second factor; bob is there without a window. */
final class GuardedWindow extends WindowRobot implements AutoCloseable, FileDialogs {

    final ChatWindow window;

    /** What the next file dialog answers; FX thread. */
    Optional<Path> choice = Optional.empty();

    private final MemoryOverlay network = new MemoryOverlay();
    private final GuardedOverlay guarded = new GuardedOverlay(network);
    private final Timers timers = new SystemTimers();
    private final ExecutorService background = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("guarded-task-", 0).factory());
    private final ChatClient bob;
    private final ChatWindows windows;

    GuardedWindow() throws Exception {
        bob = OverlayChatClient.start(network, new Credentials.Name(new PeerId("bob")), ChatOptions.DEFAULT, timers);
        WindowSpec spec = new WindowSpec(Optional.of(new Credentials.Name(new PeerId("alice"))), this::open);
        windows = onFx(() -> new ChatWindows(
                List.of(spec),
                ChatOnly.surroundings(Locale.ENGLISH, Path.of("unused"), background, timers, owner -> this)));
        window = onFx(() -> windows.open().getFirst());
        // The first window of a process takes its time on a busy machine.
        await("the chat is shown")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions() // it may take longer than one look is given
                .until(() -> onFx(() -> find(window, ".status").isPresent()));
    }

    private ChatClient open(Credentials credentials) throws LinkException {
        return OverlayChatClient.start(guarded, credentials, ChatOptions.DEFAULT, timers);
    }

    FakeSecondFactor secondFactor() {
        return guarded.secondFactors.getFirst();
    }

    void click(String selector) {
        click(window, selector);
    }

    /** Presses the button with these words. */
    void press(String words) {
        waitFor(window, () -> button(words).isPresent());
        onFx(() -> {
            button(words).orElseThrow().fire();
            return true;
        });
    }

    private Optional<Button> button(String words) {
        return window.stage().getScene().getRoot().lookupAll(".button").stream()
                .filter(node -> isShown(node) && !node.isDisabled())
                .map(Button.class::cast)
                .filter(button -> words.equals(button.getText()))
                .findFirst();
    }

    /** The field for the code that can be seen. */
    TextField code() {
        return (TextField) onFx(() -> find(window, ".code").orElseThrow());
    }

    /** Waits until the keyboard focus is in the field for the code. (The headless screen focuses one of all windows.) */
    void waitForCode() {
        waitFor(
                window,
                () -> find(window, ".code")
                        .filter(field -> field.equals(scene(window).getFocusOwner()))
                        .isPresent());
    }

    void clearCode() {
        TextField field = code();
        onFx(() -> {
            field.clear();
            return true;
        });
    }

    /** Without the mouse. */
    void pressLock() {
        onFx(() -> {
            find(window, ".lock").map(Button.class::cast).orElseThrow().fire();
            return true;
        });
    }

    /** Types the code wherever the keyboard focus is, and presses Enter. */
    void typeCode(String code) {
        write(window, code);
        press(window, KeyCode.ENTER);
    }

    @Override
    public Optional<Path> open(FileKind kind) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Path> save(FileKind kind, String name) {
        return choice;
    }

    @Override
    public Optional<Path> folder() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        onFx(() -> {
            window.stage().hide();
            return true;
        });
        await("the client closes").atMost(PATIENCE).until(() -> windows.awaitClosed(0, TimeUnit.SECONDS));
        bob.close();
        background.shutdownNow();
    }
}

package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import org.testfx.robot.Motion;

/** The real window of alice over a {@link FakeChat}: a test says what happens, on the FX thread. */
final class FakeWindow extends WindowRobot implements AutoCloseable {

    final FakeChat chat = new FakeChat();
    final ChatWindow window;

    private final Timers timers = new SystemTimers();
    private final ExecutorService background = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("fake-window-task-", 0).factory());
    private final ChatWindows windows;

    FakeWindow(Locale language, double width, double height) {
        WindowSpec spec = new WindowSpec(Optional.of(new Credentials.Name(new PeerId("alice"))), credentials -> chat);
        windows = onFx(() -> new ChatWindows(
                List.of(spec),
                new WindowSurroundings(
                        FxBridge.toJavaFx(),
                        background,
                        timers,
                        Texts.in(language),
                        Theme.ofSystem(),
                        (stage, host) -> {
                            throw new IllegalStateException("nobody here needs another identity");
                        },
                        new RememberedIdentity(Path.of("unused")),
                        owner -> new NativeFileDialogs(owner, Texts.in(language)))));
        window = onFx(() -> {
            ChatWindow opened = windows.open().getFirst();
            opened.stage().setX(0);
            opened.stage().setY(0);
            opened.stage().setWidth(width);
            opened.stage().setHeight(height);
            return opened;
        });
        await("the chat is shown")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> onFx(() -> find(window, ".status").isPresent()));
    }

    /** Does what a service would do, on the FX thread, so that tests need not wait for more than what is shown. */
    void happens(Runnable what) {
        onFx(() -> {
            what.run();
            return true;
        });
    }

    void clickRow(String name) {
        waitFor(window, () -> row(name).isPresent());
        robot.clickOn(onFx(() -> row(name).orElseThrow()), Motion.DIRECT);
    }

    private Optional<Node> row(String name) {
        return window.stage().getScene().getRoot().lookupAll(".contact-cell").stream()
                .filter(cell -> isShown(cell)
                        && String.valueOf(cell.getAccessibleText()).startsWith(name + ","))
                .findFirst();
    }

    /** Waits until the message list shows an entry with that text, as a screen reader would say it. */
    void waitForMessage(String text) {
        waitFor(window, () -> entry(text).isPresent());
    }

    /** The cell that can be seen and shows that text. */
    Optional<Node> entry(String text) {
        ListView<?> list = messages();
        return list.lookupAll(".entry-cell").stream()
                .filter(cell -> isShown(cell)
                        && String.valueOf(cell.getAccessibleText()).contains(text)
                        && list.localToScene(list.getLayoutBounds())
                                .intersects(cell.localToScene(cell.getLayoutBounds())))
                .findFirst();
    }

    ListView<?> messages() {
        return (ListView<?>) window.stage().getScene().lookup(".message-list");
    }

    TextArea composer() {
        return (TextArea) onFx(() -> find(window, ".composer .text-area").orElseThrow());
    }

    @Override
    public void close() {
        happens(() -> window.stage().hide());
        await("the window closes").atMost(PATIENCE).until(() -> windows.awaitClosed(0, TimeUnit.SECONDS));
        background.shutdownNow();
    }
}

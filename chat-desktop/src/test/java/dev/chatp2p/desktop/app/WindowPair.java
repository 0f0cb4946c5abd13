package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.robot.Motion;
import org.testfx.util.WaitForAsyncUtils;

/** The real windows of alice and bob, one above the other on the headless screen, on a memory network. */
final class WindowPair implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    final MemoryOverlay network = new MemoryOverlay();
    final FxRobot robot = new FxRobot();
    final ChatWindow alice;
    final ChatWindow bob;

    private final Timers timers = new SystemTimers();
    private final ExecutorService background = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("window-task-", 0).factory());
    private final Collection<ChatClient> clients = new ConcurrentLinkedQueue<>();
    private final ChatWindows windows;

    private WindowPair() throws Exception {
        FxToolkit.registerPrimaryStage();
        List<WindowSpec> specs = List.of(spec("alice"), spec("bob"));
        windows = onFx(() -> new ChatWindows(
                specs,
                new WindowSurroundings(
                        FxBridge.toJavaFx(),
                        background,
                        timers,
                        Texts.in(Locale.ENGLISH),
                        Theme.ofSystem(),
                        (stage, host) -> {
                            throw new IllegalStateException("nobody here needs another identity");
                        },
                        new RememberedIdentity(Path.of("unused")))));
        List<ChatWindow> opened = onFx(() -> {
            List<ChatWindow> both = windows.open();
            place(both.get(0), 0);
            place(both.get(1), 500);
            return both;
        });
        alice = opened.get(0);
        bob = opened.get(1);
    }

    static WindowPair open() throws Exception {
        WindowPair pair = new WindowPair();
        await("both windows list the other")
                .pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .until(() -> {
                    pair.clients.forEach(client -> client.peers().refresh());
                    return onFx(() -> pair.row(pair.alice, "bob").isPresent()
                            && pair.row(pair.bob, "alice").isPresent());
                });
        return pair;
    }

    private WindowSpec spec(String name) {
        return new WindowSpec(Optional.of(new Credentials.Name(new PeerId(name))), credentials -> {
            ChatClient client = OverlayChatClient.start(network, credentials, ChatOptions.DEFAULT, timers);
            clients.add(client);
            return client;
        });
    }

    private static void place(ChatWindow window, double y) {
        Stage stage = window.stage();
        stage.setX(0);
        stage.setY(y);
        stage.setWidth(900);
        stage.setHeight(490);
    }

    /** The first node of that kind that can be seen. */
    Optional<Node> find(ChatWindow window, String selector) {
        return window.stage().getScene().getRoot().lookupAll(selector).stream()
                .filter(WindowPair::isShown)
                .findFirst();
    }

    private static boolean isShown(Node node) {
        for (Node up = node; up != null; up = up.getParent()) {
            if (!up.isVisible()) {
                return false;
            }
        }
        return true;
    }

    Optional<Node> row(ChatWindow window, String name) {
        return window.stage().getScene().getRoot().lookupAll(".contact-cell").stream()
                .filter(cell -> isShown(cell)
                        && String.valueOf(cell.getAccessibleText()).startsWith(name + ","))
                .findFirst();
    }

    void click(ChatWindow window, String selector) {
        waitFor(
                window,
                () -> find(window, selector).filter(node -> !node.isDisabled()).isPresent());
        robot.clickOn(onFx(() -> find(window, selector).orElseThrow()), Motion.DIRECT);
    }

    /** Presses a key wherever the window has its keyboard focus. (The headless robot knows one window with focus only.) */
    void press(ChatWindow window, KeyCode key, KeyCode... held) {
        List<KeyCode> modifiers = List.of(held);
        onFx(() -> {
            for (EventType<KeyEvent> type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                Event.fireEvent(
                        focused(window),
                        new KeyEvent(
                                type,
                                "",
                                "",
                                key,
                                modifiers.contains(KeyCode.SHIFT),
                                modifiers.contains(KeyCode.CONTROL),
                                false,
                                false));
            }
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents(2);
    }

    private Node focused(ChatWindow window) {
        return Optional.ofNullable(scene(window).getFocusOwner())
                .orElseGet(() -> scene(window).getRoot());
    }

    /** Types text wherever the window has its keyboard focus. */
    void write(ChatWindow window, String text) {
        onFx(() -> {
            text.chars().forEach(letter -> Event.fireEvent(focused(window), typed((char) letter)));
            return true;
        });
    }

    private static KeyEvent typed(char letter) {
        return new KeyEvent(
                KeyEvent.KEY_TYPED, String.valueOf(letter), "", KeyCode.UNDEFINED, false, false, false, false);
    }

    void clickRow(ChatWindow window, String name) {
        waitFor(window, () -> row(window, name).isPresent());
        robot.clickOn(onFx(() -> row(window, name).orElseThrow()), Motion.DIRECT);
    }

    /** Waits until some label that can be seen has that text somewhere. */
    void waitForText(ChatWindow window, String selector, String text) {
        waitFor(window, () -> texts(window, selector).stream().anyMatch(shown -> shown.contains(text)));
    }

    List<String> texts(ChatWindow window, String selector) {
        return window.stage().getScene().getRoot().lookupAll(selector).stream()
                .filter(WindowPair::isShown)
                .filter(Labeled.class::isInstance)
                .map(node -> ((Labeled) node).getText())
                .toList();
    }

    /** Waits until the message list has an entry that ends with that text, as a screen reader would say it. */
    void waitForMessage(ChatWindow window, String text) {
        waitFor(
                window,
                () -> window.stage().getScene().getRoot().lookupAll(".entry-cell").stream()
                        .anyMatch(
                                cell -> String.valueOf(cell.getAccessibleText()).contains(text)));
    }

    void waitUntilGone(ChatWindow window, String selector) {
        waitFor(window, () -> find(window, selector).isEmpty());
    }

    TextArea composer(ChatWindow window) {
        return (TextArea) onFx(() -> find(window, ".composer .text-area").orElseThrow());
    }

    ListView<?> messages(ChatWindow window) {
        return (ListView<?>) window.stage().getScene().lookup(".message-list");
    }

    Scene scene(ChatWindow window) {
        return window.stage().getScene();
    }

    void waitFor(ChatWindow window, Callable<Boolean> condition) {
        await(window.stage().getTitle())
                .pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .until(() -> onFx(condition));
        WaitForAsyncUtils.waitForFxEvents(2);
    }

    static <T> T onFx(Callable<T> task) {
        return WaitForAsyncUtils.waitForAsyncFx(PATIENCE.toMillis(), task);
    }

    boolean awaitClosed(long timeout, TimeUnit unit) throws InterruptedException {
        return windows.awaitClosed(timeout, unit);
    }

    @Override
    public void close() {
        onFx(() -> {
            alice.stage().hide();
            bob.stage().hide();
            return true;
        });
        await("the clients close").atMost(PATIENCE).until(() -> awaitClosed(0, TimeUnit.SECONDS));
        background.shutdownNow();
    }
}

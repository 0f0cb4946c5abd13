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
import dev.chatp2p.core.settings.ChatSettings.Notifications;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import org.testfx.api.FxToolkit;
import org.testfx.robot.Motion;

/** The real windows of alice and bob, one above the other on the headless screen, on a memory network. */
final class WindowPair extends WindowRobot implements AutoCloseable {

    final MemoryOverlay network = new MemoryOverlay();
    final ChatWindow alice;
    final ChatWindow bob;

    private final Timers timers = new SystemTimers();
    private final ExecutorService background = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("window-task-", 0).factory());
    private final Collection<ChatClient> clients = new ConcurrentLinkedQueue<>();
    private final ChatWindows windows;

    private WindowPair(boolean known) throws Exception {
        FxToolkit.registerPrimaryStage();
        List<WindowSpec> specs = List.of(spec("alice", known), spec("bob", known));
        windows = onFx(() ->
                new ChatWindows(specs, ChatOnly.surroundings(Locale.ENGLISH, Path.of("unused"), background, timers)));
        List<ChatWindow> opened = onFx(() -> {
            List<ChatWindow> both = windows.open();
            place(both.get(0), 0);
            place(both.get(1), 500);
            return both;
        });
        alice = opened.get(0);
        bob = opened.get(1);
    }

    /** They know each other, so that calls ring. */
    static WindowPair open() throws Exception {
        return open(true);
    }

    /** Neither has had to do with the other. */
    static WindowPair openStrangers() throws Exception {
        return open(false);
    }

    private static WindowPair open(boolean known) throws Exception {
        WindowPair pair = new WindowPair(known);
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

    private WindowSpec spec(String name, boolean known) {
        return new WindowSpec(Optional.of(new Credentials.Name(new PeerId(name))), credentials -> {
            ChatClient client = OverlayChatClient.start(network, credentials, ChatOptions.DEFAULT, timers);
            for (String friend : List.of("alice", "bob")) {
                client.contacts().change(new PeerId(friend), contact -> contact.withKnown(known));
            }
            // The headless screen cannot draw what slides in from beyond its edge.
            client.settings().change(settings -> settings.with(new Notifications(false, false, false, false)));
            clients.add(client);
            return client;
        });
    }

    /** The client behind the window of that name. */
    ChatClient client(String name) {
        return clients.stream()
                .filter(client -> client.self().equals(Optional.of(new PeerId(name))))
                .findFirst()
                .orElseThrow();
    }

    private static void place(ChatWindow window, double y) {
        Stage stage = window.stage();
        stage.setX(0);
        stage.setY(y);
        stage.setWidth(900);
        stage.setHeight(490);
    }

    Optional<Node> row(ChatWindow window, String name) {
        return window.stage().getScene().getRoot().lookupAll(".contact-cell").stream()
                .filter(cell -> isShown(cell)
                        && String.valueOf(cell.getAccessibleText()).startsWith(name + ","))
                .findFirst();
    }

    void clickRow(ChatWindow window, String name) {
        waitFor(window, () -> row(window, name).isPresent());
        robot.clickOn(onFx(() -> row(window, name).orElseThrow()), Motion.DIRECT);
    }

    /** Waits until the message list has an entry that ends with that text, as a screen reader would say it. */
    void waitForMessage(ChatWindow window, String text) {
        waitFor(
                window,
                () -> window.stage().getScene().getRoot().lookupAll(".entry-cell").stream()
                        .anyMatch(
                                cell -> String.valueOf(cell.getAccessibleText()).contains(text)));
    }

    TextArea composer(ChatWindow window) {
        return (TextArea) onFx(() -> find(window, ".composer .text-area").orElseThrow());
    }

    ListView<?> messages(ChatWindow window) {
        return (ListView<?>) window.stage().getScene().lookup(".message-list");
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

package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.HistoryException;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import dev.chatp2p.core.settings.ChatSettings.Notifications;
import dev.chatp2p.core.store.ProfileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.api.FxToolkit;

/** Real windows of several people over the real services on one memory network; each can be closed and opened again. */
class LiveWindows extends WindowRobot implements AutoCloseable {

    // The headless screen is 1000 pixels wide and high, and whatever lies below another window cannot be clicked.
    static final Rectangle2D UPPER = new Rectangle2D(0, 0, 900, 490);
    static final Rectangle2D LOWER = new Rectangle2D(0, 500, 900, 490);

    /** So narrow that the list and the conversation take turns. */
    static final Rectangle2D LOWER_LEFT = new Rectangle2D(0, 500, 490, 490);

    static final Rectangle2D LOWER_RIGHT = new Rectangle2D(500, 500, 490, 490);

    final MemoryOverlay network = new MemoryOverlay();

    private final Timers timers = new SystemTimers();
    private final ExecutorService background = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("window-task-", 0).factory());
    private final Map<String, ChatClient> clients = new ConcurrentHashMap<>();

    /** Test thread. */
    private final Map<ChatWindow, ChatWindows> opened = new LinkedHashMap<>();

    /** What a window opens. */
    @FunctionalInterface
    interface Beginning {

        /** Starts the client; on a thread of its own. */
        ChatClient start(Credentials credentials, Timers clock) throws LinkException;
    }

    /** Nothing is kept beyond the window; with people whom one knows, so that they ring. */
    final Beginning knowing(String... friends) {
        return (credentials, clock) -> {
            ChatClient client = OverlayChatClient.start(network, credentials, ChatOptions.DEFAULT, clock);
            settle(client, friends);
            return client;
        };
    }

    /** With what is kept in a folder, and nothing else. */
    final Beginning keptIn(Path folder) {
        return (credentials, clock) ->
                OverlayChatClient.start(network, credentials, ChatOptions.DEFAULT, stores(folder), clock);
    }

    /** The services go by a clock of their own. */
    static Beginning by(Timers clock, Beginning beginning) {
        return (credentials, _) -> beginning.start(credentials, clock);
    }

    /** Makes people known, and notifications silent: the headless screen cannot draw what slides in from beyond its edge. */
    static void settle(ChatClient client, String... friends) {
        List.of(friends)
                .forEach(friend -> client.contacts().change(new PeerId(friend), contact -> contact.withKnown(true)));
        client.settings().change(settings -> settings.with(new Notifications(false, false, false, false)));
    }

    private static ChatStores stores(Path folder) throws LinkException {
        try {
            return ProfileStore.open(folder).stores();
        } catch (HistoryException e) {
            throw new LinkException(Reason.STORAGE, e.sentence(), e);
        }
    }

    /** Opens somebody's window and waits until it shows the chat. */
    final ChatWindow open(String name, Rectangle2D place, Beginning beginning) throws Exception {
        FxToolkit.registerPrimaryStage();
        WindowSpec spec = new WindowSpec(Optional.of(new Credentials.Name(new PeerId(name))), credentials -> {
            ChatClient client = beginning.start(credentials, timers);
            clients.put(name, client);
            return client;
        });
        ChatWindows windows = onFx(() -> new ChatWindows(
                List.of(spec), ChatOnly.surroundings(Locale.ENGLISH, Path.of("unused"), background, timers)));
        ChatWindow window = onFx(() -> {
            ChatWindow first = windows.open().getFirst();
            place(first.stage(), place);
            return first;
        });
        opened.put(window, windows);
        await("the chat of " + name + " is shown")
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions() // the first window of a process may take longer than one look is given
                .until(() -> onFx(() -> find(window, ".contacts-pane").isPresent()
                        || find(window, ".conversation-pane").isPresent()));
        return window;
    }

    private static void place(Stage stage, Rectangle2D where) {
        stage.setMinWidth(Math.min(stage.getMinWidth(), where.getWidth()));
        stage.setX(where.getMinX());
        stage.setY(where.getMinY());
        stage.setWidth(where.getWidth());
        stage.setHeight(where.getHeight());
    }

    /** The client of whoever's window was opened last under that name. */
    final ChatClient client(String name) {
        return Optional.ofNullable(clients.get(name)).orElseThrow();
    }

    /** Waits until a window lists somebody as online, by looking again and again. */
    final void waitUntilOnline(ChatWindow window, String name) {
        waitForPresence(window, name, "Online");
    }

    final void waitUntilOffline(ChatWindow window, String name) {
        waitForPresence(window, name, "Offline");
    }

    private void waitForPresence(ChatWindow window, String name, String presence) {
        await(name + " is listed: " + presence)
                .pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .until(() -> {
                    clients.values().forEach(client -> client.peers().refresh());
                    return onFx(() -> row(window, name)
                            .filter(row -> row.getAccessibleText().startsWith(name + ", " + presence))
                            .isPresent());
                });
    }

    /** Waits until a row says that somewhere, as a screen reader would say it. */
    void waitForRow(ChatWindow window, String name, String words) {
        waitFor(
                window,
                () -> row(window, name)
                        .filter(row -> row.getAccessibleText().contains(words))
                        .isPresent());
    }

    /** Waits until the message list has an entry with that text, as a screen reader would say it. */
    void waitForMessage(ChatWindow window, String text) {
        waitFor(window, () -> message(window, text).isPresent());
    }

    TextArea composer(ChatWindow window) {
        return (TextArea) onFx(() -> find(window, ".composer .text-area").orElseThrow());
    }

    ListView<?> messages(ChatWindow window) {
        return (ListView<?>) window.stage().getScene().lookup(".message-list");
    }

    /** Writes to whoever is open, after what is written already, and sends it. */
    void say(ChatWindow window, String text) {
        // A second click soon after the first would select a word, and what is written would take its place.
        if (!composer(window).equals(onFx(() -> scene(window).getFocusOwner()))) {
            click(window, ".composer .text-area");
        }
        write(window, text);
        press(window, KeyCode.ENTER);
    }

    /** Somebody calls whoever has that name, who answers; waits until the caller's window says that they are in a call. */
    void call(ChatWindow caller, String name, ChatWindow callee) {
        clickRow(caller, name);
        click(caller, ".conversation-header .primary");
        click(callee, ".call-bar .answer");
        waitForText(caller, ".conversation-header .presence", "In a call");
    }

    boolean awaitClosed(long timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        for (ChatWindows windows : opened.values()) {
            if (!windows.awaitClosed(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Closes somebody's window, and waits until all it began has ended. */
    final void close(ChatWindow window) {
        hide(window);
        ChatWindows windows = Optional.ofNullable(opened.remove(window)).orElseThrow();
        await("the client closes").atMost(PATIENCE).until(() -> windows.awaitClosed(0, TimeUnit.SECONDS));
    }

    private static void hide(ChatWindow window) {
        onFx(() -> {
            window.stage().hide();
            return true;
        });
    }

    @Override
    public void close() {
        opened.keySet().forEach(LiveWindows::hide);
        await("the clients close").atMost(PATIENCE).until(() -> awaitClosed(0, TimeUnit.SECONDS));
        background.shutdownNow();
    }
}

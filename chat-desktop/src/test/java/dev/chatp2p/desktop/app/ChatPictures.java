package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.MadeUpPeople.BOB;
import static dev.chatp2p.desktop.app.MadeUpPeople.DANA;
import static dev.chatp2p.desktop.app.MadeUpPeople.ERIK;
import static dev.chatp2p.desktop.app.MadeUpPeople.MALLORY;
import static dev.chatp2p.desktop.app.WindowRobot.onFx;

import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.RouterReport;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.settings.SettingsSection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Pictures of the window that people chat in, over services that tell whatever a picture needs. */
final class ChatPictures {

    private final Camera camera;
    private final FakeChatWindow window;
    private final Stage stage;

    @SuppressWarnings("NullAway.Init") // made on the FX thread before anything is pictured
    private MadeUpPeople people;

    private ChatPictures(Camera camera, FakeChatWindow window) {
        this.camera = camera;
        this.window = window;
        this.stage = window.window.stage();
    }

    static void take(Camera camera, Locale language) throws Exception {
        try (FakeChatWindow window = new FakeChatWindow(language, Files.createTempDirectory("pictures"))) {
            camera.fit(window.window.stage());
            new ChatPictures(camera, window).takeAll();
        }
    }

    private void takeAll() throws Exception {
        tell(chat -> {
            people = new MadeUpPeople(chat);
            chat.tell(new OverlayStatus(OverlayStatus.State.ONLINE, Optional.empty(), "All is well.", 3));
            chat.tellPeople();
        });
        takeBeginnings();
        takeConversations();
        takeCalls();
        takeStrangers();
        takeSearches();
        takePopups();
        takeSettings();
        takeNotifications();
    }

    private void takeBeginnings() throws Exception {
        shoot("no-contacts");
        tell(chat -> {
            people.know();
            people.beOffline();
        });
        window.waitFor(window.window, () -> window.row("carol").isPresent());
        shoot("nobody-online");
        tell(chat -> people.beOnline());
        open("carol");
        shoot("first-conversation");
    }

    private void takeConversations() throws Exception {
        tell(chat -> people.talk());
        open("bob");
        window.waitFor(
                window.window, () -> window.find(window.window, ".bubble").isPresent());
        tell(chat -> chat.tell(new ConversationEvent.TypingChanged(BOB, true)));
        shoot("main");
        open("grace.hopper");
        shoot("queued");
        open("dana");
        shoot("new-messages");
        fire(".own .more-button");
        camera.captureAsItIs(stage, "own-menu");
        closePopups();
        open("bob");
        Message failed = onFx(() -> people.say(BOB, Author.ME, "Is r2 back yet?", 0, Delivery.State.FAILED));
        fire(".conversation-header .menu-button");
        camera.captureAsItIs(stage, "conversation-menu");
        closePopups();
        messageMenu("I only see two");
        camera.captureAsItIs(stage, "message-menu");
        choose(0);
        shoot("reply");
        fire("#replyCancel");
        messageMenu("Is r2 back yet?");
        chooseLast();
        shoot("delete-question");
        fire("#actionButton");
        tell(chat -> chat.tell(new ConversationEvent.MessagesRemoved(BOB, Set.of(failed.id()))));
        shoot("delete-undo");
        fire("#actionDismiss");
    }

    private void takeCalls() throws Exception {
        call(BOB, CallState.DIALING, true, "");
        shoot("calling");
        call(BOB, CallState.RINGING, true, "");
        shoot("ringing");
        call(BOB, CallState.CONNECTED, true, "");
        shoot("in-call");
        open("erik");
        shoot("in-call-elsewhere");
        end(BOB, CallState.ENDED, EndReason.LOST_CONNECTION, "The network lost the connection.");
        shoot("lost-connection");
        open("bob");
        shoot("lost-connection-here");
        call(BOB, CallState.IDLE, true, "");
        call(DANA, CallState.INCOMING, false, "hi there");
        shoot("incoming-call");
        end(DANA, CallState.MISSED, EndReason.CANCELLED, "dana gave up.");
        call(DANA, CallState.IDLE, false, "");
    }

    private void takeStrangers() throws Exception {
        tell(chat -> people.say(MALLORY, Author.PEER, "hello, can we talk?", 0, Delivery.State.NONE));
        open("mallory");
        shoot("request");
        open("frank");
        shoot("blocked");
        open("dana");
        window.press(window.window, KeyCode.I, KeyCode.CONTROL);
        shoot("contact");
        tell(chat -> chat.contacts().change(DANA, contact -> contact.withAnswering(Contact.Answering.ALWAYS)));
        shoot("contact-always");
        tell(chat -> chat.contacts().change(DANA, contact -> contact.withAnswering(Contact.Answering.ASK)));
        fire("#delete");
        shoot("contact-delete");
        fire("#keep");
        window.press(window.window, KeyCode.ESCAPE);
    }

    private void takeSearches() throws Exception {
        open("bob");
        fire(".conversation-header #find");
        window.write(window.window, "router");
        window.waitForText(window.window, ".find-count", "1");
        shoot("find");
        window.press(window.window, KeyCode.ESCAPE);
        search("router");
        window.waitFor(
                window.window, () -> window.find(window.window, ".hit-row").isPresent());
        shoot("search");
        search("nobody by that");
        window.waitFor(
                window.window,
                () -> window.find(window.window, ".contacts-pane .empty-title").isPresent());
        shoot("search-nothing");
        search("");
        window.press(window.window, KeyCode.K, KeyCode.CONTROL);
        window.write(window.window, "r");
        shoot("quick-switch");
        window.press(window.window, KeyCode.ESCAPE);
        window.press(window.window, KeyCode.N, KeyCode.CONTROL);
        window.press(window.window, KeyCode.ENTER);
        shoot("add-contact");
        window.press(window.window, KeyCode.ESCAPE);
        window.press(window.window, KeyCode.F1);
        shoot("shortcuts");
        window.press(window.window, KeyCode.ESCAPE);
        CrashReports.Report report = new CrashReports.Report(Path.of("/home/alice/.local/state/chat-p2p/crashes"), """
                Report of a failure of chat-p2p

                Version 0.1.0
                Java 25.0.3+9-LTS
                JavaFX 26.0.2
                Linux 6.1 amd64
                2026-11-28T10:42:00Z, thread JavaFX Application Thread

                java.lang.IllegalStateException
                    at dev.chatp2p.desktop.conversation.MessageListView.scrollTo(MessageListView.java:182)
                    at dev.chatp2p.desktop.conversation.MessagesModel.render(MessagesModel.java:341)
                """);
        onFx(() -> {
            window.window.tellOf(report, () -> {});
            return true;
        });
        shoot("crash");
        window.press(window.window, KeyCode.ESCAPE);
    }

    private void takePopups() throws Exception {
        fire("#emoji");
        camera.captureAsItIs(stage, "emoji");
        closePopups();
        onFx(() -> {
            Node link = window.find(window.window, ".bubble-link").orElseThrow();
            Event.fireEvent(link, click(link));
            return true;
        });
        camera.captureAsItIs(stage, "link-question");
        closePopups();
    }

    private void takeSettings() throws Exception {
        tell(chat -> {
            chat.routers = List.of(
                    new RouterReport(
                            Optional.empty(),
                            "router-1",
                            "router1.example.org:3022",
                            true,
                            true,
                            Optional.of(Duration.ofMillis(4))),
                    new RouterReport(
                            Optional.empty(),
                            "router-2",
                            "router2.example.org:3022",
                            true,
                            true,
                            Optional.of(Duration.ofMillis(11))),
                    new RouterReport(
                            Optional.empty(),
                            "router-3",
                            "router3.example.org:3022",
                            true,
                            true,
                            Optional.of(Duration.ofMillis(38))));
            chat.settings()
                    .change(settings -> settings.with(new ChatSettings.Network(
                            Optional.empty(),
                            Optional.empty(),
                            List.of("https://people.example.org/all.json", "/home/alice/people.json"))));
            chat.settings().change(settings -> settings.with(new ChatSettings.Notifications(true, true, true, false)));
        });
        window.press(window.window, KeyCode.COMMA, KeyCode.CONTROL);
        for (SettingsSection section : SettingsSection.values()) {
            String name = section.name().toLowerCase(Locale.ROOT);
            onFx(() -> {
                ListView<?> sections = (ListView<?>) window.scene(window.window).lookup(".settings-sections");
                sections.getSelectionModel().select(sections.getItems().indexOf(section));
                return true;
            });
            window.waitFor(
                    window.window,
                    () -> window.find(window.window, "#settings-" + name).isPresent());
            if (section == SettingsSection.NETWORK) {
                window.waitFor(
                        window.window,
                        () -> window.find(window.window, ".router-row").isPresent());
            }
            shoot("settings-" + name);
        }
    }

    /** A message and a call while another program is looked at. */
    private void takeNotifications() throws Exception {
        window.press(window.window, KeyCode.ESCAPE);
        Stage other = onFx(() -> {
            Stage elsewhere = new Stage();
            elsewhere.setScene(new Scene(new Pane(), 100, 100));
            elsewhere.setX(camera.width());
            elsewhere.setY(camera.height());
            elsewhere.show();
            elsewhere.requestFocus();
            return elsewhere;
        });
        window.waitFor(window.window, other::isFocused);
        tell(chat -> people.say(
                ERIK,
                Author.PEER,
                "Shall we say at eleven? Then there is time for the third router.",
                0,
                Delivery.State.NONE));
        waitForNotification(".notification-content");
        camera.captureAsItIs(stage, "notification-message");
        call(DANA, CallState.INCOMING, false, "hi there");
        waitForNotification(".notification-actions");
        camera.captureAsItIs(stage, "notification-call");
        onFx(() -> {
            other.close();
            return true;
        });
    }

    private void waitForNotification(String content) {
        window.waitFor(
                window.window,
                () -> Window.getWindows().stream()
                        .anyMatch(popup -> popup.getScene() != null
                                && popup.getScene().getRoot().lookup(content) != null));
    }

    private void shoot(String name) throws Exception {
        camera.capture(stage, name);
    }

    private void tell(Consumer<FakeChat> news) {
        window.tell(news);
    }

    private void open(String name) {
        window.clickRow(name);
        window.waitForText(window.window, ".conversation-header .name", name);
    }

    private void search(String words) {
        onFx(() -> {
            ((TextField) window.find(window.window, ".contacts-header .custom-text-field")
                            .orElseThrow())
                    .setText(words);
            return true;
        });
    }

    private void fire(String button) {
        onFx(() -> {
            Node found = window.find(window.window, button).orElseThrow();
            if (found instanceof MenuButton menu) {
                menu.show();
            } else {
                ((ButtonBase) found).fire();
            }
            return true;
        });
    }

    private void messageMenu(String words) {
        window.waitFor(window.window, () -> entry(words).isPresent());
        onFx(() -> {
            Node cell = entry(words).orElseThrow();
            Event.fireEvent(
                    cell,
                    new ContextMenuEvent(
                            ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                            120,
                            20,
                            cell.localToScreen(120, 20).getX(),
                            cell.localToScreen(120, 20).getY(),
                            false,
                            new PickResult(cell, 120, 20)));
            return true;
        });
    }

    private Optional<Node> entry(String words) {
        return window.scene(window.window).getRoot().lookupAll(".entry-cell").stream()
                .filter(cell -> WindowRobot.isShown(cell)
                        && String.valueOf(cell.getAccessibleText()).contains(words))
                .findFirst();
    }

    private void choose(int item) {
        onFx(() -> {
            ContextMenu menu = openMenu();
            menu.hide();
            menu.getItems().get(item).fire();
            return true;
        });
    }

    private void chooseLast() {
        onFx(() -> {
            ContextMenu menu = openMenu();
            menu.hide();
            menu.getItems().getLast().fire();
            return true;
        });
    }

    private static ContextMenu openMenu() {
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void closePopups() {
        onFx(() -> {
            List.copyOf(Window.getWindows()).stream()
                    .filter(popup -> !(popup instanceof Stage))
                    .forEach(Window::hide);
            return true;
        });
    }

    private static MouseEvent click(Node on) {
        return new MouseEvent(
                MouseEvent.MOUSE_CLICKED,
                4,
                4,
                on.localToScreen(4, 4).getX(),
                on.localToScreen(4, 4).getY(),
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                true,
                false,
                true,
                new PickResult(on, 4, 4));
    }

    private void call(PeerId peer, CallState state, boolean outgoing, String greeting) {
        tell(chat -> chat.tell(new ConversationEvent.CallChanged(
                peer,
                new Call(
                        state,
                        Instant.now().minusSeconds(state == CallState.CONNECTED ? 252 : 0),
                        outgoing,
                        greeting,
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Call.Protocol.CHAT_1,
                        ""))));
    }

    private void end(PeerId peer, CallState state, EndReason reason, String sentence) {
        tell(chat -> chat.tell(new ConversationEvent.CallChanged(
                peer,
                new Call(
                        state,
                        Instant.now(),
                        true,
                        "",
                        true,
                        Optional.of(reason),
                        Optional.empty(),
                        Call.Protocol.CHAT_1,
                        sentence))));
    }
}

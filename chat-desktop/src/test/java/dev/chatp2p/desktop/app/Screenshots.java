package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.MemoryHistory;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.conversation.Notice;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.peer.ContactStore;
import dev.chatp2p.core.settings.SettingsStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.testfx.api.FxToolkit;

/**
 * Takes the pictures of the documentation: {@code docs/images/make-screenshots} runs it once for each theme and size. The
 * window is the real one on a memory network; what alice has kept of earlier days is made up, whoever is online is a client
 * of their own.
 */
final class Screenshots extends WindowRobot {

    private static final PeerId BOB = new PeerId("bob");
    private static final PeerId DANA = new PeerId("dana");
    private static final PeerId ALICE = new PeerId("alice");

    private final Instant now = Instant.now();
    private final MemoryOverlay network = new MemoryOverlay();
    private final Timers timers = new SystemTimers();
    private final ExecutorService background = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("window-task-", 0).factory());
    private final Camera camera;
    private final List<ChatClient> clients = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // opened before anything else is done
    private ChatWindow window;

    /** The end of the names, before the theme. */
    private final String size;

    private Screenshots(Camera camera, String size) {
        this.camera = camera;
        this.size = size;
    }

    /** Arguments: the folder to write to, then width and height of the window. */
    public static void main(String[] arguments) throws Exception {
        Screenshots pictures = new Screenshots(
                Camera.of(Files.createDirectories(Path.of(arguments[0]))), arguments[1] + "x" + arguments[2]);
        int exitCode = 1;
        try {
            pictures.open(Double.parseDouble(arguments[1]), Double.parseDouble(arguments[2]));
            pictures.take();
            exitCode = 0;
        } catch (RuntimeException e) {
            e.printStackTrace(System.err);
        } finally {
            System.exit(exitCode);
        }
    }

    private void open(double width, double height) throws Exception {
        FxToolkit.registerPrimaryStage();
        for (String name : List.of("bob", "dana", "erik", "mallory")) {
            clients.add(client(name, ChatStores.inMemory()));
            clients.getLast().contacts().change(ALICE, contact -> contact.withKnown(true));
        }
        ChatStores stores = new ChatStores(history(), new People(), SettingsStore.none());
        WindowSpec spec = new WindowSpec(
                Optional.of(new Credentials.Name(ALICE)),
                credentials -> OverlayChatClient.start(network, credentials, ChatOptions.DEFAULT, stores, timers));
        window = onFx(() -> new ChatWindows(
                        List.of(spec), ChatOnly.surroundings(Locale.ENGLISH, Path.of("unused"), background, timers))
                .open()
                .getFirst());
        onFx(() -> {
            Stage stage = window.stage();
            stage.setWidth(width + stage.getWidth() - stage.getScene().getWidth());
            stage.setHeight(height + stage.getHeight() - stage.getScene().getHeight());
            return true;
        });
        waitFor(window, () -> row("dana").isPresent());
    }

    private ChatClient client(String name, ChatStores stores) throws LinkException {
        return OverlayChatClient.start(
                network, new Credentials.Name(new PeerId(name)), ChatOptions.DEFAULT, stores, timers);
    }

    private void take() throws Exception {
        clickRow("bob");
        waitFor(window, () -> find(window, ".bubble").isPresent());
        ChatClient bob = clients.get(0);
        bob.conversations().post(ALICE, "Great, I will try it on the lab network.", Optional.empty());
        waitForMessage("lab network");
        bob.conversations().typing(ALICE, true);
        shoot("main");

        clients.get(3).conversations().post(ALICE, "hello, can we talk?", Optional.empty());
        waitFor(window, () -> row("mallory").isPresent());
        clients.get(1).conversations().call(ALICE);
        waitFor(window, () -> find(window, ".call-bar .answer").isPresent());
        shoot("incoming-call");
        press(window, KeyCode.ENTER, KeyCode.CONTROL);
        waitForText(window, ".conversation-header .presence", "call");
        shoot("in-call");
        press(window, KeyCode.I, KeyCode.CONTROL);
        shoot("contact");
        press(window, KeyCode.ESCAPE);
        press(window, KeyCode.E, KeyCode.CONTROL);
        clickRow("mallory");
        shoot("request");
        clickRow("grace");
        shoot("queued");
        press(window, KeyCode.K, KeyCode.CONTROL);
        shoot("quick-switch");
        press(window, KeyCode.ESCAPE);
        press(window, KeyCode.F1);
        shoot("shortcuts");
        press(window, KeyCode.ESCAPE);
        clickRow("bob");
        press(window, KeyCode.F, KeyCode.CONTROL);
        write(window, "router");
        shoot("find");
        press(window, KeyCode.ESCAPE);
        press(window, KeyCode.F, KeyCode.CONTROL, KeyCode.SHIFT);
        write(window, "router");
        waitFor(window, () -> find(window, ".hit-row").isPresent());
        shoot("search");
    }

    private void shoot(String name) throws Exception {
        camera.capture(window.stage(), name + "-" + size);
    }

    private Optional<Node> row(String name) {
        return window.stage().getScene().getRoot().lookupAll(".contact-cell").stream()
                .filter(cell -> isShown(cell)
                        && String.valueOf(cell.getAccessibleText()).contains(name))
                .findFirst();
    }

    private void clickRow(String name) {
        waitFor(window, () -> row(name).isPresent());
        robot.clickOn(onFx(() -> row(name).orElseThrow()));
    }

    private void waitForMessage(String text) {
        waitFor(
                window,
                () -> window.stage().getScene().getRoot().lookupAll(".entry-cell").stream()
                        .anyMatch(
                                cell -> String.valueOf(cell.getAccessibleText()).contains(text)));
    }

    /** What alice has kept of earlier days. */
    private MemoryHistory history() {
        MemoryHistory history = new MemoryHistory();
        history.add(BOB, notice(Notice.Kind.YOU_ANSWERED, 0, 62));
        history.add(BOB, notice(Notice.Kind.YOU_HUNG_UP, 720, 50));
        history.add(BOB, theirs("Morning! Did the third router come up?", 14));
        history.add(BOB, theirs("I only see two on the status page.", 14));
        Message mine =
                mine("Yes, a minute ago. Your client should hold three terminators now.", Delivery.State.READ, 13);
        history.add(BOB, mine);
        history.add(
                BOB,
                new Message(
                        UUID.randomUUID(),
                        Author.PEER,
                        "It does. I killed r2 and did not even notice.",
                        minutesAgo(11),
                        false,
                        Delivery.NONE,
                        Optional.of(mine.id()),
                        Optional.empty()));
        history.add(BOB, theirs("Here is the setup page I used: https://docs.example.org/setup", 10));
        history.add(BOB, mine("Thank you!", Delivery.State.DELIVERED, 9));
        history.add(DANA, theirs("Are the certificates for the new router signed?", 60 * 24));
        history.add(DANA, mine("Yes, this morning.", Delivery.State.READ, 60 * 23));
        history.add(DANA, theirs("Wonderful.", 22));
        history.add(DANA, theirs("Can you call when you are back?", 21));
        history.keepUnread(DANA, 2);
        PeerId erik = new PeerId("erik");
        history.add(erik, mine("Thanks, that worked.", Delivery.State.READ, 60 * 24 * 2));
        history.add(new PeerId("carol"), notice(Notice.Kind.MISSED, 0, 60 * 24 * 3));
        history.keepUnread(new PeerId("carol"), 1);
        PeerId grace = new PeerId("grace.hopper");
        history.add(grace, theirs("The compiler is done.", 60 * 24 * 9));
        history.add(grace, mine("Shall we look at it together on Monday?", Delivery.State.QUEUED, 180));
        return history;
    }

    private Instant minutesAgo(long minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    private Message theirs(String text, long minutes) {
        return new Message(UUID.randomUUID(), Author.PEER, text, minutesAgo(minutes), false);
    }

    private Message mine(String text, Delivery.State state, long minutes) {
        return new Message(UUID.randomUUID(), Author.ME, text, minutesAgo(minutes), false)
                .with(new Delivery(state, minutesAgo(minutes)));
    }

    private Message notice(Notice.Kind kind, long amount, long minutes) {
        return new Message(
                UUID.randomUUID(),
                Author.SYSTEM,
                "The window says it in its own words.",
                minutesAgo(minutes),
                false,
                Delivery.NONE,
                Optional.empty(),
                Optional.of(new Notice(kind, amount)));
    }

    /** Whom alice knows. */
    private static final class People implements ContactStore {
        @Override
        public List<Contact> load() {
            return List.of("bob", "dana", "erik", "carol", "grace.hopper").stream()
                    .map(name -> Contact.unknown(new PeerId(name)).withKnown(true))
                    .map(contact -> contact.id().equals(DANA)
                            ? contact.withTitle("Network operations").withNotes("Prefers calls in the morning.")
                            : contact)
                    .toList();
        }

        @Override
        public void save(Contact contact) {}

        @Override
        public void remove(PeerId id) {}
    }
}

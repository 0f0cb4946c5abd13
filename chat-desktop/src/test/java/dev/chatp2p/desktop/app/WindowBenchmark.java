package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.bench.BenchTable;
import dev.chatp2p.core.bench.BenchTable.Goal;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.Conversation;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.EchoResponder;
import dev.chatp2p.core.conversation.History;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.settings.ChatSettings.Notifications;
import dev.chatp2p.core.store.ProfileStore;
import dev.chatp2p.desktop.contacts.ContactItem;
import dev.chatp2p.desktop.contacts.ContactRow;
import dev.chatp2p.desktop.contacts.MessageHit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ScrollEvent;

/**
 * Measures the whole window with a large profile, {@code lab/bench-desktop}: the real services, the history in a file, a network
 * in this process. Prints a table in Markdown, and on the error output what it is at. Times are those of the FX thread and its
 * pulses; see {@code docs/performance.md}.
 *
 * <p>Arguments: how many messages the long conversation has, how many contacts there are, how many messages come in a burst, and how often each thing is done.
 */
@SuppressWarnings("NullAway.Init") // opened before anything else is done
final class WindowBenchmark {

    private static final PeerId ALICE = new PeerId("alice");
    private static final PeerId LONG = new PeerId("long.conversation");
    private static final PeerId OTHER = new PeerId("other");
    private static final PeerId ECHO = new PeerId("echo");
    private static final PeerId BUSY = new PeerId("busy");

    private static final double OPENING = 150;
    private static final double FRAME = 50;
    private static final double KEY = 16;
    private static final double HEAP = 150;
    private static final double GROWTH = 1.1;

    private static final double NANOS = 1e6;
    private static final double SCROLLED = 160;
    private static final int SCROLLED_FRAMES = 600;
    private static final int TOGETHER = 5_000;

    /** A link takes no more before some are sent. */
    private static final int MOST_OUTSTANDING = 200;

    /** An hour: a call every quarter, a message every five seconds. More calls would be refused in so short a time. */
    private static final int CALLS = 4;

    private static final int MESSAGES_PER_CALL = 180;

    private static final List<String> SYLLABLES =
            List.of("an", "bel", "cor", "dan", "el", "fri", "gun", "hol", "is", "jo", "ka", "lu", "mar", "no", "ol");
    private static final List<String> TYPED = List.of("marlu", "an.el", "jo ka", "zzz", "holmar");

    private static final List<String> WORDS = List.of(
            "Morning! Did the third router come up?",
            "Yes.",
            "I only see two on the status page, and one of them has been away for most of the night as far as I can tell"
                    + " from what it says there.",
            "See https://docs.example.org/setup for how I did it.",
            "👍",
            "First line\nsecond line\nand a third one",
            "שלום, מה שלומך?",
            "It does. I killed r2 and did not even notice.");

    private final Path folder;
    private final int messages;
    private final int contacts;
    private final int burst;
    private final int rounds;
    private final BenchTable table = new BenchTable("window");

    private final Timers timers = new SystemTimers();
    private final ExecutorService background = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("window-task-", 0).factory());
    private final MemoryOverlay network = new MemoryOverlay();
    private final CompletableFuture<ChatClient> opened = new CompletableFuture<>();

    private ChatClient alice;
    private ChatWindows windows;
    private ChatWindow window;
    private Scene scene;
    private Pulses pulses;

    private WindowBenchmark(Path folder, int messages, int contacts, int burst, int rounds) {
        this.folder = folder;
        this.messages = messages;
        this.contacts = contacts;
        this.burst = burst;
        this.rounds = rounds;
    }

    static void main(String[] arguments) throws Exception {
        Logging.toTerminal(false, LogFormat.TEXT);
        Path folder = Files.createTempDirectory("chat-bench");
        try {
            WindowBenchmark benchmark = new WindowBenchmark(
                    folder,
                    Integer.parseInt(arguments[0]),
                    Integer.parseInt(arguments[1]),
                    Integer.parseInt(arguments[2]),
                    Integer.parseInt(arguments[3]));
            benchmark.run();
        } finally {
            Platform.exit();
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void run() throws Exception {
        say("a history of %d messages and %d contacts is made".formatted(messages, contacts));
        fill();
        CompletableFuture<Boolean> started = new CompletableFuture<>();
        Platform.startup(() -> started.complete(true));
        started.join();
        try (ChatClient echo = join(ECHO);
                EchoResponder _ = EchoResponder.on(echo.conversations());
                ChatClient busy = join(BUSY)) {
            open();
            say("conversations are opened");
            openLong();
            say("the long one is scrolled");
            scroll();
            say("people and messages are looked for");
            type();
            say("bursts come in");
            burst(busy, LONG, "another conversation open");
            burst(busy, BUSY, "this conversation open");
            say("an hour goes by");
            hour();
            close();
        }
        table.print(
                System.out,
                "%d messages, %d contacts, bursts of %d, %d rounds".formatted(messages, contacts, burst, rounds));
    }

    private static void say(String what) {
        System.err.println(what + " …");
    }

    // ---- arrangement

    private void fill() throws Exception {
        try (ProfileStore store = ProfileStore.open(folder)) {
            History history = store.stores().history();
            Instant start = Instant.now().minusSeconds(messages * 60L + 60);
            List<CompletableFuture<Void>> waiting = new ArrayList<>();
            for (int i = 0; i < messages; i++) {
                waiting.add(history.add(LONG, message(i, start.plusSeconds(i * 60L)))
                        .toCompletableFuture());
                if (waiting.size() == TOGETHER) {
                    all(waiting).join();
                    waiting.clear();
                }
            }
            all(waiting).join();
            history.add(OTHER, message(0, start)).toCompletableFuture().join();
            for (PeerId known : List.of(LONG, OTHER, ECHO, BUSY)) {
                store.stores().contacts().save(Contact.unknown(known).withKnown(true));
            }
            for (int i = 0; i < contacts; i++) {
                store.stores()
                        .contacts()
                        .save(Contact.unknown(new PeerId(name(i))).withKnown(true));
            }
        }
        for (int i = 0; i < contacts; i++) {
            if (i % 10 < 4) {
                network.addStaleTerminator(ChatOptions.DEFAULT_SERVICE, name(i), "router-1");
            }
        }
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<Void>> stages) {
        return CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new));
    }

    private static Message message(int number, Instant at) {
        Message.Author author = number % 5 < 2 ? Message.Author.ME : Message.Author.PEER;
        return new Message(
                UUID.randomUUID(),
                author,
                WORDS.get(number % WORDS.size()) + " (" + number + ")",
                at,
                false,
                author == Message.Author.ME ? new Delivery(Delivery.State.READ, at) : Delivery.NONE,
                Optional.empty(),
                Optional.empty());
    }

    private static String name(int number) {
        int base = SYLLABLES.size();
        return SYLLABLES.get(number % base)
                + SYLLABLES.get(number / base % base)
                + "."
                + SYLLABLES.get(number / base / base % base)
                + number;
    }

    private ChatClient join(PeerId who) throws LinkException {
        ChatClient client = OverlayChatClient.start(network, new Credentials.Name(who), ChatOptions.DEFAULT, timers);
        client.contacts().change(ALICE, contact -> contact.withKnown(true));
        return client;
    }

    private void open() throws Exception {
        ProfileStore store = ProfileStore.open(folder); // the client closes it
        WindowSpec spec = new WindowSpec(Optional.of(new Credentials.Name(ALICE)), credentials -> {
            ChatClient client =
                    OverlayChatClient.start(network, credentials, ChatOptions.DEFAULT, store.stores(), timers);
            client.settings().change(settings -> settings.with(new Notifications(false, false, false, false)));
            opened.complete(client);
            return client;
        });
        window = onFx(() -> {
            windows = new ChatWindows(
                    List.of(spec), ChatOnly.surroundings(Locale.ENGLISH, folder.resolve("unused"), background, timers));
            ChatWindow shown = windows.open().getFirst();
            shown.stage().setWidth(1000);
            shown.stage().setHeight(700);
            pulses = new Pulses();
            pulses.start();
            return shown;
        });
        scene = window.stage().getScene();
        alice = opened.join();
        waitFor(() -> people().filter(list -> list.getItems().size() > contacts).isPresent());
    }

    private void close() throws Exception {
        onFx(() -> {
            window.stage().hide();
            return true;
        });
        windows.awaitClosed(10, TimeUnit.SECONDS);
        background.shutdownNow();
    }

    // ---- measures

    private void openLong() throws Exception {
        double[] times = new double[rounds];
        double first = 0;
        for (int i = 0; i <= rounds; i++) {
            show(OTHER);
            waitFor(() -> newestShown("(0)"));
            double took = show(LONG, () -> newestShown("(" + (messages - 1) + ")"));
            if (i == 0) {
                first = took;
            } else {
                times[i - 1] = took;
            }
        }
        table.add(
                "a conversation of %d messages opens on its newest page, the first time, ms".formatted(messages),
                Goal.SLOWEST,
                OPENING,
                first);
        table.add("… later", Goal.SLOWEST, OPENING, times);
    }

    /** Opens a conversation as a click on its row does; milliseconds until the pulse in which the condition holds. */
    private double show(PeerId peer, BooleanSupplier shown) throws Exception {
        CompletableFuture<Long> end = new CompletableFuture<>();
        Runnable look = () -> {
            if (!end.isDone() && shown.getAsBoolean()) {
                end.complete(System.nanoTime());
            }
        };
        long start = onFx(() -> {
            scene.addPostLayoutPulseListener(look);
            long now = System.nanoTime();
            select(peer);
            return now;
        });
        double took = (end.get() - start) / NANOS;
        onFx(() -> {
            scene.removePostLayoutPulseListener(look);
            return true;
        });
        return took;
    }

    private void show(PeerId peer) throws Exception {
        onFx(() -> {
            select(peer);
            return true;
        });
    }

    private void select(PeerId peer) {
        ListView<ContactItem> list = people().orElseThrow();
        list.getSelectionModel().select(row(list, peer).orElseThrow());
    }

    private void scroll() throws Exception {
        pulses();
        long from = onFx(pulses::count);
        waitFor(() -> pulses.count() >= from + 60);
        table.add("a frame while nothing happens, ms", pulses());
        scrollBy(SCROLLED_FRAMES, SCROLLED);
        table.add("a frame while scrolling up, ms", Goal.SLOWEST, FRAME, pulses());
        scrollBy(SCROLLED_FRAMES / 2, -SCROLLED);
        table.add("a frame while scrolling down, ms", Goal.SLOWEST, FRAME, pulses());
    }

    private void scrollBy(int frames, double step) throws Exception {
        long from = onFx(pulses::count);
        AnimationTimer person = new AnimationTimer() {
            @Override
            public void handle(long now) {
                flow().ifPresent(flow -> flow.fireEvent(scrolled(step)));
            }
        };
        onFx(() -> {
            person.start();
            return true;
        });
        waitFor(() -> pulses.count() >= from + frames);
        onFx(() -> {
            person.stop();
            return true;
        });
    }

    private static ScrollEvent scrolled(double step) {
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                500,
                300,
                500,
                300,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                step,
                0,
                step,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null);
    }

    private void type() throws Exception {
        List<Double> letters = new ArrayList<>();
        List<Double> clearings = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            if (round == 1) {
                letters.clear(); // the first one loads classes
                clearings.clear();
            }
            for (String word : TYPED) {
                for (int end = 1; end <= word.length(); end++) {
                    letters.add(type(word.substring(0, end)));
                }
                clearings.add(type(""));
            }
        }
        table.add(
                "a letter typed to filter %d contacts, with the layout of the list, ms".formatted(contacts),
                Goal.MEDIAN,
                KEY,
                toArray(letters));
        table.add("… the field emptied, so that all are there again, ms", toArray(clearings));
        pulses();
        List<Double> found = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            type("(" + messages / 2 + ")");
            waitFor(() -> people().orElseThrow().getItems().stream().anyMatch(MessageHit.class::isInstance));
            found.add((System.nanoTime() - start) / NANOS);
            type("");
            waitFor(() -> people().orElseThrow().getItems().size() > contacts);
        }
        table.add(
                "… until the first message is found, with the pause of 150 ms after the last key, ms", toArray(found));
        pulses();
    }

    private double type(String text) throws Exception {
        return onFx(() -> {
            TextField search = (TextField) scene.lookup("#search");
            long start = System.nanoTime();
            search.setText(text);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return (System.nanoTime() - start) / NANOS;
        });
    }

    private void burst(ChatClient from, PeerId open, String where) throws Exception {
        show(open);
        alice.conversations().markRead(BUSY);
        from.conversations().call(ALICE);
        waitFor(() -> callWith(BUSY) == CallState.INCOMING);
        alice.conversations().answer(BUSY);
        waitFor(() -> callWith(BUSY) == CallState.CONNECTED);
        waitForFx();
        pulses();
        String last = "burst " + where + " " + burst;
        Semaphore outstanding = new Semaphore(MOST_OUTSTANDING);
        long start = System.nanoTime();
        for (int i = 1; i <= burst; i++) {
            outstanding.acquire();
            var _ = from.conversations()
                    .send(ALICE, "burst " + where + " " + i)
                    .whenComplete((message, failure) -> outstanding.release());
        }
        waitFor(() -> lastLine(BUSY).endsWith(last));
        double took = (System.nanoTime() - start) / NANOS;
        table.add("a frame while %d messages come in, %s, ms".formatted(burst, where), Goal.SLOWEST, FRAME, pulses());
        table.add("… until the last one is shown", took);
        from.conversations().hangUp(ALICE);
        waitFor(() -> callWith(BUSY) == CallState.ENDED);
    }

    private void hour() throws Exception {
        show(ECHO);
        talk(1); // so that the conversation is there
        double before = heap();
        table.add("heap with all that loaded, MiB", Goal.SLOWEST, HEAP, before);
        addResident("resident with all that loaded, both clients in it, MB");
        for (int call = 0; call < CALLS; call++) {
            talk(MESSAGES_PER_CALL);
        }
        double after = heap();
        table.add("heap after an hour's chatter, MiB", Goal.SLOWEST, HEAP, after);
        table.add("… of what it was before", Goal.SLOWEST, GROWTH, after / before);
        addResident("resident after that hour, MB");
    }

    private void talk(int lines) throws Exception {
        alice.conversations().call(ECHO);
        waitFor(() -> callWith(ECHO) == CallState.CONNECTED);
        for (int i = 0; i < lines; i++) {
            String mark = UUID.randomUUID().toString();
            alice.conversations().typing(ECHO, true);
            alice.conversations()
                    .post(ECHO, WORDS.get(i % WORDS.size()) + " " + mark, Optional.empty())
                    .toCompletableFuture()
                    .get();
            waitFor(() -> newest(ECHO)
                    .filter(message -> message.author() == Message.Author.PEER
                            && message.text().endsWith(mark))
                    .isPresent());
        }
        alice.conversations().hangUp(ECHO);
        waitFor(() -> callWith(ECHO) == CallState.ENDED);
    }

    /** In use after collecting, MiB. */
    private double heap() throws Exception {
        waitForFx();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (double) (1 << 20);
    }

    /** What the process occupies, where the system tells (proc_pid_status(5)). */
    private void addResident(String what) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.isReadable(status)) {
            Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .forEach(kibibytes -> table.add(what, Long.parseLong(kibibytes) * 1024 / 1e6));
        }
    }

    // ---- looking

    private CallState callWith(PeerId peer) {
        return alice.conversations()
                .conversation(peer)
                .map(conversation -> conversation.call().state())
                .orElse(CallState.IDLE);
    }

    private Optional<Message> newest(PeerId peer) {
        return alice.conversations()
                .conversation(peer)
                .map(Conversation::messages)
                .filter(list -> !list.isEmpty())
                .map(List::getLast);
    }

    private String lastLine(PeerId peer) {
        return people().flatMap(list -> row(list, peer))
                .map(row -> row.state().lastLine())
                .orElse("");
    }

    private static Optional<ContactRow> row(ListView<ContactItem> list, PeerId peer) {
        return list.getItems().stream()
                .filter(ContactRow.class::isInstance)
                .map(ContactRow.class::cast)
                .filter(row -> row.peer().equals(peer))
                .findFirst();
    }

    private boolean newestShown(String text) {
        return flow().map(VirtualFlow::getLastVisibleCell)
                .filter(cell -> String.valueOf(cell.getAccessibleText()).contains(text))
                .isPresent();
    }

    @SuppressWarnings("unchecked") // it has nothing else
    private Optional<ListView<ContactItem>> people() {
        return Optional.ofNullable((ListView<ContactItem>) scene.lookup(".contact-list"));
    }

    private Optional<VirtualFlow<?>> flow() {
        return scene.lookup(".message-list .virtual-flow") instanceof VirtualFlow<?> flow
                ? Optional.of(flow)
                : Optional.empty();
    }

    /** The times from pulse to pulse since they were looked at last. */
    private double[] pulses() throws Exception {
        return onFx(pulses::take);
    }

    private void waitFor(BooleanSupplier condition) throws Exception {
        onFx(() -> pulses.until(condition)).get();
    }

    /** Until what is under way has been shown. */
    private void waitForFx() throws Exception {
        long from = onFx(pulses::count);
        waitFor(() -> pulses.count() > from + 10);
    }

    private static <T> T onFx(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Platform.runLater(future);
        return future.get();
    }

    private static double[] toArray(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

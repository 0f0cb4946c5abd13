package dev.chatp2p.desktop.bench;

import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Peer;
import dev.chatp2p.core.peer.PeerDirectory;
import dev.chatp2p.core.peer.Presence;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.ModelFixture;
import dev.chatp2p.desktop.contacts.ContactItem;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.testfx.api.FxToolkit;

/**
 * How long the list of people takes on the FX thread, with 10,000 people: a key in the search field (with the layout of a list
 * that shows it), a burst of 10,000 messages, and a new picture of who is online. Prints the time of the FX thread and the heap.
 */
final class PeopleBench {

    private static final int PEOPLE = 10_000;
    private static final int MESSAGES = 10_000;
    private static final List<String> SYLLABLES =
            List.of("an", "bel", "cor", "dan", "el", "fri", "gun", "hol", "is", "jo", "ka", "lu", "mar", "no", "ol");
    private static final List<String> TYPED = List.of("marlu", "an.el", "jo ka", "zzz", "holmar");

    private final ModelFixture window = new ModelFixture();
    private final ListView<ContactItem> list = new ListView<>();
    private final StackPane root = new StackPane(list);

    private PeopleBench() {}

    public static void main(String[] arguments) throws Exception {
        FxToolkit.registerPrimaryStage();
        onFx(() -> {
            new PeopleBench().run();
            return true;
        });
        System.exit(0); // the toolkit's threads are no daemons
    }

    private static void onFx(Callable<Boolean> task) throws Exception {
        FutureTask<Boolean> done = new FutureTask<>(task);
        Platform.runLater(done);
        done.get();
    }

    private void run() {
        for (int i = 0; i < PEOPLE; i += 2) {
            window.know(name(i));
        }
        report("first picture of who is there", List.of(nanos(() -> window.chat.tell(directory(0)))));
        show();
        for (int warmUp = 0; warmUp < 20; warmUp++) {
            type();
        }
        List<Long> keys = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            keys.addAll(type());
        }
        report("a key in the search field", keys);
        List<Long> batches = new ArrayList<>();
        for (int i = 0; i < MESSAGES / 200; i++) { // as many as the bridge hands on before the toolkit draws
            int batch = i;
            batches.add(nanos(() -> burst(batch)));
        }
        report("200 of 10,000 messages", batches);
        List<Long> pictures = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            int shift = i;
            pictures.add(nanos(() -> {
                window.chat.tell(directory(shift));
                root.layout();
            }));
        }
        report("a new picture of who is there", pictures);
        System.gc();
        Runtime memory = Runtime.getRuntime();
        System.out.printf(Locale.ROOT, "heap in use: %d MiB%n", (memory.totalMemory() - memory.freeMemory()) >> 20);
    }

    private void show() {
        list.setItems(window.contacts.items());
        list.setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(ContactItem item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? "" : item.toString());
            }
        });
        Stage stage = new Stage();
        stage.setScene(new Scene(root, 304, 720));
        stage.show();
        root.applyCss();
        root.layout();
    }

    private List<Long> type() {
        List<Long> keys = new ArrayList<>();
        for (String word : TYPED) {
            for (int end = 1; end <= word.length(); end++) {
                String typed = word.substring(0, end);
                keys.add(nanos(() -> {
                    window.contacts.filterProperty().set(typed);
                    root.applyCss();
                    root.layout();
                }));
            }
            keys.add(nanos(() -> {
                window.contacts.filterProperty().set("");
                root.applyCss();
                root.layout();
            }));
        }
        return keys;
    }

    private void burst(int batch) {
        window.bridge.execute(() -> {
            for (int i = 0; i < 200; i++) {
                window.chat.tell(new ConversationEvent.MessageAdded(
                        new PeerId(name((batch * 200 + i) % PEOPLE)),
                        new Message(
                                UUID.randomUUID(),
                                Author.PEER,
                                "message " + i,
                                FakeChat.NOON.plus(Duration.ofMillis(batch * 200L + i)),
                                false)));
            }
        });
        root.applyCss();
        root.layout();
    }

    private static PeerDirectory directory(int shift) {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            boolean online = (i + shift) % 10 < 4;
            peers.add(new Peer(new PeerId(name(i)), online ? Presence.ONLINE : Presence.OFFLINE, online ? 3 : 0));
        }
        return new PeerDirectory(peers, Optional.of(FakeChat.NOON), Optional.empty());
    }

    private static String name(int number) {
        int base = SYLLABLES.size();
        return SYLLABLES.get(number % base)
                + SYLLABLES.get(number / base % base)
                + "."
                + SYLLABLES.get(number / base / base % base)
                + number;
    }

    /** What the thread itself has worked, so that a busy machine does not count. */
    private static long nanos(Runnable task) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        task.run();
        return threads.getCurrentThreadCpuTime() - start;
    }

    private static void report(String what, List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-32s median %6.2f ms   95%% %6.2f ms   worst %6.2f ms   (%d times)%n",
                what,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.95)] / 1e6,
                Arrays.stream(sorted).max().orElse(0) / 1e6,
                sorted.length);
    }
}

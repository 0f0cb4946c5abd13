package dev.chatp2p.core.store;

import dev.chatp2p.core.bench.BenchTable;
import dev.chatp2p.core.conversation.History;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Measures the history: {@code lab/bench-desktop}, see {@code docs/history.md}. Prints a table in Markdown. What is measured
 * after opening is measured with whatever the system has in its cache, as a person who uses the program has it.
 *
 * <p>Arguments: how many messages, how many conversations, how often each thing is done.
 */
final class StoreBenchmark {

    private static final PeerId LONG = new PeerId("long");
    private static final int PAGE = 50;

    private final Path folder;
    private final int messages;
    private final int conversations;
    private final int rounds;
    private final BenchTable table = new BenchTable("history");

    /** The same words for every run. */
    private final Random random = new Random(6);

    private final String[] words = new String[20_000];

    private StoreBenchmark(Path folder, int messages, int conversations, int rounds) {
        this.folder = folder;
        this.messages = messages;
        this.conversations = conversations;
        this.rounds = rounds;
        for (int i = 0; i < words.length; i++) {
            words[i] = random.ints(3 + random.nextInt(8), 'a', 'z' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }

    static void main(String[] arguments) throws Exception {
        int messages = Integer.parseInt(arguments[0]);
        int conversations = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        Path folder = Files.createTempDirectory("chat-bench");
        try {
            StoreBenchmark benchmark = new StoreBenchmark(folder, messages, conversations, rounds);
            benchmark.run();
            benchmark.table.print(
                    System.out, messages + " messages, " + conversations + " conversations, " + rounds + " rounds");
        } finally {
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
        Path longOne = folder.resolve("long");
        fill(longOne, 1, messages);
        measure("open, and the newest " + PAGE + " messages of all in one conversation, ms", 150, () -> {
            try (ProfileStore store = ProfileStore.open(longOne)) {
                page(store.stores().history(), Optional.empty());
            }
        });
        Path many = folder.resolve("many");
        fill(many, conversations, conversations);
        measure("open, and all conversations with their newest message, ms", Double.NaN, () -> {
            try (ProfileStore store = ProfileStore.open(many)) {
                store.stores().history().conversations();
            }
        });
        try (ProfileStore store = ProfileStore.open(longOne)) {
            History history = store.stores().history();
            List<Message> newest = page(history, Optional.empty());
            UUID deep = deep(history, newest);
            measure("a page in the middle, ms", Double.NaN, () -> page(history, Optional.of(deep)));
            measure("search, a rare word, ms", 50, () -> search(history, words[19_999], Optional.empty()));
            measure("search, one that is in every message, ms", 50, () -> search(history, "common", Optional.empty()));
            measure("search, one letter, ms", 50, () -> search(history, "c", Optional.empty()));
            measure(
                    "search, two beginnings, ms",
                    50,
                    () -> search(history, "com " + words[7].charAt(0), Optional.empty()));
            measure("search, within the conversation, ms", 50, () -> search(history, "common", Optional.of(LONG)));
            measure("search, a word that is nowhere, ms", 50, () -> search(history, "zzzzzzzzzz", Optional.empty()));
            measure(
                    "search, signs that are nowhere (every text is read), ms",
                    Double.NaN,
                    () -> search(history, "日本", Optional.empty()));
            appendRate(history);
            measure(
                    "one message, until it is on the disk, ms",
                    Double.NaN,
                    () -> history.add(LONG, message()).toCompletableFuture().get());
        }
        row("the file, MB", Double.NaN, new double[] {Files.size(longOne.resolve(ProfileStore.FILE)) / 1e6});
    }

    private Message message() {
        StringBuilder text = new StringBuilder("common");
        for (int i = 4 + random.nextInt(16); i > 0; i--) {
            // Few words are frequent and many are rare.
            text.append(' ').append(words[(int) (words.length * Math.pow(random.nextDouble(), 3))]);
        }
        return new Message(UUID.randomUUID(), Author.PEER, text.toString(), Instant.now(), false);
    }

    private void fill(Path where, int peers, int count) throws Exception {
        try (ProfileStore store = ProfileStore.open(where)) {
            List<CompletableFuture<Void>> waiting = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                PeerId peer = peers == 1 ? LONG : new PeerId("peer" + i % peers);
                waiting.add(store.stores().history().add(peer, message()).toCompletableFuture());
                if (waiting.size() == 5_000) {
                    CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
                            .get();
                    waiting.clear();
                }
            }
            CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).get();
        }
    }

    private static List<Message> page(History history, Optional<UUID> before) throws Exception {
        return history.before(LONG, before, PAGE).toCompletableFuture().get();
    }

    private UUID deep(History history, List<Message> newest) throws Exception {
        List<Message> page = newest;
        for (int i = 0; i < messages / 2; i += page.size()) {
            page = history.before(LONG, Optional.of(page.getFirst().id()), 1000)
                    .toCompletableFuture()
                    .get();
        }
        return page.getFirst().id();
    }

    private static void search(History history, String typed, Optional<PeerId> within) throws Exception {
        history.search(typed, within, PAGE).toCompletableFuture().get();
    }

    private void appendRate(History history) throws Exception {
        double[] rates = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            List<Message> burst = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                burst.add(message());
            }
            long start = System.nanoTime();
            CompletableFuture.allOf(burst.stream()
                            .map(each -> history.add(LONG, each).toCompletableFuture())
                            .toArray(CompletableFuture[]::new))
                    .get();
            rates[round] = burst.size() / ((System.nanoTime() - start) / 1e9);
        }
        row("a burst of 5,000 messages, kept by the second", Double.NaN, rates);
    }

    /** Something that takes time. */
    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private void measure(String what, double goal, Step step) throws Exception {
        step.run();
        double[] millis = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            step.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        row(what, goal, millis);
    }

    private void row(String what, double goal, double[] values) {
        if (Double.isNaN(goal)) {
            table.add(what, values);
        } else {
            table.add(what, BenchTable.Goal.MEDIAN, goal, values);
        }
    }
}

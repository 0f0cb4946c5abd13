package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.conversation.Notice;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.common.Language;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.conversation.ConversationExporter;
import dev.chatp2p.desktop.conversation.ConversationExporter.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagedExporterTest {

    private static final PeerId BOB = new PeerId("bob");

    @TempDir
    private Path folder;

    private final FakeChat chat = new FakeChat();
    private final PagedExporter exporter = new PagedExporter(
            chat.conversations(),
            Runnable::run,
            InstantSource.fixed(FakeChat.NOON),
            ZoneOffset.UTC,
            new Language(Texts.in(Locale.GERMAN), Locale.GERMANY));

    @BeforeEach
    void talk() {
        chat.history.add(
                BOB,
                new Message(
                        UUID.randomUUID(),
                        Author.SYSTEM,
                        "You hung up.",
                        FakeChat.NOON,
                        false,
                        Delivery.NONE,
                        Optional.empty(),
                        Optional.of(Notice.of(Notice.Kind.YOU_HUNG_UP))));
        chat.history.add(BOB, new Message(UUID.randomUUID(), Author.ME, "Hallo", FakeChat.NOON, false));
    }

    private final List<String> progress = new ArrayList<>();

    private long export(Format format, Path file) throws ExecutionException, InterruptedException {
        return exporter.export(BOB, format, file, (written, all) -> progress.add(written + " of " + all))
                .written()
                .toCompletableFuture()
                .get();
    }

    @Test
    void aTextIsInTheLanguageOfTheWindow() throws Exception {
        Path file = folder.resolve("bob.txt");

        assertEquals(2, export(Format.TEXT, file));

        String text = Files.readString(file);
        assertTrue(text.startsWith("Gespräch mit "), text);
        assertTrue(text.contains("Donnerstag, 1. Januar 2026"), text);
        assertTrue(text.contains("[12:00] – Du hast aufgelegt"), text);
        assertTrue(text.contains("[12:00] Ich: Hallo"), text);
    }

    @Test
    void progressIsToldToTheEnd() throws Exception {
        export(Format.TEXT, folder.resolve("bob.txt"));

        assertEquals("2 of 2", progress.getLast());
    }

    @Test
    void anExportThatIsCancelledLeavesNoFile() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        PagedExporter later = new PagedExporter(
                chat.conversations(), tasks::add, exporter.clock(), exporter.zone(), exporter.language());
        ConversationExporter.Export export =
                later.export(BOB, Format.TEXT, folder.resolve("bob.txt"), (written, all) -> {});

        export.cancel().run();
        tasks.remove().run();

        CompletionException ended = assertThrows(
                CompletionException.class,
                () -> export.written().toCompletableFuture().join());
        assertInstanceOf(CancellationException.class, ended.getCause());
        assertArrayEquals(new String[0], folder.toFile().list());
    }

    @Test
    void jsonIsWrittenToo() throws Exception {
        Path file = folder.resolve("bob.json");

        assertEquals(2, export(Format.JSON, file));

        assertTrue(Files.readString(file).contains("\"YOU_HUNG_UP\""));
    }

    @Test
    void aFolderThatIsNotThereIsAFailureOfTheFile() {
        ExecutionException failed =
                assertThrows(ExecutionException.class, () -> export(Format.TEXT, folder.resolve("nowhere/bob.txt")));

        assertInstanceOf(IOException.class, failed.getCause());
    }
}

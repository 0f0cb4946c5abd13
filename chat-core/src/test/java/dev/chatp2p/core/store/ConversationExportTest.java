package dev.chatp2p.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.History;
import dev.chatp2p.core.conversation.HistoryException;
import dev.chatp2p.core.conversation.MemoryHistory;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.conversation.Notice;
import dev.chatp2p.core.overlay.PeerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConversationExportTest {

    private static final PeerId BOB = new PeerId("bob\u202E");
    private static final Instant NOON = Instant.parse("2026-11-28T11:00:00Z");
    private static final ExportFormat TEXT =
            ExportFormat.text(Locale.GERMANY, ZoneId.of("Europe/Berlin"), ExportWords.ENGLISH);

    @TempDir
    private Path folder;

    private final History history = new MemoryHistory();
    private final ConversationExport export = new ConversationExport(BOB, ConversationExport.Pages.of(history));

    private Message add(Author author, String text, Instant at, Delivery.State state, Optional<Notice> notice) {
        Message message = new Message(
                UUID.randomUUID(),
                author,
                text,
                at,
                false,
                state == Delivery.State.NONE ? Delivery.NONE : new Delivery(state, at),
                Optional.empty(),
                notice);
        history.add(BOB, message);
        return message;
    }

    private List<Message> add(int count) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(add(Author.PEER, "message " + i, NOON.plusSeconds(i), Delivery.State.NONE, Optional.empty()));
        }
        return messages;
    }

    private long write(Path file, ExportFormat format) throws IOException, HistoryException, InterruptedException {
        return export.write(file, format, ConversationExport.Progress.NONE);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void asTextItReadsLikeAConversation() throws Exception {
        add(Author.SYSTEM, "bob called.", NOON, Delivery.State.NONE, Optional.of(Notice.of(Notice.Kind.YOU_ANSWERED)));
        add(
                Author.PEER,
                "Hi!\n[12:01] Me: I owe you money",
                NOON.plusSeconds(60),
                Delivery.State.NONE,
                Optional.empty());
        add(Author.ME, "No", NOON.plusSeconds(61), Delivery.State.READ, Optional.empty());
        add(Author.ME, "later", NOON.plusSeconds(12 * 3600), Delivery.State.QUEUED, Optional.empty());
        add(Author.ME, "never", NOON.plusSeconds(12 * 3600), Delivery.State.FAILED, Optional.empty());
        Path file = folder.resolve("bob.txt");

        assertEquals(5, write(file, TEXT));

        assertEquals("""
                Conversation with bob⟨U+202E⟩

                Samstag, 28. November 2026

                [12:00] – bob called.
                [12:01] bob⟨U+202E⟩: Hi!
                    [12:01] Me: I owe you money
                [12:01] Me: No

                Sonntag, 29. November 2026

                [00:00] Me: later (not sent yet)
                [00:00] Me: never (could not be sent)
                """, Files.readString(file));
    }

    @Test
    void asJsonItHasEveryField() throws Exception {
        UUID replied = UUID.randomUUID();
        Message full = new Message(
                UUID.randomUUID(),
                Author.ME,
                "Hi \"you\"\n\u0000\uD83D\uDE00",
                NOON.plusNanos(5),
                true,
                new Delivery(Delivery.State.READ, NOON.plusSeconds(9)),
                Optional.of(replied),
                Optional.of(new Notice(Notice.Kind.YOU_HUNG_UP, 62)));
        history.add(BOB, full);
        add(1);
        Path file = folder.resolve("bob.json");

        assertEquals(2, write(file, ExportFormat.json(NOON)));

        JsonNode json = JsonMapper.shared().readTree(file.toFile());
        assertEquals("chat-p2p/conversation/1", json.get("format").asString());
        assertEquals(BOB.name(), json.get("peer").asString());
        assertEquals("2026-11-28T11:00:00Z", json.get("exportedAt").asString());
        JsonNode first = json.get("messages").get(0);
        assertEquals(full.id().toString(), first.get("id").asString());
        assertEquals("ME", first.get("author").asString());
        assertEquals("2026-11-28T11:00:00.000000005Z", first.get("at").asString());
        assertEquals(full.text(), first.get("text").asString());
        assertTrue(first.get("cut").asBoolean());
        assertEquals("READ", first.get("delivery").asString());
        assertEquals("2026-11-28T11:00:09Z", first.get("deliverySince").asString());
        assertEquals(replied.toString(), first.get("replyTo").asString());
        assertEquals("YOU_HUNG_UP", first.get("notice").asString());
        assertEquals(62, first.get("amount").asInt());
        JsonNode second = json.get("messages").get(1);
        assertFalse(second.has("delivery") || second.has("replyTo") || second.has("notice"), second.toString());
    }

    @Test
    void anEmptyConversationIsAFileToo() throws Exception {
        assertEquals(0, write(folder.resolve("a.json"), ExportFormat.json(NOON)));
        assertEquals(0, write(folder.resolve("a.txt"), TEXT));

        assertTrue(JsonMapper.shared()
                .readTree(folder.resolve("a.json").toFile())
                .get("messages")
                .isEmpty());
    }

    @Test
    void manyPagesComeInOrderAndTheProgressIsTold() throws Exception {
        add(3_500);
        List<String> told = new ArrayList<>();
        Path file = folder.resolve("bob.json");

        assertEquals(
                3_500, export.write(file, ExportFormat.json(NOON), (written, all) -> told.add(written + "/" + all)));

        JsonNode messages = JsonMapper.shared().readTree(file.toFile()).get("messages");
        for (int i = 0; i < 3_500; i++) {
            assertEquals("message " + i, messages.get(i).get("text").asString());
        }
        assertEquals("0/0", told.getFirst());
        assertTrue(told.contains("1000/3500"), told.toString());
        assertEquals("3500/3500", told.getLast());
    }

    @Test
    void whatIsDeletedMeanwhileIsLeftOutAndNothingComesTwice() throws Exception {
        List<Message> messages = add(3_000);
        Path file = folder.resolve("bob.json");

        export.write(file, ExportFormat.json(NOON), (written, all) -> {
            if (written == 1_000) {
                // The last one written, the next ones, and one further on.
                history.delete(
                        BOB,
                        Set.of(
                                messages.get(999).id(),
                                messages.get(1_000).id(),
                                messages.get(2_500).id()));
            }
        });

        JsonNode exported = JsonMapper.shared().readTree(file.toFile()).get("messages");
        List<String> texts = new ArrayList<>();
        exported.forEach(each -> texts.add(each.get("text").asString()));
        assertEquals(texts.stream().distinct().toList(), texts);
        assertFalse(texts.contains("message 1000"));
        assertFalse(texts.contains("message 2500"));
        assertEquals("message 2999", texts.getLast());
    }

    @Test
    void cancelledItLeavesNoFileAndWhatWasThereStays() throws Exception {
        add(3_000);
        Path file = Files.writeString(folder.resolve("bob.txt"), "what was there");

        assertThrows(
                CancellationException.class,
                () -> export.write(file, TEXT, (written, all) -> {
                    if (written >= 1_000) {
                        export.cancel();
                    }
                }));

        assertEquals("what was there", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void aHistoryThatFailsLeavesNoFile() throws Exception {
        HistoryException failure = new HistoryException("The disk failed.");
        ConversationExport failing = new ConversationExport(BOB, new ConversationExport.Pages() {
            @Override
            public CompletionStage<List<Message>> before(PeerId peer, Optional<UUID> before, int most) {
                return history.before(peer, before, most);
            }

            @Override
            public CompletionStage<List<Message>> from(PeerId peer, UUID message, int most) {
                return CompletableFuture.failedFuture(failure);
            }
        });
        add(1);

        assertEquals(
                failure,
                assertThrows(
                        HistoryException.class,
                        () -> failing.write(folder.resolve("a"), TEXT, ConversationExport.Progress.NONE)));
        assertEquals(List.of(), files());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
    void onlyTheOwnerCanReadTheFile() throws Exception {
        add(1);
        Path file = Files.writeString(folder.resolve("bob.txt"), "what was there");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        write(file, TEXT);

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
}

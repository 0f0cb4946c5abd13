package dev.chatp2p.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.History;
import dev.chatp2p.core.conversation.HistoryException;
import dev.chatp2p.core.conversation.HistoryException.Trouble;
import dev.chatp2p.core.conversation.KeptConversation;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.core.settings.ChatSettings.Appearance;
import dev.chatp2p.core.settings.ChatSettings.Network;
import dev.chatp2p.core.settings.ChatSettings.Notifications;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProfileStoreTest {

    private static final PeerId BOB = new PeerId("bob");
    private static final PeerId EVE = new PeerId("ludovica");
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @TempDir
    private Path temporary;

    private Path folder() {
        return temporary.resolve("profiles/work");
    }

    private Path file() {
        return folder().resolve(ProfileStore.FILE);
    }

    private ProfileStore open() throws HistoryException {
        return ProfileStore.open(folder(), () -> NOW);
    }

    private static Message theirs(String text) {
        return new Message(UUID.randomUUID(), Author.PEER, text, NOW, false);
    }

    private static <T> T of(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> texts(History history, PeerId peer) {
        return of(history.before(peer, Optional.empty(), 1000)).stream()
                .map(Message::text)
                .toList();
    }

    /** Everything in the files of the folder, byte by byte. */
    private String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void everythingIsThereAgainAfterTheNextStart() throws HistoryException {
        Message first = theirs("first");
        Message second = theirs("second");
        ChatSettings settings = ChatSettings.DEFAULT
                .with(new Appearance(Appearance.Theme.DARK, 120, Appearance.Density.COMPACT, true))
                .with(new Notifications(false, false, false, true))
                .with(new Network(Optional.of("other"), Optional.empty(), List.of("/etc/people.json", "https://a.b/c")))
                .withGreeting("salut \u0000 \uD83D\uDE00")
                .withLanguage(Optional.of("de"))
                .withRecentEmoji("🎉");
        Contact bob = Contact.unknown(BOB)
                .withKnown(true)
                .withAnswering(Contact.Answering.BLOCKED)
                .withDisplayName("Bob")
                .withTitle("Builder")
                .withNotes("likes\nhats")
                .withProgram(Contact.Program.CHAT_1);
        try (ProfileStore store = open()) {
            store.stores().history().add(BOB, first);
            store.stores().history().add(BOB, second);
            store.stores().history().keepUnread(BOB, 2);
            store.stores().settings().save(settings);
            store.stores().contacts().save(Contact.unknown(BOB));
            store.stores().contacts().save(bob);
            store.stores().contacts().save(Contact.unknown(EVE));
            store.stores().contacts().remove(EVE);
        }

        try (ProfileStore store = open()) {
            assertEquals(
                    List.of(new KeptConversation(BOB, Optional.of(second), 2, 0, "", 0)),
                    store.stores().history().conversations());
            assertEquals(settings, store.stores().settings().load());
            assertEquals(List.of(bob), store.stores().contacts().load());
            assertEquals(Optional.empty(), store.movedAside());

            Message third = theirs("third");
            store.stores().history().add(BOB, third);
            assertEquals(
                    List.of(first, second, third), of(store.stores().history().before(BOB, Optional.empty(), 10)));
        }
    }

    @Test
    void whatIsDeletedIsGoneFromTheDiskWhenItIsClosed() throws HistoryException, IOException {
        Message secret = theirs("xylophone secret");
        try (ProfileStore store = open()) {
            History history = store.stores().history();
            history.add(BOB, theirs("stays here"));
            history.add(BOB, secret);
            history.add(EVE, theirs("zanzibar secret"));
            history.keepDraft(EVE, "quagmire");
            of(history.delete(BOB, Set.of(secret.id())));
            of(history.delete(EVE, Set.of()));
        }

        String bytes = bytes();
        assertTrue(bytes.contains("stays here"));
        for (String gone : List.of("xylophone", "zanzibar", "quagmire", "ludovica")) {
            assertFalse(bytes.contains(gone), gone);
        }
        try (ProfileStore store = open()) {
            History history = store.stores().history();
            assertTrue(of(history.knows(BOB, secret.id())), "it is not taken when it is delivered again");
            of(history.add(BOB, secret));
            assertEquals(List.of("stays here"), texts(history, BOB));
            assertEquals(List.of(), of(history.search("secret", Optional.empty(), 10)));
            assertEquals(1, history.conversations().size());
        }
    }

    @Test
    void aDeletionOfAnEarlierRunIsPurgedAndCannotBeUndone() throws Exception {
        UUID deletion;
        Message message = theirs("xylophone");
        try (ProfileStore store = open()) {
            of(store.stores().history().add(BOB, message));
        }
        // As a run that was killed leaves it.
        try (Database database = Database.forWriting(file())) {
            DeletionRows.delete(database, BOB, Set.of(message.id()), 7);
        }
        try (ProfileStore store = open()) {
            deletion = of(store.stores().history().delete(BOB, Set.of()));
            assertTrue(of(store.stores().history().undo(deletion)));
            assertEquals(List.of(), texts(store.stores().history(), BOB));
        }
        assertFalse(bytes().contains("xylophone"));
        try (ProfileStore store = open()) {
            assertFalse(of(store.stores().history().undo(deletion)));
        }
    }

    @Test
    void idsOfPurgedMessagesAreForgottenAfterHalfAYear() throws HistoryException {
        Message message = theirs("hello");
        try (ProfileStore store = open()) {
            of(store.stores().history().add(BOB, message));
            of(store.stores().history().delete(BOB, Set.of(message.id())));
        }
        Instant later = NOW.plusSeconds(181L * 24 * 3600);
        try (ProfileStore store = ProfileStore.open(folder(), () -> later)) {
            assertTrue(of(store.stores().history().knows(BOB, message.id())));
            of(store.stores().history().delete(BOB, Set.of()));
        }
        try (ProfileStore store = open()) {
            assertFalse(of(store.stores().history().knows(BOB, message.id())));
        }
    }

    @Test
    void aDatabaseOfTheFirstVersionIsBroughtForward() throws Exception {
        Files.createDirectories(folder());
        try (InputStream kept = ProfileStoreTest.class.getResourceAsStream("history-1.db")) {
            Files.copy(java.util.Objects.requireNonNull(kept), file());
        }

        try (ProfileStore store = open()) {
            History history = store.stores().history();
            assertEquals(List.of("Hello Alice", "Grüße aus Zürich", "see you"), texts(history, BOB));
            assertEquals(1, of(history.queued(BOB)).size());
            assertEquals(1, of(history.search("zurich", Optional.of(BOB), 10)).size());
            assertEquals(2, history.conversations().getFirst().unread());
            assertEquals("half a sent", history.conversations().getFirst().draft());
            assertEquals(
                    List.of(new Contact(BOB, true, Contact.Answering.ALWAYS, "Bob", "Builder", "likes hats")),
                    store.stores().contacts().load());
            ChatSettings settings = store.stores().settings().load();
            assertEquals(Appearance.Theme.DARK, settings.appearance().theme());
            assertEquals("hello", settings.greeting());
            assertEquals(100, settings.appearance().textPercent(), "9999 percent are not allowed");
            assertTrue(settings.notifications().sound(), "what is no JSON is left out");
        }
        try (Database database = Database.forReading(file())) {
            assertEquals(Migrations.VERSION, database.number("PRAGMA user_version"));
            assertEquals("ok", database.text("PRAGMA integrity_check"));
        }
        assertFalse(bytes().contains("a deleted secret"), "what the earlier run had deleted");
    }

    @Test
    void aDatabaseOfTheThirdVersionIsBroughtForwardAndNobodyInItIsMuted() throws Exception {
        Files.createDirectories(folder());
        try (InputStream kept = ProfileStoreTest.class.getResourceAsStream("history-3.db")) {
            Files.copy(java.util.Objects.requireNonNull(kept), file());
        }
        Contact bob = new Contact(BOB, true, Contact.Answering.ASK, "Bob", "Builder", "likes hats")
                .withProgram(Contact.Program.CHAT_1);

        try (ProfileStore store = open()) {
            assertEquals(
                    List.of("Hello Alice", "Grüße aus Zürich"),
                    texts(store.stores().history(), BOB));
            assertEquals(List.of(bob), store.stores().contacts().load());
            assertEquals("hello", store.stores().settings().load().greeting());
            store.stores().contacts().save(bob.withMuted(true));
        }
        try (ProfileStore store = open()) {
            assertEquals(List.of(bob.withMuted(true)), store.stores().contacts().load());
        }
    }

    @Test
    void aDatabaseOfTheFourthVersionIsBroughtForwardAndEverybodyInItHasBeenTold() throws Exception {
        Files.createDirectories(folder());
        try (InputStream kept = ProfileStoreTest.class.getResourceAsStream("history-4.db")) {
            Files.copy(java.util.Objects.requireNonNull(kept), file());
        }
        Message deleted = new Message(
                UUID.fromString("0199c2a0-1b2c-7d3e-8f40-123456789abc"), Author.PEER, "delivered again", NOW, false);

        try (ProfileStore store = open()) {
            History history = store.stores().history();
            KeptConversation bob = history.conversations().getFirst();
            assertEquals(1, bob.unread());
            assertEquals(0, bob.untold());
            assertTrue(store.stores().contacts().load().getFirst().muted());
            assertTrue(of(history.knows(BOB, deleted.id())));
            of(history.add(BOB, deleted));
            assertEquals(List.of("Hello Alice", "See you in Zürich"), texts(history, BOB));
            of(history.keepUntold(BOB, 2));
        }
        try (ProfileStore store = open()) {
            assertEquals(2, store.stores().history().conversations().getFirst().untold());
        }
        try (Database database = Database.forReading(file())) {
            assertEquals(Migrations.VERSION, database.number("PRAGMA user_version"));
            assertEquals("ok", database.text("PRAGMA integrity_check"));
        }
    }

    @Test
    void aDatabaseOfANewerVersionIsRefusedInWordsAndStaysAsItIs() throws Exception {
        open().close();
        try (Database database = Database.forWriting(file())) {
            database.run("PRAGMA user_version = 999");
        }
        byte[] before = Files.readAllBytes(file());

        HistoryException refused = assertThrows(HistoryException.class, this::open);

        assertTrue(String.valueOf(refused.getMessage()).contains("newer version"), refused.getMessage());
        assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(file())));
        try (Database database = Database.forWriting(file())) {
            database.run("PRAGMA user_version = " + Migrations.VERSION);
        }
        open().close();
    }

    @Test
    void aFileThatIsNoDatabaseIsMovedAsideAndANewOneBegun() throws Exception {
        Files.createDirectories(folder());
        String noise = "no database ".repeat(1000);
        Files.writeString(file(), noise);

        try (ProfileStore store = open()) {
            Path aside = store.movedAside().orElseThrow();
            assertEquals(aside, store.stores().notice().orElseThrow().file());
            assertEquals(folder().resolve("history.db.damaged-2026-11-28T100000"), aside);
            assertEquals(noise, Files.readString(aside));
            of(store.stores().history().add(BOB, theirs("hello")));
            assertEquals(List.of("hello"), texts(store.stores().history(), BOB));
        }
        try (ProfileStore store = open()) {
            assertEquals(Optional.empty(), store.movedAside());
        }
    }

    @Test
    void damageThatShowsLaterIsExplainedAndTheFileMovedAsideWithTheNextStart() throws Exception {
        try (ProfileStore store = open()) {
            History history = store.stores().history();
            List<CompletableFuture<Void>> added = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                added.add(history.add(BOB, theirs("word" + i + " ".repeat(500))).toCompletableFuture());
            }
            added.forEach(ProfileStoreTest::of);
        }
        byte[] content = Files.readAllBytes(file());
        int page = 4096;
        int somewhere = new String(content, StandardCharsets.ISO_8859_1).indexOf("word250 ") / page * page;
        java.util.Arrays.fill(content, somewhere, somewhere + page, (byte) 0xA5);
        Files.write(file(), content);

        String sentence = "";
        try (ProfileStore store = open()) {
            History history = store.stores().history();
            try {
                history.before(BOB, Optional.empty(), 1000)
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                sentence = String.valueOf(e.getCause());
            }
        } catch (HistoryException e) {
            sentence = String.valueOf(e.getMessage());
        }
        assertTrue(sentence.contains("is damaged"), sentence);
        try (ProfileStore store = open()) {
            assertTrue(store.movedAside().isPresent());
            assertEquals(List.of(), store.stores().history().conversations());
        }
    }

    @Test
    void aDoubtThatTurnsOutToBeNoneChangesNothing() throws Exception {
        try (ProfileStore store = open()) {
            of(store.stores().history().add(BOB, theirs("hello")));
        }
        Files.createFile(Database.doubt(file()));

        try (ProfileStore store = open()) {
            assertEquals(Optional.empty(), store.movedAside());
            assertEquals(List.of("hello"), texts(store.stores().history(), BOB));
        }
        assertFalse(Files.exists(Database.doubt(file())));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
    void onlyTheOwnerCanReadAnything() throws Exception {
        Files.createDirectories(folder());
        Files.createFile(file());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        try (ProfileStore store = open()) {
            of(store.stores().history().add(BOB, theirs("hello")));

            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())));
            try (Stream<Path> files = Files.list(folder())) {
                List<Path> all = files.toList();
                assertTrue(all.size() >= 3, all.toString());
                for (Path each : all) {
                    assertEquals(
                            "rw-------",
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
                            each.toString());
                }
            }
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
    void aFolderThatCannotBeWrittenIsExplained() throws IOException {
        Path locked = Files.createDirectory(
                temporary.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
        assumeTrue(!Files.isWritable(locked), "whoever may write everywhere cannot try it");

        HistoryException refused = assertThrows(HistoryException.class, () -> ProfileStore.open(locked.resolve("p")));

        assertTrue(String.valueOf(refused.getMessage()).contains("cannot be written"), refused.getMessage());
    }

    @Test
    void aFileInPlaceOfTheFolderIsExplained() throws IOException {
        Files.createDirectories(folder().getParent());
        Files.writeString(folder(), "in the way");

        HistoryException refused = assertThrows(HistoryException.class, this::open);

        assertTrue(String.valueOf(refused.getMessage()).contains("cannot be written"), refused.getMessage());
    }

    @Test
    void aWriteProtectedFileIsExplained() throws Exception {
        open().close();
        try (DatabaseLane lane = new DatabaseLane("reads only", Database.forReading(file()), 1)) {
            ExecutionException failed = assertThrows(
                    ExecutionException.class,
                    () -> lane.ask(reading -> reading.update("DELETE FROM message"))
                            .result()
                            .get(20, TimeUnit.SECONDS));
            assertTrue(String.valueOf(failed.getCause()).contains("write-protected"), failed.toString());
            assertEquals(
                    Trouble.NOT_WRITABLE,
                    assertInstanceOf(HistoryException.class, failed.getCause()).trouble());
        }
    }

    @Test
    void aFullDiskIsExplained() throws Exception {
        open().close();
        try (Database database = Database.forWriting(file());
                DatabaseLane lane = new DatabaseLane("small", database, 10)) {
            database.run("PRAGMA max_page_count = 1");
            ExecutionException failed = assertThrows(
                    ExecutionException.class,
                    () -> lane.ask(writing -> {
                                MessageRows.add(writing, BOB, 1, theirs("x".repeat(1 << 20)));
                                return true;
                            })
                            .result()
                            .get(20, TimeUnit.SECONDS));
            assertTrue(String.valueOf(failed.getCause()).contains("disk is full"), failed.toString());
        }
    }

    @Test
    void oneThatFailsDoesNotTakeOthersWithIt() throws Exception {
        open().close();
        Database database = Database.forWriting(file());
        CompletableFuture<Boolean> gate = new CompletableFuture<>();
        try (DatabaseLane lane = new DatabaseLane("lane", database, 10)) {
            lane.ask(writing -> gate.join());
            var good = lane.ask(writing -> {
                MessageRows.add(writing, BOB, 1, theirs("good"));
                return true;
            });
            var bad = lane.ask(writing -> {
                MessageRows.add(writing, BOB, 2, theirs("bad"));
                throw new SQLException("no");
            });
            var after =
                    lane.ask(writing -> MessageRows.before(writing, BOB, Optional.empty(), Long.MAX_VALUE, 10).stream()
                            .map(Message::text)
                            .toList());
            gate.complete(true);

            assertTrue(of(good.result()));
            assertThrows(ExecutionException.class, () -> bad.result().get(20, TimeUnit.SECONDS));
            assertEquals(List.of("good"), of(after.result()));
        }
    }

    @Test
    void theSameFolderIsNotOpenedTwice() throws HistoryException {
        try (ProfileStore store = open()) {
            HistoryException refused = assertThrows(HistoryException.class, this::open);
            assertTrue(String.valueOf(refused.getMessage()).contains("is in use"), refused.getMessage());
            of(store.stores().history().add(BOB, theirs("still works")));
        }
        open().close();
    }

    @Test
    void afterClosingNothingIsTakenAndNothingHangs() throws Exception {
        ProfileStore store = open();
        store.close();
        store.close();

        ExecutionException refused = assertThrows(
                ExecutionException.class,
                () -> store.stores()
                        .history()
                        .add(BOB, theirs("late"))
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS));
        assertTrue(refused.getCause() instanceof HistoryException);
        store.stores().contacts().save(Contact.unknown(BOB));
    }

    @Test
    void readsGoOnWhileOthersWriteAndSeeWholeMessagesInOrder() throws HistoryException {
        try (ProfileStore store = open()) {
            History history = store.stores().history();
            Message waiting = theirs("waiting here");
            of(history.add(EVE, waiting));
            int count = 3_000;
            List<CompletableFuture<Void>> writes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                writes.add(history.add(
                                BOB,
                                new Message(
                                        UUID.randomUUID(),
                                        Author.ME,
                                        "message " + i,
                                        NOW,
                                        false,
                                        new Delivery(Delivery.State.SENT, NOW),
                                        Optional.empty(),
                                        Optional.empty()))
                        .toCompletableFuture());
            }
            CompletableFuture<Void> last = writes.getLast();
            List<Message> page = of(history.before(EVE, Optional.empty(), 10));
            boolean stillWriting = !last.isDone();

            assertEquals(List.of(waiting), page);
            assertTrue(stillWriting, "another conversation's page waits for none of these");
            writes.forEach(ProfileStoreTest::of);
            List<String> newest = texts(history, BOB);
            for (int i = 0; i < 1_000; i++) {
                assertEquals("message " + (count - 1_000 + i), newest.get(i));
            }
        }
    }

    @Test
    void aSearchThatIsCancelledBeforeItsTurnIsNotMade() throws Exception {
        open().close();
        Database database = Database.forReading(file());
        CompletableFuture<Boolean> gate = new CompletableFuture<>();
        List<String> made = new ArrayList<>();
        try (DatabaseLane lane = new DatabaseLane("lane", database, 1)) {
            lane.ask(reading -> gate.join());
            var first = lane.ask(reading -> made.add("first"));
            var second = lane.ask(reading -> made.add("second"));
            first.result().cancel(false);
            gate.complete(true);

            of(second.settled());
            assertEquals(List.of("second"), made);
        }
    }
}

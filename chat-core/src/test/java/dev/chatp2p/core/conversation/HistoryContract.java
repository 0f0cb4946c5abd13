package dev.chatp2p.core.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every {@link History}. */
public abstract class HistoryContract {

    protected static final PeerId BOB = new PeerId("bob");
    protected static final PeerId EVE = new PeerId("eve");
    private static final Instant START = Instant.parse("2026-11-28T10:00:00.123456789Z");

    private final MessageIds ids = new MessageIds(() -> START);
    protected History history;

    /** An empty one. */
    protected abstract History open() throws Exception;

    @BeforeEach
    void openHistory() throws Exception {
        history = open();
    }

    @AfterEach
    void closeHistory() {
        history.close();
    }

    protected static <T> T of(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    protected Message theirs(String text) {
        return new Message(ids.next(), Author.PEER, text, START, false);
    }

    private Message ours(String text, Delivery.State state) {
        return new Message(
                ids.next(),
                Author.ME,
                text,
                START,
                false,
                new Delivery(state, START),
                Optional.empty(),
                Optional.empty());
    }

    protected Message added(PeerId peer, String text) {
        Message message = theirs(text);
        of(history.add(peer, message));
        return message;
    }

    private List<Message> added(PeerId peer, int count) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(theirs("message " + i));
        }
        messages.forEach(message -> history.add(peer, message));
        return messages;
    }

    private List<Message> all(PeerId peer) {
        return of(history.before(peer, Optional.empty(), 1000));
    }

    private List<String> found(String words) {
        return of(history.search(words, Optional.empty(), 100)).stream()
                .map(hit -> hit.message().text())
                .toList();
    }

    @Test
    void atFirstThereIsNothing() throws HistoryException {
        assertEquals(List.of(), history.conversations());
        assertEquals(List.of(), all(BOB));
        assertEquals(List.of(), of(history.queued(BOB)));
        assertEquals(Optional.empty(), of(history.find(BOB, UUID.randomUUID())));
        assertFalse(of(history.knows(BOB, UUID.randomUUID())));
        assertEquals(List.of(), found("anything"));
    }

    @Test
    void everyFieldOfAMessageComesBackAsItWas() {
        Message full = new Message(
                ids.next(),
                Author.ME,
                "Hi!\nsecond line \u0000 \uD83D\uDE00 \u202E",
                START,
                true,
                new Delivery(Delivery.State.READ, START.plusNanos(1)),
                Optional.of(UUID.randomUUID()),
                Optional.of(new Notice(Notice.Kind.YOU_HUNG_UP, 62)));
        history.add(BOB, full);

        assertEquals(List.of(full), all(BOB));
        assertEquals(Optional.of(full), of(history.find(BOB, full.id())));
    }

    @Test
    void whoAsksToAddFindsItWithTheNextCall() {
        for (int i = 0; i < 50; i++) {
            Message message = theirs("message " + i);
            history.add(BOB, message);
            assertEquals(List.of(message), of(history.before(BOB, Optional.empty(), 1)));
            assertTrue(of(history.knows(BOB, message.id())));
            assertEquals(
                    message,
                    of(history.search("message", Optional.empty(), 1))
                            .getFirst()
                            .message());
        }
    }

    @Test
    void nobodyIsGivenAMessageThatWasAddedAfterTheyAsked() {
        for (int i = 0; i < 50; i++) {
            CompletionStage<List<Message>> page = history.before(BOB, Optional.empty(), 1000);
            CompletionStage<List<SearchHit>> hits = history.search("message", Optional.of(BOB), 1000);
            history.add(BOB, theirs("message " + i));
            assertEquals(i, of(page).size());
            assertEquals(i, of(hits).size());
        }
    }

    @Test
    void aMessageWithAKnownIdIsLeftOut() {
        Message first = added(BOB, "first");
        of(history.add(BOB, new Message(first.id(), Author.PEER, "again", START, false)));

        assertEquals(List.of(first), all(BOB));
    }

    @Test
    void anIdIsKnownInItsConversationOnly() {
        Message message = added(BOB, "hello");

        assertFalse(of(history.knows(EVE, message.id())));
        of(history.add(EVE, message));
        assertEquals(List.of(message), all(EVE));
    }

    @Test
    void pagesGoBackFromTheEndInTheOrderOfAdding() {
        List<Message> messages = added(BOB, 25);
        added(EVE, 3);

        List<Message> newest = of(history.before(BOB, Optional.empty(), 10));
        List<Message> middle =
                of(history.before(BOB, Optional.of(newest.getFirst().id()), 10));
        List<Message> oldest =
                of(history.before(BOB, Optional.of(middle.getFirst().id()), 10));

        assertEquals(messages.subList(15, 25), newest);
        assertEquals(messages.subList(5, 15), middle);
        assertEquals(messages.subList(0, 5), oldest);
        assertEquals(
                List.of(), of(history.before(BOB, Optional.of(oldest.getFirst().id()), 10)));
        assertEquals(
                messages.subList(15, 20), of(history.from(BOB, messages.get(15).id(), 5)));
        assertEquals(
                messages.subList(23, 25), of(history.from(BOB, messages.get(23).id(), 5)));
    }

    @Test
    void pagesOfAnUnknownMessageAreEmpty() {
        added(BOB, 3);
        Message elsewhere = added(EVE, "hello");

        assertEquals(List.of(), of(history.before(BOB, Optional.of(elsewhere.id()), 10)));
        assertEquals(List.of(), of(history.from(BOB, elsewhere.id(), 10)));
    }

    @Test
    void neverMoreThanAThousandComeAtOnce() {
        List<Message> messages = added(BOB, 1_010);

        assertEquals(messages.subList(10, 1_010), of(history.before(BOB, Optional.empty(), 5_000)));
        assertEquals(
                messages.subList(0, 1_000),
                of(history.from(BOB, messages.getFirst().id(), 5_000)));
        assertEquals(
                1_000, of(history.search("message", Optional.empty(), 5_000)).size());
    }

    @Test
    void howFarAMessageHasComeIsChanged() {
        Message waiting = ours("hello", Delivery.State.QUEUED);
        Message sent = ours("sent already", Delivery.State.SENT);
        Message second = ours("second", Delivery.State.QUEUED);
        List.of(waiting, sent, second).forEach(message -> history.add(BOB, message));
        assertEquals(List.of(waiting, second), of(history.queued(BOB)));
        Delivery delivered = new Delivery(Delivery.State.DELIVERED, START.plusSeconds(5));

        history.change(BOB, waiting.id(), delivered);
        history.change(BOB, UUID.randomUUID(), delivered);

        assertEquals(List.of(second), of(history.queued(BOB)));
        assertEquals(Optional.of(waiting.with(delivered)), of(history.find(BOB, waiting.id())));
        assertEquals(List.of(waiting.with(delivered), sent, second), all(BOB));
    }

    @Test
    void conversationsTellTheirNewestMessageUnreadDraftAndQueued() throws HistoryException {
        added(BOB, "first");
        Message newest = ours("newest", Delivery.State.QUEUED);
        history.add(BOB, newest);
        history.keepUnread(BOB, 3);
        history.keepUntold(BOB, 4);
        history.keepDraft(BOB, "half a sent");
        history.keepDraft(EVE, "dear Eve");

        List<KeptConversation> kept = history.conversations();

        assertEquals(2, kept.size());
        assertTrue(
                kept.contains(new KeptConversation(BOB, Optional.of(newest), 3, 4, "half a sent", 1)), kept.toString());
        assertTrue(kept.contains(new KeptConversation(EVE, Optional.empty(), 0, 0, "dear Eve", 0)), kept.toString());
    }

    @Test
    void askingOrKeepingNothingBeginsNoConversation() throws HistoryException {
        all(BOB);
        of(history.knows(BOB, UUID.randomUUID()));
        of(history.change(BOB, UUID.randomUUID(), Delivery.NONE));
        of(history.keepUnread(BOB, 0));
        of(history.keepUntold(BOB, 2));
        of(history.keepDraft(BOB, ""));
        of(history.delete(BOB, Set.of()));

        assertEquals(List.of(), history.conversations());
    }

    @Test
    void whatIsForgottenLeavesNoTrace() throws HistoryException {
        List<Message> messages = added(EVE, 5);
        of(history.forget(EVE, Set.of(messages.get(1).id(), messages.get(3).id())));
        assertEquals(List.of(messages.get(0), messages.get(2), messages.get(4)), all(EVE));
        assertFalse(of(history.knows(EVE, messages.get(1).id())));
        assertEquals(3, of(history.search("message", Optional.empty(), 10)).size());
        added(BOB, "stays");
        of(history.keepDraft(EVE, "draft"));
        of(history.forget(EVE, Set.of()));
        assertEquals(List.of(), all(EVE));
        assertEquals(
                List.of(BOB),
                history.conversations().stream().map(KeptConversation::peer).toList());
        added(EVE, "again");
        assertEquals(1, all(EVE).size());
    }

    @Test
    void deletedMessagesAreFoundNoMore() throws HistoryException {
        List<Message> messages = added(BOB, 5);
        Message deleted = messages.get(4);
        history.delete(BOB, Set.of(deleted.id(), messages.get(1).id(), UUID.randomUUID()));

        assertEquals(List.of(messages.get(0), messages.get(2), messages.get(3)), all(BOB));
        assertEquals(Optional.empty(), of(history.find(BOB, deleted.id())));
        assertEquals(List.of("message 3", "message 2", "message 0"), found("message"));
        assertEquals(
                Optional.of(messages.get(3)), history.conversations().getFirst().newest());
    }

    @Test
    void aDeletedMessageDoesNotComeBackWhenItIsDeliveredAgain() {
        Message message = added(BOB, "hello");
        history.delete(BOB, Set.of(message.id()));

        assertTrue(of(history.knows(BOB, message.id())));
        of(history.add(BOB, message));
        assertEquals(List.of(), all(BOB));
    }

    @Test
    void pagesCanBeginAtADeletedMessage() {
        List<Message> messages = added(BOB, 5);
        history.delete(BOB, Set.of(messages.get(2).id()));

        assertEquals(
                messages.subList(0, 2),
                of(history.before(BOB, Optional.of(messages.get(2).id()), 10)));
        assertEquals(
                messages.subList(3, 5), of(history.from(BOB, messages.get(2).id(), 10)));
    }

    @Test
    void deletedMessagesComeBackInTheirPlacesInWhateverOrderDeletionsAreUndone() {
        List<Message> messages = added(BOB, 6);
        UUID first = of(
                history.delete(BOB, Set.of(messages.get(1).id(), messages.get(4).id())));
        UUID second = of(
                history.delete(BOB, Set.of(messages.get(0).id(), messages.get(2).id())));
        Message later = added(BOB, "later");

        assertTrue(of(history.undo(first)));
        assertEquals(List.of(messages.get(1), messages.get(3), messages.get(4), messages.get(5), later), all(BOB));
        assertTrue(of(history.undo(second)));

        List<Message> everything = new ArrayList<>(messages);
        everything.add(later);
        assertEquals(everything, all(BOB));
        assertEquals(7, found("message").size() + found("later").size());
    }

    @Test
    void aDeletedConversationIsGoneAndComesBackWhole() throws HistoryException {
        List<Message> messages = added(BOB, 3);
        history.keepUnread(BOB, 2);
        history.keepDraft(BOB, "well");
        KeptConversation before = history.conversations().getFirst();

        CompletionStage<UUID> deletion = history.delete(BOB, Set.of());
        assertEquals(List.of(), history.conversations());
        assertEquals(List.of(), all(BOB));
        assertEquals(List.of(), found("message"));

        assertTrue(of(history.undo(of(deletion))));
        assertEquals(List.of(before), history.conversations());
        assertEquals(messages, all(BOB));
    }

    @Test
    void aConversationThatHasBegunAnewIsJoinedWithTheDeletedOne() throws HistoryException {
        Message old = added(BOB, "old");
        history.keepUnread(BOB, 2);
        history.keepUntold(BOB, 1);
        UUID deletion = of(history.delete(BOB, Set.of()));
        Message fresh = added(BOB, "fresh");
        history.keepUnread(BOB, 1);
        history.keepDraft(BOB, "new draft");
        assertEquals(List.of(fresh), all(BOB));

        assertTrue(of(history.undo(deletion)));

        assertEquals(List.of(old, fresh), all(BOB));
        assertEquals(
                List.of(new KeptConversation(BOB, Optional.of(fresh), 3, 0, "new draft", 0)), history.conversations());
    }

    @Test
    void aDeletionIsUndoneOnceOnly() {
        Message message = added(BOB, "hello");
        CompletionStage<UUID> deletion = history.delete(BOB, Set.of(message.id()));

        assertTrue(of(history.undo(of(deletion))));
        history.delete(BOB, Set.of(message.id()));
        assertFalse(of(history.undo(of(deletion))));
        assertFalse(of(history.undo(UUID.randomUUID())));
        assertEquals(List.of(), all(BOB));
    }

    @ParameterizedTest
    @CsvSource({
        "hel, Hello there",
        "HELLO, Hello there",
        "there hel, Hello there",
        "cafe, Im Café um drei",
        "CAFÉ, Im Café um drei",
        "cafe\u0301, Im Café um drei",
        "zurich, Zu\u0308rich",
        "über, Über allen Gipfeln",
        "uber, Über allen Gipfeln",
        "Έλλη, ΈΛΛΗΝΕΣ",
        "οδος, ΟΔΟΣ",
        "привет, ПРИВЕТ всем",
        "हिन्दी, मैं हिन्दी बोलता हूँ",
        "안녕, 안녕하세요 여러분",
        "世界, 你好世界你好",
        "にちは, こんにちは",
        "สวัส, ก็สวัสดีครับ",
        "👍, fine👍thanks",
        "👍🏽, yes 👍🏽",
        "2026, on 2026-11-28",
        "e-mail, send an E-Mail",
        "foo bar, (foo) [bar]",
    })
    void findsWordsByTheirBeginnings(String words, String text) {
        added(BOB, "Something else entirely, 12 日");
        added(BOB, text);

        assertEquals(List.of(text), found(words));
        assertEquals(1, of(history.search(words, Optional.of(BOB), 10)).size(), "in the conversation");
        assertEquals(0, of(history.search(words, Optional.of(EVE), 10)).size(), "in another one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ello", "there hello world", "hello x", "hellos", "text", "place", "1"})
    void doesNotFindWhatIsNotThere(String words) {
        added(BOB, "Hello there");

        assertEquals(List.of(), found(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\"\"",
                "'",
                "*",
                "**",
                "^",
                "(",
                ")",
                "\" OR \"",
                "-",
                "+",
                ":",
                "{",
                "}",
                "\u0000",
                "%",
                "_",
                "\\",
                "; DROP TABLE message; --",
                "NEAR(",
                "\uD83D",
                "\uDE00",
                "\u202E",
                "",
                " ",
                "\n\t",
                "{text place}: ",
                "☃"
            })
    void nothingThatIsTypedIsACommand(String hostile) {
        added(BOB, "zebra");

        assertEquals(List.of(), found(hostile + " nowhere"));
        assertEquals(List.of(), found("nowhere" + hostile));
        // Alone they are words that are not there, or no words at all.
        assertEquals(List.of(), found(hostile));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"zebra\"", "zebra*", "^zebra", "(zebra)", "zebra -", "+zebra", "\u0000zebra\u0000", "zebra;--"
            })
    void signsAroundAWordDoNotMatter(String typed) {
        added(BOB, "a zebra");

        assertEquals(List.of("a zebra"), found(typed));
    }

    @Test
    void operatorsAreWords() {
        added(BOB, "apples");
        added(BOB, "apples or pears");

        assertEquals(List.of("apples or pears"), found("apples OR pears"));
        assertEquals(List.of(), found("apples NOT pears"));
    }

    @Test
    void aMegabyteIsAQuestionLikeAnyOther() {
        String long1 = "word ".repeat(200_000);
        added(BOB, "word");
        added(EVE, long1);

        assertEquals(List.of(long1, "word"), found(long1));
        assertEquals(List.of(), found("x".repeat(1_000_000)));
    }

    @Test
    void theNewestIsFoundFirstAndNoticesAreNotFound() {
        Message first = added(BOB, "hello one");
        Message second = added(EVE, "hello two");
        Message third = added(BOB, "hello three");
        history.add(BOB, new Message(ids.next(), Author.SYSTEM, "hello from the program", START, false));

        assertEquals(
                List.of(new SearchHit(BOB, third), new SearchHit(EVE, second), new SearchHit(BOB, first)),
                of(history.search("hello", Optional.empty(), 10)));
        assertEquals(List.of(new SearchHit(BOB, third)), of(history.search("hello", Optional.empty(), 1)));
        assertEquals(
                List.of(new SearchHit(BOB, third), new SearchHit(BOB, first)),
                of(history.search("hello", Optional.of(BOB), 10)));
    }

    @Test
    void namesOfPeersMayHoldAnything() throws HistoryException {
        List<PeerId> strange = List.of(
                new PeerId("a\u0000b"),
                new PeerId("a\uD800"),
                new PeerId("a\uDC00"),
                new PeerId("a?"),
                new PeerId("a\uFFFD"),
                new PeerId("a\\uD800"),
                new PeerId("'; DROP TABLE message; --"));
        strange.forEach(peer -> added(peer, "from " + strange.indexOf(peer)));

        assertEquals(
                Set.copyOf(strange),
                Set.copyOf(history.conversations().stream()
                        .map(KeptConversation::peer)
                        .toList()));
        strange.forEach(peer -> assertEquals(
                "from " + strange.indexOf(peer), all(peer).getFirst().text()));
    }
}

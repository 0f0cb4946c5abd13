package dev.chatp2p.core.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.conversation.ClassicPeer.ClassicLink;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.peer.ContactStore;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.settings.SettingsStore;
import dev.chatp2p.core.store.ProfileStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lasts longer than the program runs, is found, deleted and given back; and what happens if nothing can be kept. */
class KeptConversationsTest extends ConversationTestBase {

    private @Nullable ProfileStore store;

    @Test
    void aRestartKeepsMessagesUnreadDraftsAndWhatWaits() throws Exception {
        ChatStores stores = ChatStores.inMemory();
        assertRestartKeepsEverything(() -> stores);
    }

    @Test
    void aRestartKeepsAllThatOnTheDiskToo(@TempDir Path folder) throws Exception {
        assertRestartKeepsEverything(() -> {
            if (store != null) {
                store.close();
            }
            store = ProfileStore.open(folder);
            return store.stores();
        });
        Objects.requireNonNull(store).close();
    }

    private void assertRestartKeepsEverything(Callable<ChatStores> stores) throws Exception {
        ChatClient before = start(ALICE, stores.call());
        classic(BOB).dial(ALICE).close();
        awaitState(before.conversations(), BOB, CallState.MISSED);
        PeerId carol = new PeerId("carol");
        Message waiting = sent(before.conversations().post(carol, "see you", Optional.empty()));
        before.conversations().keepDraft(carol, "and by the");
        before.conversations().keepDraft(carol, "and by the way");
        soon().until(() -> conversation(before.conversations(), carol).draft(), "and by the way"::equals);
        before.close();

        ConversationService after = start(ALICE, stores.call()).conversations();
        soon().until(() -> after.conversations().size() == 2);
        assertEquals(1, conversation(after, BOB).unread());
        assertEquals(
                "Missed call from bob",
                conversation(after, BOB).messages().getFirst().text());
        assertEquals("and by the way", conversation(after, carol).draft());
        assertEquals(CallState.IDLE, call(after, carol).state());
        ConversationService there = client(carol);
        timers.advance(Duration.ofSeconds(10));
        awaitTexts(there, ALICE, Author.PEER, "see you");
        soon().until(() -> deliveries(after, carol), List.of(Delivery.State.DELIVERED)::equals);
        assertEquals(waiting.id(), newest(there, ALICE, Author.PEER).id());
    }

    @Test
    void olderMessagesAreReadPageByPage() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = connected(alice);
        List<String> all = IntStream.range(0, 1_000).mapToObj(i -> "line " + i).toList();
        link.send(String.join("\n", all) + "\n");
        soon().until(() -> keptTexts(alice, BOB, Author.PEER), all::equals);
        assertEquals(
                MessageLog.MAX_MESSAGES, conversation(alice, BOB).messages().size());
        List<Message> page = got(alice.messagesBefore(BOB, Optional.empty(), 10));
        assertEquals(all.subList(990, 1_000), page.stream().map(Message::text).toList());
        assertEquals(page.subList(3, 8), got(alice.messagesFrom(BOB, page.get(3).id(), 5)));
    }

    @Test
    void wordsAreFound() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = connected(alice);
        link.send("the quick brown fox\nthe lazy dog\n");
        awaitTexts(alice, BOB, Author.PEER, "the quick brown fox", "the lazy dog");
        assertEquals(
                List.of("the quick brown fox"),
                got(alice.search("QUI", Optional.of(BOB), 10)).stream()
                        .map(hit -> hit.message().text())
                        .toList());
        assertEquals(List.of(), got(alice.search("cat", Optional.empty(), 10)));
    }

    @Test
    void deletedMessagesAreGoneAndCanBeHadBack() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = connected(alice);
        link.send("one\ntwo\nthree\n");
        awaitTexts(alice, BOB, Author.PEER, "one", "two", "three");
        Message two = conversation(alice, BOB).messages().get(2);
        assertEquals("two", two.text());
        List<ConversationEvent> told = new CopyOnWriteArrayList<>();
        alice.observe(told::add);
        UUID deletion = got(alice.delete(BOB, Set.of(two.id())));
        assertEquals(List.of("one", "three"), texts(alice, BOB, Author.PEER));
        assertEquals(List.of("one", "three"), keptTexts(alice, BOB, Author.PEER));
        assertTrue(told.contains(new ConversationEvent.MessagesRemoved(BOB, Set.of(two.id()))));
        assertTrue(got(alice.undoDelete(deletion)));
        awaitTexts(alice, BOB, Author.PEER, "one", "two", "three");
        assertEquals(false, got(alice.undoDelete(deletion)));
    }

    @Test
    void aDeletedConversationIsGoneItsCallIsOverAndBothTheTextsAndTheDraftCanBeHadBack() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = connected(alice);
        link.send("one\n");
        awaitTexts(alice, BOB, Author.PEER, "one");
        alice.keepDraft(BOB, "draft");
        UUID deletion = got(alice.delete(BOB, Set.of()));
        assertEquals("", link.readToEnd());
        assertEquals(Optional.empty(), alice.conversation(BOB));
        assertEquals(List.of(), keptTexts(alice, BOB, Author.PEER));
        assertTrue(got(alice.undoDelete(deletion)));
        awaitTexts(alice, BOB, Author.PEER, "one");
        assertEquals("draft", conversation(alice, BOB).draft());
        assertEquals(1, conversation(alice, BOB).unread());
    }

    @Test
    void aDeletedMessageIsNotSentAnyMore() throws Exception {
        ConversationService alice = client(ALICE);
        Message wrong = sent(alice.post(BOB, "wrong", Optional.empty()));
        sent(alice.post(BOB, "right", Optional.empty()));
        got(alice.delete(BOB, Set.of(wrong.id())));
        ConversationService bob = client(BOB);
        bob.call(ALICE);
        awaitTexts(bob, ALICE, Author.PEER, "right");
    }

    @Test
    void strangersWhoAreForgottenAreGoneFromTheHistoryToo() throws Exception {
        MemoryHistory history = new MemoryHistory();
        ConversationService alice = start(ALICE, stores(history)).conversations();
        for (int i = 0; i <= CallLimits.MAX_STRANGERS; i++) {
            timers.advance(CallLimits.RATE_WINDOW.dividedBy(CallLimits.MAX_NEW_CALLERS));
            PeerId stranger = new PeerId("stranger-" + i);
            try (ClassicPeer peer = classic(stranger)) {
                peer.dial(ALICE).close();
                awaitState(alice, stranger, CallState.MISSED);
            }
        }
        soon().until(() -> history.conversations().size() == CallLimits.MAX_STRANGERS);
    }

    // ---- when nothing can be kept

    @Test
    void aPostThatCannotBeKeptFailsWithWordsAndIsNotSent() throws Exception {
        ConversationService alice = start(ALICE, stores(failing("add"))).conversations();
        assertEquals(Reason.STORAGE, notSent(alice.post(BOB, "hello", Optional.empty())));
        assertEquals(List.of(), texts(alice, BOB, Author.ME));
    }

    @Test
    void whatComesIsShownAllTheSameWithOneNoticeAndNotAcknowledged() throws Exception {
        ConversationService alice = start(ALICE, stores(failing("add"))).conversations();
        FrameLink bob = FrameLink.deliver(classic(BOB), ALICE);
        bob.say(text("one"));
        bob.say(text("two"));
        awaitTexts(alice, BOB, Author.PEER, "one", "two");
        awaitTexts(alice, BOB, Author.SYSTEM, "What is said here cannot be kept: The disk is full.");
        bob.say(new Frame.Ping(1));
        assertEquals(new Frame.Pong(1), bob.hear());
    }

    @Test
    void aHistoryThatCannotBeReadIsSaidAtTheStart() {
        LinkException failed = assertThrows(LinkException.class, () -> start(ALICE, stores(failing("conversations"))));
        assertEquals(Reason.STORAGE, failed.reason());
        assertEquals("The disk is full.", failed.sentence());
    }

    private static Frame.Text text(String body) {
        return new Frame.Text(UUID.randomUUID(), Instant.EPOCH, body, Optional.empty());
    }

    /** A history of which one method fails. */
    private static History failing(String method) {
        MemoryHistory working = new MemoryHistory();
        return (History) Proxy.newProxyInstance(
                History.class.getClassLoader(), new Class<?>[] {History.class}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        HistoryException full = new HistoryException("The disk is full.");
                        if (called.getReturnType() == CompletionStage.class) {
                            return CompletableFuture.failedFuture(full);
                        }
                        throw full;
                    }
                    try {
                        return called.invoke(working, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static ChatStores stores(History history) {
        return new ChatStores(history, ContactStore.none(), SettingsStore.none());
    }

    private ClassicLink connected(ConversationService alice) throws Exception {
        ClassicLink link = classic(BOB).dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        assertEquals("", link.line());
        awaitState(alice, BOB, CallState.CONNECTED);
        return link;
    }

    private static List<Delivery.State> deliveries(ConversationService service, PeerId peer) throws Exception {
        return got(service.messagesBefore(peer, Optional.empty(), 100)).stream()
                .filter(message -> message.author() == Author.ME)
                .map(message -> message.delivery().state())
                .toList();
    }

    private static <T> T got(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}

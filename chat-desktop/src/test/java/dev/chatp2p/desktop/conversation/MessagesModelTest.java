package dev.chatp2p.desktop.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.Conversation;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.ModelFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessagesModelTest {

    private final ModelFixture window = new ModelFixture();
    private final MessagesModel messages = window.messages;
    private final List<ScrollTarget> scrolled = new ArrayList<>();
    private final List<Message> kept = new ArrayList<>();

    @Test
    void theNewestPageIsShownFirstAndEarlierOnesWhenTheyAreWanted() {
        keep(150);
        openBob();
        assertEquals(60, bubbles().size());
        assertEquals("line 149", bubbles().getLast());
        messages.nearStart();
        messages.nearStart();
        assertEquals(150, bubbles().size());
        assertEquals("line 0", bubbles().getFirst());
        messages.nearStart();
        assertEquals(150, bubbles().size());
    }

    @Test
    void whatIsFarFromWhereThePersonReadsIsLetGo() {
        keep(2_000);
        openBob();
        messages.setFollowing(false);
        for (int i = 0; i < 20; i++) {
            messages.nearStart();
        }
        assertEquals(LoadedMessages.MOST, bubbles().size());
        String first = bubbles().getFirst();
        messages.nearEnd();
        assertFalse(bubbles().contains(first));
        assertEquals(LoadedMessages.MOST, bubbles().size());
        messages.goToNewest();
        assertEquals("line 1999", bubbles().getLast());
    }

    @Test
    void whatComesInIsMergedWithWhatIsLoaded() {
        keep(3);
        openBob();
        Message newest = say(Author.PEER, "new");
        window.chat.tell(new ConversationEvent.MessageAdded(ModelFixture.BOB, newest));
        assertEquals(List.of("line 0", "line 1", "line 2", "new"), bubbles());
        window.chat.tell(new ConversationEvent.MessagesRemoved(ModelFixture.BOB, Set.of(kept.get(1).id())));
        assertEquals(List.of("line 0", "line 2", "new"), bubbles());
        window.chat.tell(new ConversationEvent.MessageChanged(
                ModelFixture.BOB, kept.get(2).with(new Delivery(Delivery.State.READ, FakeChat.NOON))));
        assertEquals(
                Delivery.State.READ,
                lastButOne().message().delivery().state());
    }

    @Test
    void aMessageOfAnotherConversationIsNotShown() {
        openBob();
        window.chat.tellMessage("carol", Author.PEER, "for somebody else");
        assertEquals(List.of(), bubbles());
    }

    @Test
    void readingFurtherUpNewMessagesAreCountedAndLeadDown() {
        keep(100);
        openBob();
        messages.setFollowing(false);
        window.chat.tellMessage("bob", Author.PEER, "one");
        window.chat.tellMessage("bob", Author.PEER, "two");
        assertEquals(2, messages.newBelowProperty().get());
        assertFalse(messages.atNewestProperty().get());
        messages.goToNewest();
        assertEquals(new ScrollTarget.Newest(), scrolled.getLast());
        messages.setFollowing(true);
        assertEquals(0, messages.newBelowProperty().get());
    }

    @Test
    void ourOwnMessageIsAlwaysGoneTo() {
        keep(100);
        openBob();
        messages.setFollowing(false);
        scrolled.clear();
        window.chat.tellMessage("bob", Author.ME, "mine");
        assertEquals(List.of(new ScrollTarget.Newest()), scrolled);
    }

    @Test
    void theFirstUnreadMessageIsMarkedAndGoneTo() {
        keep(100);
        window.navigation.focusedProperty().set(false);
        window.chat.tell(new ConversationEvent.UnreadChanged(ModelFixture.BOB, 70));
        openBob();
        int line = messages.entries().indexOf(new Entry.Unread());
        assertTrue(messages.entries().get(line + 1) instanceof Entry.Bubble bubble
                && bubble.message().text().equals("line 30"));
        assertEquals(List.of(new ScrollTarget.FirstUnread()), scrolled);
        window.chat.tellMessage("bob", Author.ME, "an answer");
        assertEquals(-1, messages.entries().indexOf(new Entry.Unread()));
    }

    @Test
    void whatComesWhileNobodyLooksIsMarkedAsNew() {
        openBob();
        window.chat.tellMessage("bob", Author.PEER, "seen");
        window.navigation.focusedProperty().set(false);
        window.chat.tellMessage("bob", Author.PEER, "not seen");
        window.chat.tellMessage("bob", Author.PEER, "neither");
        assertEquals(List.of("day", "+seen", "new", "+not seen", "neither"), entries());
    }

    @Test
    void aMessageFarAwayIsGoneTo() {
        keep(1_000);
        openBob();
        messages.goTo(kept.get(100).id());
        assertEquals(new ScrollTarget.To(kept.get(100).id()), scrolled.getLast());
        assertEquals("line 70", bubbles().getFirst());
        assertFalse(messages.atNewestProperty().get());
        messages.goToNewest();
        assertEquals("line 999", bubbles().getLast());
        assertTrue(messages.atNewestProperty().get());
    }

    @Test
    void aMessageThatIsGoneIsGoneToNowhere() {
        keep(10);
        openBob();
        scrolled.clear();
        messages.goTo(UUID.randomUUID());
        assertEquals(List.of(), scrolled);
        assertEquals(10, bubbles().size());
    }

    @Test
    void whatIsAnsweredIsQuotedThoughItIsFarAway() {
        keep(500);
        window.chat.history.add(ModelFixture.BOB, answer(kept.getFirst().id()));
        window.chat.history.add(ModelFixture.BOB, answer(UUID.randomUUID()));
        openBob();
        assertEquals(Optional.of(kept.getFirst()), lastButOne().quote().orElseThrow().original());
        assertEquals(Optional.empty(), last().quote().orElseThrow().original());
    }

    @Test
    void aManyTimesChangedListIsToldOnceForAllThatWaits() {
        openBob();
        List<Integer> sizes = new ArrayList<>();
        messages.entries().subscribe(() -> sizes.add(messages.entries().size()));
        window.bridge.execute(() -> {
            for (int i = 0; i < 100; i++) {
                window.chat.tellMessage("bob", Author.PEER, "line " + i);
            }
        });
        assertEquals(List.of(101), sizes);
    }

    @Test
    void aDeletionThatIsUndoneIsShownAgain() {
        keep(5);
        openBob();
        UUID deletion = window.chat
                .history
                .delete(ModelFixture.BOB, Set.of(kept.get(1).id()))
                .toCompletableFuture()
                .join();
        window.chat.tell(new ConversationEvent.MessagesRemoved(ModelFixture.BOB, Set.of(kept.get(1).id())));
        assertEquals(4, bubbles().size());
        window.chat.history.undo(deletion);
        window.chat.tell(new ConversationEvent.Opened(
                new Conversation(ModelFixture.BOB, Call.NONE, List.of(kept.getLast()), 0)));
        assertEquals(List.of("line 0", "line 1", "line 2", "line 3", "line 4"), bubbles());
    }

    @Test
    void aForgottenConversationIsEmptyAndShowsWhatComesNext() {
        openBob();
        window.chat.tellMessage("bob", Author.PEER, "old");
        window.chat.tell(new ConversationEvent.Forgotten(ModelFixture.BOB));
        assertEquals(List.of(), entries());
        window.chat.tellMessage("bob", Author.PEER, "new");
        assertEquals(List.of("day", "+new"), entries());
    }

    @Test
    void theListOfMessagesIsBounded() {
        openBob();
        for (int i = 0; i < 3_000; i++) {
            window.chat.tellMessage("bob", Author.PEER, "line " + i);
        }
        assertTrue(bubbles().size() <= LoadedMessages.MOST + LoadedMessages.PAGE, bubbles().size() + " bubbles");
        assertEquals("line 2999", bubbles().getLast());
    }

    @Test
    void bubblesOfOnePersonWithinFiveMinutesFormAGroup() {
        openBob();
        window.chat.tellMessage("bob", Author.PEER, "one", FakeChat.NOON);
        window.chat.tellMessage("bob", Author.PEER, "two", FakeChat.NOON.plus(Duration.ofMinutes(5)));
        window.chat.tellMessage("bob", Author.PEER, "three", FakeChat.NOON.plus(Duration.ofMinutes(11)));
        window.chat.tellMessage("bob", Author.ME, "four", FakeChat.NOON.plus(Duration.ofMinutes(11)));
        assertEquals(List.of("day", "+one", "two", "+three", "+four"), entries());
    }

    @Test
    void daysAreSeparated() {
        openBob();
        window.chat.tellMessage("bob", Author.PEER, "one", FakeChat.NOON);
        window.chat.tellMessage("bob", Author.SYSTEM, "bob hung up", FakeChat.NOON.plus(Duration.ofDays(1)));
        assertEquals(List.of("day", "+one", "day", "(bob hung up)"), entries());
    }

    private void openBob() {
        messages.onScroll(scrolled::add);
        window.navigation.show(ModelFixture.BOB);
    }

    private void keep(int lines) {
        for (int i = 0; i < lines; i++) {
            Message message = say(Author.PEER, "line " + i);
            kept.add(message);
            window.chat.history.add(ModelFixture.BOB, message);
        }
    }

    private Message say(Author author, String text) {
        Instant at = FakeChat.NOON.plus(Duration.ofSeconds(kept.size()));
        return new Message(UUID.randomUUID(), author, text, at, false);
    }

    private static Message answer(UUID original) {
        return new Message(
                UUID.randomUUID(),
                Author.PEER,
                "an answer",
                FakeChat.NOON,
                false,
                Delivery.NONE,
                Optional.of(original),
                Optional.empty());
    }

    private Entry.Bubble last() {
        return (Entry.Bubble) messages.entries().getLast();
    }

    private Entry.Bubble lastButOne() {
        return (Entry.Bubble) messages.entries().get(messages.entries().size() - 2);
    }

    private List<String> bubbles() {
        return messages.entries().stream()
                .flatMap(entry -> entry.shown().stream())
                .map(Message::text)
                .toList();
    }

    private List<String> entries() {
        return messages.entries().stream()
                .map(entry -> switch (entry) {
                    case Entry.Day _ -> "day";
                    case Entry.Unread _ -> "new";
                    case Entry.Notice notice -> "(" + notice.message().text() + ")";
                    case Entry.Bubble bubble ->
                        (bubble.startsGroup() ? "+" : "") + bubble.message().text();
                })
                .toList();
    }
}

package dev.chatp2p.core.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.chatp2p.core.concurrent.Subscription;
import dev.chatp2p.core.conversation.ClassicPeer.ClassicLink;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ConversationEventsTest extends ConversationTestBase {

    @Test
    void aLateObserverGetsWhatThereIsAndThenEverythingElseExactlyOnce() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink link = bob.accept();
        List<String> seen = new CopyOnWriteArrayList<>();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            lines.append("line ").append(i).append('\n');
        }
        link.send(lines.toString());
        alice.observe(event -> {
            switch (event) {
                case ConversationEvent.Opened opened ->
                    opened.conversation().messages().stream()
                            .filter(message -> message.author() == Author.PEER)
                            .map(Message::text)
                            .forEach(seen::add);
                case ConversationEvent.MessageAdded added -> {
                    if (added.message().author() == Author.PEER) {
                        seen.add(added.message().text());
                    }
                }
                case ConversationEvent.CallChanged changed -> {}
                case ConversationEvent.MessageChanged changed -> {}
                case ConversationEvent.MessagesRemoved removed -> {}
                case ConversationEvent.TypingChanged changed -> {}
                case ConversationEvent.UnreadChanged changed -> {}
                case ConversationEvent.Forgotten forgotten -> {}
            }
        });
        List<String> expected = lines.toString().lines().toList();
        soon().until(() -> seen.size() >= 150);
        assertEquals(expected, seen);
    }

    @Test
    void nothingIsToldAfterTheSubscriptionIsClosed() throws Exception {
        ConversationService alice = client(ALICE);
        List<ConversationEvent> closed = new CopyOnWriteArrayList<>();
        List<ConversationEvent> open = new CopyOnWriteArrayList<>();
        Subscription subscription = alice.observe(closed::add);
        alice.observe(open::add);
        subscription.close();
        int before = closed.size();
        alice.call(BOB);
        soon().until(() -> open.size() >= 2);
        assertEquals(before, closed.size());
    }

    @Test
    void anObserverThatThrowsDoesNotDisturbTheOthers() throws Exception {
        ConversationService alice = client(ALICE);
        List<ConversationEvent> heard = new CopyOnWriteArrayList<>();
        alice.observe(event -> {
            throw new IllegalStateException("a faulty observer, on purpose");
        });
        alice.observe(heard::add);
        alice.call(BOB);
        awaitState(alice, BOB, CallState.ENDED);
        soon().until(() -> heard.size() >= 3);
        assertInstanceOf(ConversationEvent.CallChanged.class, heard.getFirst());
    }

    @Test
    void conversationsWithTheNewestEntryComeFirst() throws Exception {
        ConversationService alice = client(ALICE);
        List<PeerId> peers = List.of(BOB, new PeerId("carol"), new PeerId("dave"));
        for (PeerId peer : peers) {
            timers.advance(Duration.ofSeconds(1));
            alice.call(peer);
            awaitEnd(alice, peer, CallState.ENDED, EndReason.PEER_OFFLINE);
            awaitTexts(
                    alice,
                    peer,
                    Author.SYSTEM,
                    "You called " + peer.name(),
                    peer.name() + " is not online. Try again later.");
        }
        assertEquals(
                peers.reversed(),
                alice.conversations().stream().map(Conversation::peer).toList());
    }

    @Test
    void onlyTheNewestMessagesAreHeldInMemory() {
        MessageLog log = new MessageLog(new MessageBudget(MessageBudget.DEFAULT), dropped -> {});
        MessageIds ids = new MessageIds(timers);
        List<Message> all = new ArrayList<>();
        for (int i = 0; i < MessageLog.MAX_MESSAGES + 5; i++) {
            Message message = new Message(ids.next(), Author.PEER, "m" + i, timers.instant(), false);
            all.add(message);
            log.add(message);
        }
        assertEquals(all.subList(5, all.size()), log.snapshot());
    }

    @Test
    void messageIdsAreUuidsOfVersionSevenInTheOrderTheyWereMade() {
        MessageIds ids = new MessageIds(timers);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            var id = ids.next();
            assertEquals(7, id.version());
            assertEquals(2, id.variant());
            made.add(id.toString());
        }
        timers.advance(Duration.ofMinutes(1));
        String later = ids.next().toString();
        made.add(later);
        assertEquals(made.stream().sorted().distinct().toList(), made);
        long millis = Long.parseLong(later.replace("-", "").substring(0, 12), 16);
        assertEquals(timers.instant().toEpochMilli(), millis);
    }
}

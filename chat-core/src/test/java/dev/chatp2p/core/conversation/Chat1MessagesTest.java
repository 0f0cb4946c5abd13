package dev.chatp2p.core.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.conversation.ClassicPeer.ClassicLink;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.peer.Contact.Program;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.settings.ChatSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Messages in calls and without, how far they come, and what is told about reading and writing. */
class Chat1MessagesTest extends ConversationTestBase {

    private static final UUID ID = UUID.fromString("0199c2a0-1b2c-7d3e-8f40-123456789abc");
    private static final UUID SECOND = UUID.fromString("0199c2a0-1b2c-7d3f-8f40-123456789abc");

    // ---- in a call

    @Test
    void aMessageIsQueuedSentDeliveredAndRead() throws Exception {
        ConversationService alice = client(ALICE);
        ConversationService bob = client(BOB);
        Chat1CallTest.connect(alice, bob);
        List<Delivery.State> states = new CopyOnWriteArrayList<>();
        alice.observe(event -> {
            switch (event) {
                case ConversationEvent.MessageAdded added
                when added.message().author() == Author.ME ->
                    states.add(added.message().delivery().state());
                case ConversationEvent.MessageChanged changed ->
                    states.add(changed.message().delivery().state());
                default -> {}
            }
        });
        Message posted = sent(alice.post(BOB, "hello", Optional.empty()));
        awaitTexts(bob, ALICE, Author.PEER, "hello");
        awaitDelivery(alice, BOB, posted.id(), Delivery.State.DELIVERED);
        soon().until(() -> conversation(bob, ALICE).unread() == 1);
        bob.markRead(ALICE);
        awaitDelivery(alice, BOB, posted.id(), Delivery.State.READ);
        soon().until(() -> states.getLast() == Delivery.State.READ);
        assertEquals(Delivery.State.QUEUED, states.getFirst());
        assertEquals(states.stream().sorted().distinct().toList(), states);
        assertEquals(Delivery.State.READ, kept(alice).getLast().delivery().state());
        assertEquals(posted.id(), newest(bob, ALICE, Author.PEER).id());
    }

    @Test
    void linesAndRepliesArriveAsTheyWereWritten() throws Exception {
        ConversationService alice = client(ALICE);
        ConversationService bob = client(BOB);
        Chat1CallTest.connect(alice, bob);
        Message first = sent(alice.send(BOB, "one\ntwo"));
        awaitTexts(bob, ALICE, Author.PEER, "one\ntwo");
        sent(bob.post(ALICE, "both?", Optional.of(first.id())));
        awaitTexts(alice, BOB, Author.PEER, "both?");
        assertEquals(Optional.of(first.id()), newest(alice, BOB, Author.PEER).replyTo());
    }

    @Test
    void aMessageThatComesTwiceIsShownOnceAndAcknowledgedTwice() throws Exception {
        ConversationService alice = client(ALICE);
        FrameLink bob = FrameLink.call(classic(BOB), ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        Frame.Text text = new Frame.Text(ID, Instant.EPOCH, "hello", Optional.empty());
        bob.say(text);
        assertEquals(new Frame.Receipt(List.of(ID), Frame.Stage.DELIVERED), bob.hear(Frame.Receipt.class));
        bob.say(text);
        assertEquals(new Frame.Receipt(List.of(ID), Frame.Stage.DELIVERED), bob.hear(Frame.Receipt.class));
        assertEquals(List.of("hello"), texts(alice, BOB, Author.PEER));
        assertEquals(1, conversation(alice, BOB).unread());
    }

    @Test
    void aClockThatIsAheadIsNotBelieved() throws Exception {
        ConversationService alice = client(ALICE);
        FrameLink bob = FrameLink.call(classic(BOB), ALICE);
        Instant now = timers.instant();
        Instant yesterday = now.minus(Duration.ofDays(1));
        Instant nearly = now.plus(Inbox.MAX_SKEW);
        for (Instant at : List.of(yesterday, nearly, nearly.plusMillis(1), Instant.ofEpochMilli(Long.MIN_VALUE))) {
            bob.say(new Frame.Text(UUID.randomUUID(), at, "at " + at, Optional.empty()));
        }
        soon().until(() -> texts(alice, BOB, Author.PEER).size() == 4);
        assertEquals(
                List.of(yesterday, nearly, now, now),
                conversation(alice, BOB).messages().stream().map(Message::at).toList());
    }

    @Test
    void whatIsTooLongIsCutAndMarkedAndControlCharactersAreWrittenOut() throws Exception {
        ConversationService alice = client(ALICE);
        FrameLink bob = FrameLink.call(classic(BOB), ALICE);
        bob.say(new Frame.Text(ID, Instant.EPOCH, "\u001b[2J" + "€".repeat(OutgoingText.MAX_BYTES), Optional.empty()));
        soon().until(() -> texts(alice, BOB, Author.PEER).size() == 1);
        Message message = newest(alice, BOB, Author.PEER);
        assertTrue(message.cut());
        assertTrue(message.text().startsWith("␛[2J€"), message.text().substring(0, 10));
        assertTrue(message.text().getBytes(UTF_8).length <= OutgoingText.MAX_BYTES + 3);
    }

    // ---- without a call

    @Test
    void aMessageToSomebodyOnlineArrivesWithoutRingingAndTheyCanAnswerOnTheSameLink() throws Exception {
        ConversationService alice = client(ALICE);
        ConversationService bob = client(BOB);
        List<CallState> rung = new CopyOnWriteArrayList<>();
        bob.observe(event -> {
            if (event instanceof ConversationEvent.CallChanged changed) {
                rung.add(changed.call().state());
            }
        });
        Message posted = sent(alice.post(BOB, "are you there?", Optional.empty()));
        assertEquals(Delivery.State.QUEUED, posted.delivery().state());
        awaitDelivery(alice, BOB, posted.id(), Delivery.State.DELIVERED);
        Message answer = sent(bob.post(ALICE, "yes", Optional.of(posted.id())));
        awaitDelivery(bob, ALICE, answer.id(), Delivery.State.DELIVERED);
        awaitTexts(alice, BOB, Author.PEER, "yes");
        assertEquals(List.of(), rung);
        assertEquals(List.of(), texts(bob, ALICE, Author.SYSTEM));
    }

    @Test
    void whatWaitsIsDeliveredWhenTheyComeOnline() throws Exception {
        ConversationService alice = client(ALICE);
        Message posted = sent(alice.post(BOB, "good morning", Optional.empty()));
        Message second = sent(alice.post(BOB, "and good night", Optional.empty()));
        assertEquals(Delivery.State.QUEUED, posted.delivery().state());
        ConversationService bob = client(BOB);
        timers.advance(Duration.ofSeconds(10)); // who is there is asked again
        awaitDelivery(alice, BOB, second.id(), Delivery.State.DELIVERED);
        awaitTexts(bob, ALICE, Author.PEER, "good morning", "and good night");
    }

    @Test
    void aQuietLinkIsClosedAfterAMinuteOfSilenceAndOpenedAgainWhenNeeded() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer peer = classic(BOB);
        var posting = alice.post(BOB, "one", Optional.empty());
        FrameLink bob = FrameLink.accept(peer);
        Frame.Text one = bob.hear(Frame.Text.class);
        assertEquals("one", one.body());
        bob.say(new Frame.Receipt(List.of(one.id()), Frame.Stage.DELIVERED));
        awaitDelivery(alice, BOB, sent(posting).id(), Delivery.State.DELIVERED);
        timers.advance(Courier.IDLE);
        assertEquals(new Frame.Bye(Frame.Bye.DONE), bob.hear(Frame.Bye.class));
        bob.close();
        sent(alice.post(BOB, "two", Optional.empty()));
        FrameLink again = FrameLink.accept(peer);
        assertEquals("two", again.hear(Frame.Text.class).body());
    }

    @Test
    void whatWasNotAcknowledgedWhenTheLinkWasLostIsSentAgain() throws Exception {
        // Before alice, so that she does not see him come online meanwhile.
        ClassicPeer peer = classic(BOB);
        ConversationService alice = client(ALICE);
        Message one = sent(alice.post(BOB, "one", Optional.empty()));
        Message two = sent(alice.post(BOB, "two", Optional.empty()));
        FrameLink bob = FrameLink.accept(peer);
        assertEquals(one.id(), bob.hear(Frame.Text.class).id());
        assertEquals(two.id(), bob.hear(Frame.Text.class).id());
        bob.say(new Frame.Receipt(List.of(one.id()), Frame.Stage.DELIVERED));
        awaitDelivery(alice, BOB, one.id(), Delivery.State.DELIVERED);
        awaitDelivery(alice, BOB, two.id(), Delivery.State.SENT);
        bob.close();
        awaitDelivery(alice, BOB, two.id(), Delivery.State.QUEUED);
        timers.advance(Courier.FIRST_PAUSE);
        FrameLink again = FrameLink.accept(peer);
        assertEquals(two.id(), again.hear(Frame.Text.class).id());
    }

    @Test
    void whatWaitsGoesOutInACallToo() throws Exception {
        ConversationService alice = client(ALICE);
        sent(alice.post(BOB, "before", Optional.empty()));
        ConversationService bob = client(BOB);
        bob.call(ALICE);
        awaitTexts(bob, ALICE, Author.PEER, "before");
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        awaitState(bob, ALICE, CallState.CONNECTED);
    }

    @Test
    void somebodyWhoseProgramWasNeverSeenIsTriedOnceAndAClassicOneNeverAgain() throws Exception {
        ChatClient client = start(ALICE, ChatStores.inMemory());
        ConversationService alice = client.conversations();
        ClassicPeer bob = classic(BOB);
        Message one = sent(alice.post(BOB, "one\nand a half", Optional.empty()));
        ClassicLink tried = bob.accept();
        soon().until(() -> timers.waiting() >= 2);
        noOfferComes();
        assertEquals("", tried.readToEnd());
        soon().until(() -> client.contacts().contact(BOB).program(), Program.CLASSIC::equals);
        Message two = sent(alice.post(BOB, "two", Optional.empty()));
        // The next link is a call; there, everything that waits is said once somebody answers.
        alice.call(BOB);
        ClassicLink call = bob.accept();
        call.send("\n");
        assertEquals("one", call.line());
        assertEquals("and a half", call.line());
        assertEquals("two", call.line());
        awaitDelivery(alice, BOB, one.id(), Delivery.State.SENT);
        awaitDelivery(alice, BOB, two.id(), Delivery.State.SENT);
    }

    @Test
    void inACallWithAClassicPeerPostsAreLines() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        ClassicLink link = bob.dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        Message early = sent(alice.post(BOB, "a moment", Optional.empty()));
        assertEquals(CallState.INCOMING, call(alice, BOB).state());
        alice.answer(BOB);
        assertEquals("", link.line());
        assertEquals("a moment", link.line());
        awaitDelivery(alice, BOB, early.id(), Delivery.State.SENT);
        sent(alice.post(BOB, "now", Optional.empty()));
        assertEquals("now", link.line());
    }

    @Test
    void whileItRingsAtAClassicPeerWhatIsPostedIsSaidToo() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink link = bob.accept();
        awaitState(alice, BOB, CallState.RINGING);
        sent(alice.post(BOB, "hello", Optional.empty()));
        noOfferComes();
        assertEquals("hello", link.line());
        assertEquals(CallState.RINGING, call(alice, BOB).state());
    }

    @Test
    void aPostThatIsNotFitToBeSentIsRefused() throws Exception {
        ConversationService alice = client(ALICE);
        assertEquals(Reason.NOT_ALLOWED, notSent(alice.post(ALICE, "to myself", Optional.empty())));
        assertEquals(Reason.PROTOCOL, notSent(alice.post(BOB, " \n ", Optional.empty())));
        assertEquals(
                Optional.empty(),
                alice.conversation(BOB).map(Conversation::messages).filter(m -> !m.isEmpty()));
    }

    @Test
    void aStrangerFillsNoMoreThanACallsWorthOfMessages() throws Exception {
        ConversationService alice = client(ALICE);
        FrameLink bob = FrameLink.deliver(classic(BOB), ALICE);
        for (int i = 0; i < PendingLines.MAX_LINES + 10; i++) {
            bob.say(new Frame.Text(UUID.randomUUID(), Instant.EPOCH, "spam " + i, Optional.empty()));
        }
        bob.say(new Frame.Ping(1));
        bob.hear(Frame.Pong.class);
        assertEquals(PendingLines.MAX_LINES, conversation(alice, BOB).unread());
        // And the history has no more of it than is in memory.
        assertEquals(MessageLog.MAX_MESSAGES, keptTexts(alice, BOB, Author.PEER).size());
        assertEquals(CallState.IDLE, call(alice, BOB).state());
    }

    @Test
    void whatTheNetworkForbidsFailsAndCanBeTriedAgain() throws Exception {
        ConversationService alice = client(ALICE);
        network.forbid(BOB);
        Message posted = sent(alice.post(BOB, "hello", Optional.empty()));
        awaitDelivery(alice, BOB, posted.id(), Delivery.State.FAILED);
        network.allow(BOB);
        ConversationService bob = client(BOB);
        alice.retry(BOB, posted.id());
        awaitDelivery(alice, BOB, posted.id(), Delivery.State.DELIVERED);
        awaitTexts(bob, ALICE, Author.PEER, "hello");
    }

    @Test
    void aPeerWhoDoesNotUnderstandUsIsToldInWords() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer peer = classic(BOB);
        alice.call(BOB);
        FrameLink bob = FrameLink.accept(peer);
        bob.say(new Frame.Bye(Frame.Bye.PROTOCOL));
        Call ended = awaitEnd(alice, BOB, CallState.ENDED, EndReason.PROTOCOL);
        assertTrue(ended.sentence().contains("updates"), ended.sentence());
    }

    // ---- what is told

    @Test
    void readingIsNotToldByThoseWhoDoNotWantIt() throws Exception {
        ChatClient client = start(ALICE, ChatStores.inMemory());
        ConversationService alice = client.conversations();
        client.settings().change(settings -> settings.with(new ChatSettings.Privacy(false, false, false)));
        soon().until(() -> !client.settings().settings().privacy().receipts());
        note(client, BOB, contact -> contact.withKnown(true));
        FrameLink bob = FrameLink.deliver(classic(BOB), ALICE);
        bob.say(new Frame.Text(ID, Instant.EPOCH, "hello", Optional.empty()));
        assertEquals(new Frame.Receipt(List.of(ID), Frame.Stage.DELIVERED), bob.hear());
        alice.markRead(BOB);
        alice.typing(BOB, true);
        soon().until(() -> conversation(alice, BOB).unread() == 0);
        bob.say(new Frame.Ping(1));
        assertEquals(new Frame.Pong(1), bob.hear());
    }

    @Test
    void whatWasReadWithoutALinkIsToldOverTheNext() throws Exception {
        ChatClient client = start(ALICE, ChatStores.inMemory());
        ConversationService alice = client.conversations();
        note(client, BOB, contact -> contact.withKnown(true));
        ClassicPeer peer = classic(BOB);
        readWithoutALink(alice, FrameLink.deliver(peer, ALICE), ID);
        FrameLink again = FrameLink.deliver(peer, ALICE);
        assertEquals(new Frame.Receipt(List.of(ID), Frame.Stage.READ), again.hear());
    }

    /** A message that comes over the link is read when that has ended. */
    private void readWithoutALink(ConversationService reader, FrameLink bob, UUID id) throws Exception {
        bob.say(new Frame.Text(id, Instant.EPOCH, "hello", Optional.empty()));
        bob.hear(Frame.Receipt.class);
        bob.say(new Frame.Bye(Frame.Bye.DONE));
        bob.awaitEnd();
        reader.markRead(BOB);
        soon().until(() -> conversation(reader, BOB).unread() == 0);
    }

    @Test
    void whatCameBeforeARestartIsToldAsReadAfterIt() throws Exception {
        ChatStores stores = ChatStores.inMemory();
        ChatClient before = start(ALICE, stores);
        note(before, BOB, contact -> contact.withKnown(true));
        ClassicPeer peer = classic(BOB);
        FrameLink bob = FrameLink.deliver(peer, ALICE);
        bob.say(new Frame.Text(ID, Instant.EPOCH, "hello", Optional.empty()));
        bob.hear(Frame.Receipt.class);
        before.close();

        ChatClient after = start(ALICE, stores);
        note(after, BOB, contact -> contact.withKnown(true));
        ConversationService alice = after.conversations();
        soon().until(() -> conversation(alice, BOB).unread() == 1);
        FrameLink again = FrameLink.deliver(peer, ALICE);
        again.say(new Frame.Ping(1));
        again.hear(Frame.Pong.class);
        alice.markRead(BOB);
        assertEquals(new Frame.Receipt(List.of(ID), Frame.Stage.READ), again.hear());
    }

    @Test
    void whatWasReadWithoutALinkBeforeARestartIsToldAfterItAndOnlyThat() throws Exception {
        ChatStores stores = ChatStores.inMemory();
        ChatClient before = start(ALICE, stores);
        note(before, BOB, contact -> contact.withKnown(true));
        ClassicPeer peer = classic(BOB);
        readWithoutALink(before.conversations(), FrameLink.deliver(peer, ALICE), ID);
        FrameLink between = FrameLink.deliver(peer, ALICE);
        assertEquals(new Frame.Receipt(List.of(ID), Frame.Stage.READ), between.hear());
        readWithoutALink(before.conversations(), between, SECOND);
        before.close();

        ChatClient after = start(ALICE, stores);
        FrameLink again = FrameLink.deliver(peer, ALICE);
        assertEquals(new Frame.Receipt(List.of(SECOND), Frame.Stage.READ), again.hear());
        after.close();
        assertEquals(0, stores.history().conversations().getFirst().untold());
    }

    @Test
    void whatWasReadIsNotToldByThoseWhoHaveChangedTheirMind() throws Exception {
        ChatClient client = start(ALICE, ChatStores.inMemory());
        ConversationService alice = client.conversations();
        note(client, BOB, contact -> contact.withKnown(true));
        ClassicPeer peer = classic(BOB);
        readWithoutALink(alice, FrameLink.deliver(peer, ALICE), ID);
        client.settings().change(settings -> settings.with(new ChatSettings.Privacy(false, false, false)));
        soon().until(() -> !client.settings().settings().privacy().receipts());
        FrameLink again = FrameLink.deliver(peer, ALICE);
        again.say(new Frame.Ping(1));
        assertEquals(new Frame.Pong(1), again.hear());
    }

    @Test
    void writingIsToldAtMostEveryTwoSecondsAndExpiresAfterSix() throws Exception {
        ConversationService alice = client(ALICE);
        FrameLink bob = FrameLink.call(classic(BOB), ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        bob.hear(Frame.Answer.class);
        alice.typing(BOB, true);
        alice.typing(BOB, true);
        alice.typing(BOB, false);
        alice.typing(BOB, false);
        assertEquals(new Frame.Typing(true), bob.hear());
        assertEquals(new Frame.Typing(false), bob.hear());
        alice.typing(BOB, true);
        bob.say(new Frame.Ping(1));
        assertEquals(new Frame.Pong(1), bob.hear());
        timers.advance(Typing.PAUSE);
        alice.typing(BOB, true);
        assertEquals(new Frame.Typing(true), bob.hear());

        List<Boolean> seen = new CopyOnWriteArrayList<>();
        alice.observe(event -> {
            if (event instanceof ConversationEvent.TypingChanged changed) {
                seen.add(changed.typing());
            }
        });
        bob.say(new Frame.Typing(true));
        bob.say(new Frame.Typing(true));
        soon().until(() -> seen, List.of(true)::equals);
        bob.say(new Frame.Ping(2));
        bob.hear(Frame.Pong.class);
        timers.advance(Typing.EXPIRY);
        soon().until(() -> seen, List.of(true, false)::equals);
        bob.say(new Frame.Typing(true));
        bob.say(new Frame.Text(ID, Instant.EPOCH, "done", Optional.empty()));
        soon().until(() -> seen, List.of(true, false, true, false)::equals);
    }

    // ---- who may

    @Test
    void whoeverIsBlockedGetsNoHintAndLeavesNothing() throws Exception {
        ChatClient client = start(ALICE, ChatStores.inMemory());
        note(client, BOB, contact -> contact.withAnswering(Contact.Answering.BLOCKED));
        ClassicLink link = classic(BOB).dial(ALICE, "hello [chat/1]".getBytes(UTF_8));
        assertEquals("", link.readToEnd());
        assertEquals(Optional.empty(), client.conversations().conversation(BOB));
    }

    @Test
    void blockingEndsWhatGoesOn() throws Exception {
        ChatClient client = start(ALICE, ChatStores.inMemory());
        FrameLink bob = FrameLink.call(classic(BOB), ALICE);
        awaitState(client.conversations(), BOB, CallState.INCOMING);
        client.contacts().change(BOB, contact -> contact.withAnswering(Contact.Answering.BLOCKED));
        awaitEnd(client.conversations(), BOB, CallState.ENDED, EndReason.BLOCKED);
        assertEquals(new Frame.Decline(Frame.Refusal.DECLINED), bob.hear(Frame.Decline.class));
    }

    @Test
    void whoeverIsAlwaysAnsweredIsAnswered() throws Exception {
        ChatClient client = start(ALICE, ChatStores.inMemory());
        note(client, BOB, contact -> contact.withAnswering(Contact.Answering.ALWAYS));
        ClassicPeer bob = classic(BOB);
        ClassicLink link = bob.dial(ALICE);
        assertEquals("", link.line());
        awaitState(client.conversations(), BOB, CallState.CONNECTED);
        link.close();
        awaitState(client.conversations(), BOB, CallState.ENDED);
        FrameLink.call(bob, ALICE).hear(Frame.Answer.class);
    }

    @Test
    void callingAnsweringAndWritingMakesSomebodyKnown() throws Exception {
        ChatClient client = start(ALICE, ChatStores.inMemory());
        ConversationService alice = client.conversations();
        classic(BOB).dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        assertFalse(client.contacts().contact(BOB).known());
        alice.answer(BOB);
        PeerId carol = new PeerId("carol");
        PeerId dave = new PeerId("dave");
        alice.call(carol);
        sent(alice.post(dave, "hello", Optional.empty()));
        soon().until(() -> List.of(BOB, carol, dave).stream()
                .allMatch(peer -> client.contacts().contact(peer).known()));
    }

    private static List<Message> kept(ConversationService service) throws Exception {
        return service.messagesBefore(BOB, Optional.empty(), 100)
                .toCompletableFuture()
                .get();
    }
}

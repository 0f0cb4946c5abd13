package dev.chatp2p.core.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.Call.Protocol;
import dev.chatp2p.core.conversation.ClassicPeer.ClassicLink;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.protocol.Frame;
import dev.chatp2p.core.protocol.Hello;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The paths of a call between two that speak {@code chat/1}, and how they find that out. */
class Chat1CallTest extends ConversationTestBase {

    private static final byte[] MARKED = ("hello" + Hello.MARK).getBytes(UTF_8);

    // ---- two of ours

    @Test
    void aCallGoesFromDialingOverRingingToConnectedAndEndsOnBothSides() throws Exception {
        ConversationService alice = client(ALICE);
        ConversationService bob = client(BOB);
        List<CallState> states = new CopyOnWriteArrayList<>();
        alice.observe(event -> {
            if (event instanceof ConversationEvent.CallChanged changed
                    && (states.isEmpty() || states.getLast() != changed.call().state())) {
                states.add(changed.call().state());
            }
        });
        alice.call(BOB);
        awaitState(bob, ALICE, CallState.INCOMING);
        assertEquals("hi there", call(bob, ALICE).greeting());
        assertEquals(Protocol.CHAT_1, call(bob, ALICE).protocol());
        soon().until(() -> call(alice, BOB).protocol(), Protocol.CHAT_1::equals);
        assertEquals(CallState.RINGING, call(alice, BOB).state());
        bob.answer(ALICE);
        awaitState(alice, BOB, CallState.CONNECTED);
        timers.advance(Duration.ofSeconds(5));
        bob.hangUp(ALICE);
        Call ended = awaitEnd(alice, BOB, CallState.ENDED, EndReason.HUNG_UP);
        assertEquals("bob has left the conversation.", ended.sentence());
        assertEquals(List.of(CallState.DIALING, CallState.RINGING, CallState.CONNECTED, CallState.ENDED), states);
        awaitTexts(alice, BOB, Author.SYSTEM, "You called bob", "bob answered", "bob hung up");
        assertEquals(
                Optional.of(new Notice(Notice.Kind.THEY_HUNG_UP, 5)),
                newest(alice, BOB, Author.SYSTEM).notice());
        awaitTexts(bob, ALICE, Author.SYSTEM, "You answered alice's call", "You hung up");
        assertEquals(
                Optional.of(new Notice(Notice.Kind.YOU_HUNG_UP, 5)),
                newest(bob, ALICE, Author.SYSTEM).notice());
    }

    @Test
    void decliningIsToldAsDeclined() throws Exception {
        ConversationService alice = client(ALICE);
        ConversationService bob = client(BOB);
        alice.call(BOB);
        awaitState(bob, ALICE, CallState.INCOMING);
        // A line would mean after such a time that nobody was there; here it is said.
        timers.advance(Duration.ofSeconds(59));
        bob.decline(ALICE);
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.DECLINED);
        awaitEnd(bob, ALICE, CallState.DECLINED, EndReason.DECLINED);
    }

    @Test
    void givingUpLeavesAMissedCall() throws Exception {
        ConversationService alice = client(ALICE);
        ConversationService bob = client(BOB);
        alice.call(BOB);
        awaitState(bob, ALICE, CallState.INCOMING);
        alice.hangUp(BOB);
        Call missed = awaitEnd(bob, ALICE, CallState.MISSED, EndReason.CANCELLED);
        assertEquals("alice gave up before you could answer.", missed.sentence());
        soon().until(() -> conversation(bob, ALICE).unread() == 1);
        assertEquals(
                Optional.of(Notice.of(Notice.Kind.MISSED)),
                newest(bob, ALICE, Author.SYSTEM).notice());
    }

    @Test
    void ringingOutIsNoAnswerHereAndMissedThere() throws Exception {
        ConversationService alice = client(ALICE);
        ConversationService bob = client(BOB);
        alice.call(BOB);
        awaitState(bob, ALICE, CallState.INCOMING);
        soon().until(() -> call(alice, BOB).protocol(), Protocol.CHAT_1::equals);
        // Also if something was written: that is a message, and no reason to ring for longer.
        sent(alice.send(BOB, "are you there?"));
        timers.advance(PeerCall.RING_TIME);
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.NO_ANSWER);
        soon().until(() -> !call(bob, ALICE).state().isLive());
        assertEquals(CallState.MISSED, call(bob, ALICE).state());
        awaitTexts(bob, ALICE, Author.PEER, "are you there?");
    }

    @Test
    void aLinkThatIsLostIsLostOnBothSides() throws Exception {
        ConversationService alice = client(ALICE);
        ConversationService bob = client(BOB);
        connect(alice, bob);
        network.unplug(BOB);
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.LOST_CONNECTION);
        awaitEnd(bob, ALICE, CallState.ENDED, EndReason.LOST_CONNECTION);
        assertEquals(
                Optional.of(Notice.Kind.LOST),
                newest(alice, BOB, Author.SYSTEM).notice().map(Notice::kind));
    }

    // ---- what is said on the wire

    @Test
    void theCallerHearsThatItRingsAndThatSomebodyAnswers() throws Exception {
        ConversationService alice = client(ALICE);
        FrameLink bob = FrameLink.call(classic(BOB), ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        assertEquals(new Frame.Ringing(), bob.hear());
        alice.answer(BOB);
        assertEquals(new Frame.Answer(), bob.hear());
        bob.say(new Frame.Bye("done"));
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.HUNG_UP);
    }

    @ParameterizedTest
    @CsvSource({
        "DECLINED,DECLINED,declined the call",
        "BUSY,BUSY,is busy",
        "BLOCKED,DECLINED,declined the call",
        "TIMEOUT,NO_ANSWER,did not answer"
    })
    void everyRefusalHasItsReason(Frame.Refusal refusal, EndReason reason, String words) throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer peer = classic(BOB);
        alice.call(BOB);
        FrameLink bob = FrameLink.accept(peer);
        bob.say(new Frame.Ringing());
        bob.say(new Frame.Decline(refusal));
        Call ended = awaitEnd(alice, BOB, CallState.ENDED, reason);
        assertTrue(ended.sentence().contains(words), ended.sentence());
        bob.awaitEnd();
    }

    @Test
    void whoeverCallsInTheMiddleOfAConversationHearsThatWeAreBusy() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer peer = classic(BOB);
        FrameLink first = FrameLink.call(peer, ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        first.hear(Frame.Answer.class);
        FrameLink again = FrameLink.call(peer, ALICE);
        FrameLink last = FrameLink.call(peer, ALICE);
        // The newer one takes the place of the one that waited.
        assertEquals(new Frame.Decline(Frame.Refusal.BUSY), again.hear());
        last.say(new Frame.Ping(1));
        last.hear(Frame.Pong.class);
        timers.advance(PeerCall.NEXT_TIME);
        assertEquals(new Frame.Decline(Frame.Refusal.BUSY), last.hear());
        assertEquals(CallState.CONNECTED, call(alice, BOB).state());
    }

    @Test
    void aSecondCallReplacesTheFirstOneSilently() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer peer = classic(BOB);
        FrameLink first = FrameLink.call(peer, ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        FrameLink second = FrameLink.call(peer, ALICE);
        first.awaitEnd();
        alice.answer(BOB);
        second.hear(Frame.Answer.class);
        awaitTexts(alice, BOB, Author.SYSTEM, "You answered bob's call");
    }

    @Test
    void anEndWithoutAWordIsALostConnection() throws Exception {
        ConversationService alice = client(ALICE);
        FrameLink bob = FrameLink.call(classic(BOB), ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        bob.hear(Frame.Answer.class);
        bob.close();
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.LOST_CONNECTION);
    }

    @Test
    void whatIsNoFrameEndsTheCallIsSaidAndCounted() throws Exception {
        ConversationService alice = client(ALICE);
        FrameLink bob = FrameLink.call(classic(BOB), ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        bob.hear(Frame.Answer.class);
        bob.send("hello\n".getBytes(UTF_8));
        assertEquals(new Frame.Bye(Frame.Bye.PROTOCOL), bob.hear());
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.PROTOCOL);
        assertEquals(1, ((LinkConversationService) alice).malformedFrames());
    }

    @Test
    void aPeerWhoStaysSilentIsAskedThreeTimesAndThenGivenUp() throws Exception {
        ConversationService alice = client(ALICE);
        FrameLink bob = FrameLink.call(classic(BOB), ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        bob.hear(Frame.Answer.class);
        for (int i = 1; i <= Liveness.MAX_MISSED; i++) {
            timers.advance(Liveness.INTERVAL);
            assertInstanceOf(Frame.Ping.class, bob.hear());
        }
        timers.advance(Liveness.INTERVAL);
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.LOST_CONNECTION);
    }

    @Test
    void aPingIsAnsweredWithItsNumber() throws Exception {
        ConversationService alice = client(ALICE);
        FrameLink bob = FrameLink.call(classic(BOB), ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        assertEquals(new Frame.Ringing(), bob.hear());
        bob.say(new Frame.Ping(42));
        assertEquals(new Frame.Pong(42), bob.hear());
    }

    // ---- how they find out

    @Test
    void nothingIsSaidToAClassicPeerBeforeTheTimeForItsOfferIsOver() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink link = bob.accept();
        awaitState(alice, BOB, CallState.RINGING);
        var sending = alice.send(BOB, "hello");
        timers.advance(PeerChannel.OFFER_TIME.minusMillis(1));
        assertFalse(sending.toCompletableFuture().isDone());
        timers.advance(Duration.ofMillis(1));
        assertEquals("hello", link.line());
        assertEquals(Protocol.LINES, call(alice, BOB).protocol());
    }

    @Test
    void anOfferThatComesTooLateIsDroppedAndTheOtherSideHearsThatItWillBeLines() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink link = bob.accept();
        awaitState(alice, BOB, CallState.RINGING);
        noOfferComes();
        link.send(FrameLink.HELLO.line());
        assertEquals("", link.line());
        link.send("hello\n");
        awaitTexts(alice, BOB, Author.PEER, "hello");
        sent(alice.send(BOB, "hi"));
        assertEquals("hi", link.line());
    }

    @Test
    void aMarkedCallRingsAtOnceWhenItsFirstLineIsText() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = classic(BOB).dial(ALICE, MARKED);
        assertTrue(link.line().startsWith("chat/1 {\"v\":1,"));
        assertEquals(
                Optional.empty(), alice.conversation(BOB).flatMap(c -> c.call().end()));
        link.send("hello\n");
        awaitState(alice, BOB, CallState.INCOMING);
        assertEquals("hello", call(alice, BOB).greeting());
        alice.answer(BOB);
        assertEquals("", link.line());
        awaitTexts(alice, BOB, Author.PEER, "hello");
    }

    @Test
    void aMarkedCallThatSaysNothingRingsAfterThreeSecondsAndAHalf() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = classic(BOB).dial(ALICE, MARKED);
        link.line();
        soon().until(() -> alice.conversation(BOB).isPresent());
        assertEquals(CallState.IDLE, call(alice, BOB).state());
        timers.advance(Talk.OPENING_TIME);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        assertEquals("", link.line());
        sent(alice.send(BOB, "hi"));
        assertEquals("hi", link.line());
    }

    @Test
    void aDecisionThatComesWhileItRingsAlreadyStillCounts() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = classic(BOB).dial(ALICE, MARKED);
        link.line();
        soon().until(() -> alice.conversation(BOB).isPresent());
        timers.advance(Talk.OPENING_TIME);
        awaitState(alice, BOB, CallState.INCOMING);
        link.send(FrameLink.HELLO.line());
        soon().until(() -> call(alice, BOB).protocol(), Protocol.CHAT_1::equals);
        assertEquals(CallState.INCOMING, call(alice, BOB).state());
    }

    @Test
    void aDeliveryThatRangBecauseItCameLateIsToldAsMissed() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicLink link = classic(BOB).dial(ALICE, MARKED);
        link.line();
        soon().until(() -> alice.conversation(BOB).isPresent());
        timers.advance(Talk.OPENING_TIME);
        awaitState(alice, BOB, CallState.INCOMING);
        link.send(FrameLink.HELLO.withPurpose(Hello.DELIVER).line());
        awaitState(alice, BOB, CallState.MISSED);
        soon().until(() -> conversation(alice, BOB).unread() == 1);
    }

    @Test
    void aMarkedLinkThatEndsBeforeItSaysWhatItIsLeavesNothing() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        ClassicLink link = bob.dial(ALICE, MARKED);
        link.line();
        link.close();
        bob.dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        assertEquals(List.of(), texts(alice, BOB, Author.SYSTEM));
    }

    @Test
    void aFourthLinkThatDoesNotSayWhatItIsTakesThePlaceOfTheFirst() throws Exception {
        client(ALICE);
        ClassicPeer bob = classic(BOB);
        ClassicLink first = bob.dial(ALICE, MARKED);
        first.line();
        for (int i = 0; i < Talk.MAX_OPENING; i++) {
            bob.dial(ALICE, MARKED).line();
        }
        assertEquals("", first.readToEnd());
    }

    // ---- both at the same moment

    @Test
    void withTheLargerNameOurCallIsDroppedForTheirs() throws Exception {
        PeerId zoe = new PeerId("zoe");
        ConversationService service = client(zoe);
        ClassicPeer bob = classic(BOB);
        service.call(BOB);
        FrameLink ours = FrameLink.accept(bob);
        ours.say(new Frame.Ringing());
        FrameLink theirs = FrameLink.call(bob, zoe);
        assertEquals(new Frame.Answer(), theirs.hear());
        assertEquals(new Frame.Cancel(), ours.hear());
        awaitState(service, BOB, CallState.CONNECTED);
        assertFalse(call(service, BOB).outgoing());
        awaitTexts(service, BOB, Author.SYSTEM, "You called bob", "You and bob called each other");
    }

    @Test
    void withTheSmallerNameOurCallSurvives() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        FrameLink ours = FrameLink.accept(bob);
        FrameLink theirs = FrameLink.call(bob, ALICE);
        ours.say(new Frame.Answer());
        theirs.say(new Frame.Cancel());
        awaitState(alice, BOB, CallState.CONNECTED);
        assertTrue(call(alice, BOB).outgoing());
        UUID id = UUID.randomUUID();
        ours.say(new Frame.Text(id, Instant.EPOCH, "hello", Optional.empty()));
        awaitTexts(alice, BOB, Author.PEER, "hello");
        theirs.awaitEnd();
    }

    @Test
    void theirCallIsTakenIfTheyRefuseOurs() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        FrameLink ours = FrameLink.accept(bob);
        FrameLink theirs = FrameLink.call(bob, ALICE);
        theirs.say(new Frame.Ping(1));
        theirs.hear(Frame.Pong.class);
        ours.say(new Frame.Decline(Frame.Refusal.BUSY));
        theirs.hear(Frame.Answer.class);
        awaitState(alice, BOB, CallState.CONNECTED);
    }

    static void connect(ConversationService caller, ConversationService callee) {
        caller.call(BOB);
        awaitState(callee, ALICE, CallState.INCOMING);
        callee.answer(ALICE);
        awaitState(caller, BOB, CallState.CONNECTED);
        awaitState(callee, ALICE, CallState.CONNECTED);
    }
}

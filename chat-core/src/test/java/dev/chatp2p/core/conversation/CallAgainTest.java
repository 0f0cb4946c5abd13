package dev.chatp2p.core.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.conversation.ClassicPeer.ClassicLink;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer calls in the middle of a conversation: perhaps its end is only not here yet. */
class CallAgainTest extends ConversationTestBase {

    /** More than a link holds: once that is written, the other side has read the beginning. */
    private static final String MANY_EMPTY_LINES = "\n".repeat(400 * 1024);

    private static final byte[] AGAIN = "again".getBytes(UTF_8);

    @Test
    void aCallThatIsHereBeforeTheEndOfTheLastOneRingsAtThatEnd() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        ClassicLink first = talking(alice, bob);
        ClassicLink again = waiting(bob);
        again.send("hello again\n" + MANY_EMPTY_LINES);
        first.send("bye\n");
        first.close();
        awaitState(alice, BOB, CallState.INCOMING);
        assertEquals("again", call(alice, BOB).greeting());
        assertEquals(List.of("bye"), texts(alice, BOB, Author.PEER));
        assertEquals(List.of("You answered bob's call", "bob hung up"), texts(alice, BOB, Author.SYSTEM));
        alice.answer(BOB);
        assertEquals("", again.line());
        awaitTexts(alice, BOB, Author.PEER, "bye", "hello again");
        timers.advance(Duration.ofMinutes(5));
        again.send("still here\n");
        awaitTexts(alice, BOB, Author.PEER, "bye", "hello again", "still here");
    }

    @Test
    void aCallThatWaitedRingsOutAsAnyOtherAndItsTextIsShown() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        ClassicLink first = talking(alice, bob);
        ClassicLink again = waiting(bob);
        again.send("are you there?\n" + MANY_EMPTY_LINES);
        first.close();
        awaitState(alice, BOB, CallState.INCOMING);
        timers.advance(PeerCall.RING_TIME);
        awaitEnd(alice, BOB, CallState.MISSED, EndReason.NO_ANSWER);
        awaitTexts(alice, BOB, Author.PEER, "are you there?");
        assertEquals("", again.readToEnd());
    }

    @Test
    void aCallInTheMiddleOfAConversationThatGoesOnIsClosedAfterThreeSeconds() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        ClassicLink first = talking(alice, bob);
        ClassicLink second = waiting(bob);
        second.send("not shown\n" + MANY_EMPTY_LINES);
        timers.advance(PeerCall.NEXT_TIME);
        assertEquals("", second.readToEnd());
        first.send("still here\n");
        awaitTexts(alice, BOB, Author.PEER, "still here");
        assertEquals(CallState.CONNECTED, call(alice, BOB).state());
        first.close();
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.HUNG_UP);
        bob.dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        awaitTexts(alice, BOB, Author.SYSTEM, "You answered bob's call", "bob hung up", "You answered bob's call");
        assertEquals(List.of("still here"), texts(alice, BOB, Author.PEER));
    }

    @Test
    void everyFurtherCallHasItsOwnThreeSeconds() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        ClassicLink first = talking(alice, bob);
        waiting(bob);
        timers.advance(PeerCall.NEXT_TIME.minusMillis(1));
        ClassicLink last = waiting(bob);
        timers.advance(PeerCall.NEXT_TIME.minusMillis(1));
        first.close();
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        assertEquals("", last.line());
    }

    @Test
    void aCallThatIsGivenUpWhileItWaitsDoesNotRing() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        ClassicLink first = talking(alice, bob);
        ClassicLink second = waiting(bob);
        second.closeOutput();
        assertEquals("", second.readToEnd());
        first.close();
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.HUNG_UP);
    }

    @Test
    void whenWeHangUpTheCallThatWaitsRings() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        ClassicLink first = talking(alice, bob);
        ClassicLink again = waiting(bob);
        alice.hangUp(BOB);
        awaitState(alice, BOB, CallState.INCOMING);
        assertEquals("", first.readToEnd());
        assertEquals(List.of("You answered bob's call", "You hung up"), texts(alice, BOB, Author.SYSTEM));
        alice.answer(BOB);
        assertEquals("", again.line());
    }

    @Test
    void whenTheProgramClosesTheCallThatWaitsIsClosedToo() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        ClassicLink first = talking(alice, bob);
        ClassicLink second = waiting(bob);
        alice.close();
        assertEquals("", first.readToEnd());
        assertEquals("", second.readToEnd());
        assertEquals(Optional.of(EndReason.SHUTDOWN), call(alice, BOB).end());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hangingUpAndCallingAgainAtOnceAlwaysRings(boolean callerHasTheSmallerName) throws Exception {
        ConversationService alice = client(ALICE);
        ConversationService bob = client(BOB);
        ConversationService caller = callerHasTheSmallerName ? alice : bob;
        ConversationService callee = callerHasTheSmallerName ? bob : alice;
        PeerId callerName = callerHasTheSmallerName ? ALICE : BOB;
        PeerId calleeName = callerHasTheSmallerName ? BOB : ALICE;
        // More rounds than links may be open at the same time, so that one that is not given back is noticed.
        for (int round = 0; round < 2 * CallLimits.MAX_OPEN_LINKS; round++) {
            caller.hangUp(calleeName);
            caller.call(calleeName);
            awaitState(callee, callerName, CallState.INCOMING);
            callee.answer(callerName);
            awaitState(caller, calleeName, CallState.CONNECTED);
            awaitState(callee, callerName, CallState.CONNECTED);
            timers.advance(CallLimits.RATE_WINDOW.dividedBy(CallLimits.MAX_CALLS_PER_PEER));
        }
        sent(caller.send(calleeName, "still here"));
        awaitTexts(callee, callerName, Author.PEER, "still here");
    }

    private static ClassicLink talking(ConversationService alice, ClassicPeer bob) throws Exception {
        ClassicLink link = bob.dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        assertEquals("", link.line());
        awaitState(alice, BOB, CallState.CONNECTED);
        return link;
    }

    /** Dials alice, and returns once that link waits there: then it has replaced one dialed before it. */
    private static ClassicLink waiting(ClassicPeer bob) throws Exception {
        ClassicLink before = bob.dial(ALICE);
        ClassicLink waiting = bob.dial(ALICE, AGAIN);
        assertEquals("", before.readToEnd());
        return waiting;
    }
}

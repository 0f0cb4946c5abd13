package dev.chatp2p.core.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.ClassicPeer.ClassicLink;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Two people call each other at the same moment: the call of the alphabetically smaller name survives. */
class CallEachOtherTest extends ConversationTestBase {

    private static final PeerId ZOE = new PeerId("zoe");

    @Test
    void withTheLargerNameOurDialIsGivenUpForTheirCallWithoutRinging() throws Exception {
        ConversationService zoe = client(ZOE);
        ClassicPeer bob = classic(BOB);
        network.stall(BOB);
        zoe.call(BOB);
        awaitState(zoe, BOB, CallState.DIALING);
        ClassicLink theirs = bob.dial(ZOE);
        assertEquals("", theirs.line());
        awaitState(zoe, BOB, CallState.CONNECTED);
        assertFalse(call(zoe, BOB).outgoing());
        network.resume(BOB);
        theirs.send("hello\n");
        awaitTexts(zoe, BOB, Author.PEER, "hello");
        awaitTexts(zoe, BOB, Author.SYSTEM, "You called bob", "You and bob called each other");
    }

    @Test
    void withTheLargerNameOurRingingCallIsDroppedForTheirs() throws Exception {
        ConversationService zoe = client(ZOE);
        ClassicPeer bob = classic(BOB);
        zoe.call(BOB);
        ClassicLink ours = bob.accept();
        awaitState(zoe, BOB, CallState.RINGING);
        noOfferComes();
        sent(zoe.send(BOB, "written while ringing"));
        ClassicLink theirs = bob.dial(ZOE);
        assertEquals("", theirs.line());
        awaitState(zoe, BOB, CallState.CONNECTED);
        assertEquals("written while ringing\n", ours.readToEnd());
        sent(zoe.send(BOB, "and after"));
        assertEquals("and after", theirs.line());
    }

    @Test
    void withTheSmallerNameOurCallSurvivesOnceTheyTakeIt() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        network.stall(BOB);
        alice.call(BOB);
        awaitState(alice, BOB, CallState.DIALING);
        ClassicLink theirs = parked(bob);
        theirs.send("written on the call that is dropped\n");
        network.resume(BOB);
        ClassicLink ours = bob.accept();
        awaitState(alice, BOB, CallState.RINGING);
        theirs.close();
        ours.send("\nand on the other\n");
        awaitState(alice, BOB, CallState.CONNECTED);
        assertTrue(call(alice, BOB).outgoing());
        // Nothing says which of the two links is read first.
        Set<String> both = Set.of("written on the call that is dropped", "and on the other");
        soon().until(() -> Set.copyOf(texts(alice, BOB, Author.PEER)), both::equals);
        sent(alice.send(BOB, "hello"));
        assertEquals("hello", ours.line());
    }

    @Test
    void withTheSmallerNameTheirCallIsTakenIfTheyDoNotTakeOurs() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink ours = bob.accept();
        awaitState(alice, BOB, CallState.RINGING);
        ClassicLink theirs = bob.dial(ALICE);
        theirs.send("hello\n");
        // Ringing, for an offer, asking who is there, and for bob to choose; a classic client does not choose.
        soon().until(() -> timers.waiting() == 4);
        timers.advance(PeerCall.RIVAL_TIME);
        awaitState(alice, BOB, CallState.CONNECTED);
        assertEquals("", theirs.line());
        assertEquals("", ours.readToEnd());
        awaitTexts(alice, BOB, Author.PEER, "hello");
    }

    @Test
    void theirCallIsTakenAtOnceIfOursCannotGetThrough() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        bob.stopHosting();
        network.stall(BOB);
        alice.call(BOB);
        awaitState(alice, BOB, CallState.DIALING);
        ClassicLink theirs = parked(bob);
        theirs.send("hello\n");
        network.resume(BOB);
        assertEquals("", theirs.line());
        awaitState(alice, BOB, CallState.CONNECTED);
        awaitTexts(alice, BOB, Author.PEER, "hello");
    }

    @Test
    void hangingUpClosesBothLinks() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink ours = bob.accept();
        awaitState(alice, BOB, CallState.RINGING);
        ClassicLink theirs = parked(bob);
        alice.hangUp(BOB);
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.CANCELLED);
        assertEquals("", ours.readToEnd());
        assertEquals("", theirs.readToEnd());
    }

    @RepeatedTest(40)
    void twoOfOurClientsEndUpConnectedWhoeverIsFaster() throws Exception {
        ConversationService alice = client(ALICE);
        ConversationService bob = client(BOB);
        atOnce(() -> alice.call(BOB), () -> bob.call(ALICE));
        // It is one call answered by calling back, or two of which one survives.
        assertTheyTalk(alice, bob);
    }

    @RepeatedTest(40)
    void twoOfOurClientsEndUpConnectedWhenBothDialsAreOnTheirWay() throws Exception {
        ConversationService alice = client(ALICE);
        ConversationService bob = client(BOB);
        network.stall(ALICE);
        network.stall(BOB);
        alice.call(BOB);
        bob.call(ALICE);
        awaitState(alice, BOB, CallState.DIALING);
        awaitState(bob, ALICE, CallState.DIALING);
        atOnce(() -> network.resume(BOB), () -> network.resume(ALICE));
        assertTheyTalk(alice, bob);
        assertTrue(call(alice, BOB).outgoing());
        assertFalse(call(bob, ALICE).outgoing());
    }

    private void assertTheyTalk(ConversationService alice, ConversationService bob) throws Exception {
        awaitState(alice, BOB, CallState.CONNECTED);
        awaitState(bob, ALICE, CallState.CONNECTED);
        sent(alice.send(BOB, "from alice"));
        sent(bob.send(ALICE, "from bob"));
        awaitTexts(alice, BOB, Author.PEER, "from bob");
        awaitTexts(bob, ALICE, Author.PEER, "from alice");
        // In steps, so that each can hear of the other before the next question.
        for (int i = 1; i <= 8; i++) {
            timers.advance(Duration.ofSeconds(15));
            sent(alice.send(BOB, "still here"));
            sent(bob.send(ALICE, "me too"));
            int messages = 1 + i;
            soon().until(() -> texts(bob, ALICE, Author.PEER).size() == messages);
            soon().until(() -> texts(alice, BOB, Author.PEER).size() == messages);
        }
    }

    private static void atOnce(Runnable one, Runnable other) throws InterruptedException {
        Thread first = Thread.ofVirtual().name("one").start(one);
        Thread second = Thread.ofVirtual().name("other").start(other);
        first.join();
        second.join();
    }

    /** Dials alice, and returns once she keeps that link beside her own: then she has dropped one dialed before it. */
    private static ClassicLink parked(ClassicPeer bob) throws Exception {
        ClassicLink before = bob.dial(ALICE);
        ClassicLink parked = bob.dial(ALICE);
        assertEquals("", before.readToEnd());
        return parked;
    }
}

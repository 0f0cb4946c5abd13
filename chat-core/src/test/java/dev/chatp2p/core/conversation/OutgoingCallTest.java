package dev.chatp2p.core.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.ClassicPeer.ClassicLink;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class OutgoingCallTest extends ConversationTestBase {

    @Test
    void aCallGoesFromDialingOverRingingToConnectedAndEnds() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        List<CallState> states = new CopyOnWriteArrayList<>();
        alice.observe(event -> {
            if (event instanceof ConversationEvent.CallChanged changed) {
                states.add(changed.call().state());
                assertFalse(changed.call().sentence().isBlank());
            }
        });
        alice.call(BOB);
        ClassicLink link = bob.accept();
        awaitState(alice, BOB, CallState.RINGING);
        link.send("hello\n");
        awaitState(alice, BOB, CallState.CONNECTED);
        awaitTexts(alice, BOB, Author.PEER, "hello");
        link.close();
        Call ended = awaitEnd(alice, BOB, CallState.ENDED, EndReason.HUNG_UP);
        assertEquals("bob has left the conversation.", ended.sentence());
        assertTrue(ended.outgoing());
        assertEquals(List.of(CallState.DIALING, CallState.RINGING, CallState.CONNECTED, CallState.ENDED), states);
        assertEquals(List.of("You called bob", "bob answered", "bob hung up"), texts(alice, BOB, Author.SYSTEM));
    }

    @Test
    void anEmptyLineMeansTheyAnsweredAndIsNotShown() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        bob.accept().send("\r\n");
        awaitState(alice, BOB, CallState.CONNECTED);
        assertEquals(List.of(), texts(alice, BOB, Author.PEER));
    }

    @Test
    void whatIsWrittenWhileItRingsReachesThePeer() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink link = bob.accept();
        awaitState(alice, BOB, CallState.RINGING);
        CompletionStage<Message> sending = alice.send(BOB, "are you there?");
        noOfferComes();
        assertEquals("are you there?", sent(sending).text());
        assertEquals("are you there?", link.line());
        assertEquals(CallState.RINGING, call(alice, BOB).state());
    }

    @Test
    void aCallNobodyAnswersEndsAfterSixtySeconds() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink link = bob.accept();
        awaitState(alice, BOB, CallState.RINGING);
        timers.advance(Duration.ofSeconds(60));
        Call ended = awaitEnd(alice, BOB, CallState.ENDED, EndReason.NO_ANSWER);
        assertEquals("bob did not answer. Try again later.", ended.sentence());
        assertEquals("", link.readToEnd());
    }

    @Test
    void aCallIsNotGivenUpOnceWeWroteSomethingBecauseAClassicPeerNeverShowsItsAnswer() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink link = bob.accept();
        awaitState(alice, BOB, CallState.RINGING);
        noOfferComes();
        sent(alice.send(BOB, "one"));
        timers.advance(Duration.ofSeconds(60));
        awaitTexts(
                alice,
                BOB,
                Author.SYSTEM,
                "You called bob",
                "bob may not have answered yet. What you wrote is shown to them once they do.");
        timers.advance(Duration.ofMinutes(5));
        sent(alice.send(BOB, "two"));
        assertEquals(CallState.RINGING, call(alice, BOB).state());
        assertEquals(2, texts(alice, BOB, Author.SYSTEM).size());
        link.send("at last\n");
        awaitState(alice, BOB, CallState.CONNECTED);
    }

    @Test
    void aPeerWhoClosesTheLinkWhileItRingsHasDeclined() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink link = bob.accept();
        awaitState(alice, BOB, CallState.RINGING);
        timers.advance(Duration.ofSeconds(57));
        link.close();
        assertEquals(
                "bob declined the call.",
                awaitEnd(alice, BOB, CallState.ENDED, EndReason.DECLINED).sentence());
    }

    @Test
    void aLinkClosedAfterFiftyEightSecondsMeansNobodyWasThere() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink link = bob.accept();
        awaitState(alice, BOB, CallState.RINGING);
        timers.advance(Duration.ofSeconds(58));
        link.close();
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.NO_ANSWER);
    }

    @Test
    void somebodyWhoIsNotThereIsOffline() throws Exception {
        ConversationService alice = client(ALICE);
        alice.call(BOB);
        Call ended = awaitEnd(alice, BOB, CallState.ENDED, EndReason.PEER_OFFLINE);
        assertEquals(Optional.of(Reason.PEER_OFFLINE), ended.cause());
        assertEquals("bob is not online. Try again later.", ended.sentence());
    }

    @Test
    void withoutTheNetworkNobodyCanBeReached() throws Exception {
        ConversationService alice = client(ALICE);
        network.unplug(ALICE);
        alice.call(BOB);
        Call ended = awaitEnd(alice, BOB, CallState.ENDED, EndReason.NOT_REACHABLE);
        assertEquals(Optional.of(Reason.CONTROLLER_UNREACHABLE), ended.cause());
    }

    @Test
    void nobodyCanCallThemselves() throws Exception {
        ConversationService alice = client(ALICE);
        alice.call(ALICE);
        awaitEnd(alice, ALICE, CallState.ENDED, EndReason.NOT_REACHABLE);
    }

    @Test
    void hangingUpWhileDialingGivesUpTheDial() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        network.stall(BOB);
        alice.call(BOB);
        awaitState(alice, BOB, CallState.DIALING);
        alice.hangUp(BOB);
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.CANCELLED);
        network.resume(BOB);
        // The next one to reach bob is the next call, not the one given up.
        alice.call(BOB);
        ClassicLink link = bob.accept();
        link.send("\n");
        awaitState(alice, BOB, CallState.CONNECTED);
    }

    @Test
    void hangingUpWhileItRingsClosesTheLink() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink link = bob.accept();
        awaitState(alice, BOB, CallState.RINGING);
        alice.hangUp(BOB);
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.CANCELLED);
        assertEquals("", link.readToEnd());
    }

    @Test
    void hangingUpDeliversWhatWasSentBefore() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink link = bob.accept();
        link.send("\n");
        awaitState(alice, BOB, CallState.CONNECTED);
        alice.send(BOB, "see you");
        alice.hangUp(BOB);
        assertEquals("see you\n", link.readToEnd());
        assertEquals(
                "You hung up.",
                awaitEnd(alice, BOB, CallState.ENDED, EndReason.HUNG_UP).sentence());
        awaitTexts(alice, BOB, Author.ME, "see you");
    }

    @Test
    void aLinkTheNetworkLosesIsToldAsLostWithWhatToDo() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        bob.accept().send("\n");
        awaitState(alice, BOB, CallState.CONNECTED);
        network.unplug(BOB);
        Call ended = awaitEnd(alice, BOB, CallState.ENDED, EndReason.LOST_CONNECTION);
        assertEquals(Optional.of(Reason.LOST), ended.cause());
        assertEquals("The connection to bob was lost. Call again to go on.", ended.sentence());
    }

    @Test
    void aLinkLostWhileItRingsIsLostAndNotDeclined() throws Exception {
        ConversationService alice = client(ALICE);
        classic(BOB);
        alice.call(BOB);
        awaitState(alice, BOB, CallState.RINGING);
        network.unplug(BOB);
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.LOST_CONNECTION);
    }

    @Test
    void aLastLineWithoutALineEndIsStillShown() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        ClassicLink link = bob.accept();
        link.send("first\r\nlast");
        link.close();
        awaitEnd(alice, BOB, CallState.ENDED, EndReason.HUNG_UP);
        awaitTexts(alice, BOB, Author.PEER, "first", "last");
    }

    @Test
    void callingSomebodyWhoIsAlreadyCalledDoesNothing() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        alice.call(BOB);
        alice.call(BOB);
        bob.accept().send("\n");
        awaitState(alice, BOB, CallState.CONNECTED);
        alice.call(BOB);
        awaitTexts(alice, BOB, Author.SYSTEM, "You called bob", "bob answered");
        assertEquals(CallState.CONNECTED, call(alice, BOB).state());
    }

    @Test
    void severalConversationsGoOnAtTheSameTime() throws Exception {
        ConversationService alice = client(ALICE);
        List<PeerId> peers = List.of(BOB, new PeerId("carol"), new PeerId("dave"));
        for (PeerId peer : peers) {
            ClassicPeer classic = classic(peer);
            alice.call(peer);
            ClassicLink link = classic.accept();
            link.send("I am " + peer.name() + "\n");
        }
        for (PeerId peer : peers) {
            awaitTexts(alice, peer, Author.PEER, "I am " + peer.name());
            sent(alice.send(peer, "you are " + peer.name()));
        }
        alice.hangUp(BOB);
        awaitState(alice, BOB, CallState.ENDED);
        assertEquals(CallState.CONNECTED, call(alice, new PeerId("carol")).state());
        assertEquals(CallState.CONNECTED, call(alice, new PeerId("dave")).state());
    }
}

package dev.chatp2p.core.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.conversation.ClassicPeer.ClassicLink;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class CallLimitsTest extends ConversationTestBase {

    @Test
    void atMostThirtyTwoCallsWaitForAnAnswer() throws Exception {
        ConversationService alice = client(ALICE);
        for (int i = 0; i < CallLimits.MAX_WAITING_CALLS; i++) {
            PeerId name = new PeerId("stranger-" + i);
            classic(name).dial(ALICE);
            awaitState(alice, name, CallState.INCOMING);
        }
        assertEquals("", classic(BOB).dial(ALICE).readToEnd());
        assertEquals(1, ((LinkConversationService) alice).refusedCalls());
        assertEquals(CallLimits.MAX_WAITING_CALLS, alice.conversations().size());
        alice.decline(new PeerId("stranger-0"));
        classic(new PeerId("carol")).dial(ALICE);
        awaitState(alice, new PeerId("carol"), CallState.INCOMING);
    }

    @Test
    void aCallThatWaitsForTheEndOfAConversationIsOneOfTheThirtyTwo() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        ClassicLink talking = bob.dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        awaitState(alice, BOB, CallState.CONNECTED);
        ClassicLink again = bob.dial(ALICE);
        for (int i = 1; i < CallLimits.MAX_WAITING_CALLS; i++) {
            PeerId name = new PeerId("stranger-" + i);
            classic(name).dial(ALICE);
            awaitState(alice, name, CallState.INCOMING);
        }
        assertEquals("", classic(new PeerId("carol")).dial(ALICE).readToEnd());
        assertEquals(1, ((LinkConversationService) alice).refusedCalls());
        // A newer one of the same peer takes the place of the one that waits.
        bob.dial(ALICE);
        assertEquals("", again.readToEnd());
        talking.close();
        awaitState(alice, BOB, CallState.INCOMING);
        assertEquals(1, ((LinkConversationService) alice).refusedCalls());
    }

    @Test
    void whoeverWeHaveAnsweredBeforeRingsThoughThirtyTwoStrangersWait() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        bob.dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        awaitState(alice, BOB, CallState.CONNECTED);
        for (int i = 0; i < CallLimits.MAX_WAITING_CALLS; i++) {
            PeerId name = new PeerId("stranger-" + i);
            classic(name).dial(ALICE);
            awaitState(alice, name, CallState.INCOMING);
        }
        bob.dial(ALICE);
        alice.hangUp(BOB);
        awaitState(alice, BOB, CallState.INCOMING);
        assertEquals("", classic(new PeerId("carol")).dial(ALICE).readToEnd());
        assertEquals(1, ((LinkConversationService) alice).refusedCalls());
    }

    @Test
    void aCallThatWaitedForTheEndOfAConversationCountsOnceOfTenAMinute() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        ClassicLink talking = bob.dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        awaitState(alice, BOB, CallState.CONNECTED);
        for (int i = 1; i < CallLimits.MAX_CALLS_PER_PEER; i++) {
            bob.dial(ALICE);
        }
        assertEquals("", bob.dial(ALICE).readToEnd());
        assertEquals(1, ((LinkConversationService) alice).refusedCalls());
        talking.close();
        awaitState(alice, BOB, CallState.INCOMING);
        assertEquals(1, ((LinkConversationService) alice).refusedCalls());
    }

    @Test
    void aPeerMayCallTenTimesAMinute() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        for (int i = 0; i < CallLimits.MAX_CALLS_PER_PEER; i++) {
            ClassicLink link = bob.dial(ALICE);
            awaitState(alice, BOB, CallState.INCOMING);
            alice.decline(BOB);
            assertEquals("", link.readToEnd());
            awaitState(alice, BOB, CallState.DECLINED);
        }
        assertEquals("", bob.dial(ALICE).readToEnd());
        assertEquals(1, ((LinkConversationService) alice).refusedCalls());
        timers.advance(CallLimits.RATE_WINDOW);
        bob.dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
    }

    @Test
    void atMostAHundredLinksAreOpenAndEveryClosedOneMakesRoom() throws Exception {
        ConversationService alice = client(ALICE);
        List<ClassicLink> links = new ArrayList<>();
        for (int i = 0; i < CallLimits.MAX_OPEN_LINKS; i++) {
            if (i % CallLimits.MAX_NEW_CALLERS == 0) {
                timers.advance(CallLimits.RATE_WINDOW);
            }
            PeerId name = new PeerId("friend-" + i);
            links.add(classic(name).dial(ALICE));
            awaitState(alice, name, CallState.INCOMING);
            alice.answer(name);
            awaitState(alice, name, CallState.CONNECTED);
        }
        ClassicPeer bob = classic(BOB);
        assertEquals("", bob.dial(ALICE).readToEnd());
        alice.call(BOB);
        Call ended = awaitEnd(alice, BOB, CallState.ENDED, EndReason.NOT_REACHABLE);
        assertEquals("Too many calls are open to call bob. End one of them and try again.", ended.sentence());
        links.getFirst().close();
        awaitState(alice, new PeerId("friend-0"), CallState.ENDED);
        bob.dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        // Those there was no link for do not count as new callers.
        for (int i = 0; i < CallLimits.MAX_NEW_CALLERS; i++) {
            assertEquals("", classic(new PeerId("late-" + i)).dial(ALICE).readToEnd());
        }
        links.get(1).close();
        awaitState(alice, new PeerId("friend-1"), CallState.ENDED);
        PeerId carol = new PeerId("carol");
        classic(carol).dial(ALICE);
        awaitState(alice, carol, CallState.INCOMING);
    }

    @Test
    void whoeverClaimsANewNameForEveryCallIsHeldUpAllTheSame() throws Exception {
        ConversationService alice = client(ALICE);
        PeerId known = new PeerId("squatter-0");
        ClassicPeer old = classic(known);
        old.dial(ALICE).close();
        awaitState(alice, known, CallState.MISSED);
        for (int i = 1; i < CallLimits.MAX_NEW_CALLERS; i++) {
            PeerId name = new PeerId("squatter-" + i);
            classic(name).dial(ALICE).close();
            awaitState(alice, name, CallState.MISSED);
        }
        assertEquals("", classic(new PeerId("squatter-again")).dial(ALICE).readToEnd());
        assertEquals(1, ((LinkConversationService) alice).refusedCalls());
        assertEquals(CallLimits.MAX_NEW_CALLERS, alice.conversations().size());
        // Who has called before may call on.
        old.dial(ALICE);
        awaitState(alice, known, CallState.INCOMING);
        timers.advance(CallLimits.RATE_WINDOW);
        classic(BOB).dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
    }

    @Test
    void tooManyStrangersAreForgottenOldestFirstButNobodyWeHaveCalledOrAnswered() throws Exception {
        ConversationService alice = client(ALICE);
        PeerId carol = new PeerId("carol");
        alice.call(carol);
        awaitEnd(alice, carol, CallState.ENDED, EndReason.PEER_OFFLINE);
        classic(BOB).dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        alice.answer(BOB);
        awaitState(alice, BOB, CallState.CONNECTED);
        alice.hangUp(BOB);
        awaitState(alice, BOB, CallState.ENDED);
        List<PeerId> forgotten = new CopyOnWriteArrayList<>();
        alice.observe(event -> {
            if (event instanceof ConversationEvent.Forgotten gone) {
                forgotten.add(gone.peer());
            }
        });
        for (int i = 0; i < CallLimits.MAX_STRANGERS; i++) {
            missed(alice, "stranger-" + i);
        }
        assertEquals(List.of(), forgotten);
        missed(alice, "one-more");
        soon().until(() -> forgotten, List.of(new PeerId("stranger-0"))::equals);
        assertEquals(Optional.empty(), alice.conversation(new PeerId("stranger-0")));
        assertEquals(CallLimits.MAX_STRANGERS + 2, alice.conversations().size());
        assertEquals(CallState.ENDED, call(alice, BOB).state());
        assertEquals(CallState.ENDED, call(alice, carol).state());
        assertEquals(0, ((LinkConversationService) alice).refusedCalls());
    }

    private void missed(ConversationService alice, String name) throws Exception {
        timers.advance(CallLimits.RATE_WINDOW.dividedBy(CallLimits.MAX_NEW_CALLERS));
        PeerId stranger = new PeerId(name);
        try (ClassicPeer peer = classic(stranger)) {
            peer.dial(ALICE).close();
            awaitState(alice, stranger, CallState.MISSED);
        }
    }

    @Test
    void aLinkThatClaimsOurOwnNameIsClosed() throws Exception {
        ConversationService alice = client(ALICE);
        ClassicPeer bob = classic(BOB);
        // A second session under alice's name can dial, though it cannot host.
        try (OverlaySession impostor = network.open(new Credentials.Name(ALICE), status -> {})) {
            Link link = impostor.dial(ChatOptions.DEFAULT_SERVICE, DialOptions.to(ALICE, new byte[0]));
            assertEquals(-1, link.read(new byte[1], 0, 1));
        }
        bob.dial(ALICE);
        awaitState(alice, BOB, CallState.INCOMING);
        assertEquals(1, alice.conversations().size());
    }

    @Test
    void theRateForgetsCallsAMinuteLater() {
        CallRate rate = new CallRate(CallLimits.MAX_CALLS_PER_PEER);
        for (int i = 0; i < CallLimits.MAX_CALLS_PER_PEER; i++) {
            assertEquals(true, rate.tryCall(timers.instant()));
        }
        timers.advance(Duration.ofSeconds(59));
        assertEquals(false, rate.tryCall(timers.instant()));
        timers.advance(Duration.ofSeconds(1));
        assertEquals(true, rate.tryCall(timers.instant()));
    }
}

package dev.chatp2p.desktop.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.desktop.ModelFixture;
import dev.chatp2p.desktop.common.Navigation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallBarViewModelTest {

    private final ModelFixture window = new ModelFixture();
    private final CallBarViewModel calls = window.calls;

    @BeforeEach
    void knowThem() {
        window.know("bob");
        window.know("carol");
    }

    @Test
    void anIncomingCallShowsWhoAndWhatTheySay() {
        window.chat.tellCall("bob", CallState.INCOMING);
        assertEquals(
                new CallBar(
                        CallBar.Kind.INCOMING,
                        Optional.of(ModelFixture.BOB),
                        "bob",
                        "bob is calling",
                        "“hi there”",
                        CallBar.Vouching.CLAIMED,
                        0),
                calls.bar());
    }

    @Test
    void aStrangerDoesNotRingUnlessTheSettingsSaySo() {
        window.chat.tellCall("mallory", CallState.INCOMING);
        assertEquals(CallBar.HIDDEN, calls.bar());
        calls.answer();
        assertEquals(List.of(), window.chat.asked);
        window.chat.settings().change(settings -> settings.with(new ChatSettings.Privacy(true, true, true)));
        assertEquals("mallory is calling", calls.bar().title());
    }

    @Test
    void whoeverIsTakenInWhileTheyCallRings() {
        window.chat.tellCall("mallory", CallState.INCOMING);
        window.know("mallory");
        assertEquals("mallory is calling", calls.bar().title());
    }

    @Test
    void theNameGivenHereIsShown() {
        window.chat.contacts().change(ModelFixture.BOB, contact -> contact.withDisplayName("Robert"));
        window.chat.tellCall("bob", CallState.INCOMING);
        assertEquals("Robert is calling", calls.bar().title());
    }

    @Test
    void answeringOpensTheConversation() {
        window.navigation.show(ModelFixture.CAROL);
        window.chat.tellCall("bob", CallState.INCOMING);
        calls.answer();
        assertEquals(List.of("answer bob"), window.chat.asked);
        assertEquals(Optional.of(ModelFixture.BOB), window.navigation.selected());
    }

    @Test
    void decliningLeavesTheOpenConversationAlone() {
        window.navigation.show(ModelFixture.CAROL);
        window.chat.tellCall("bob", CallState.INCOMING);
        calls.decline();
        assertEquals(List.of("decline bob"), window.chat.asked);
        assertEquals(Optional.of(ModelFixture.CAROL), window.navigation.selected());
    }

    @Test
    void replyingWithTextDeclinesAndOpensTheConversation() {
        window.chat.tellCall("bob", CallState.INCOMING);
        calls.replyWithText();
        assertEquals(List.of("decline bob"), window.chat.asked);
        assertEquals(Optional.of(ModelFixture.BOB), window.navigation.selected());
        assertEquals(1, window.navigation.writeRequestsProperty().get());
    }

    @Test
    void severalCallsQueueUp() {
        window.chat.tellCall("bob", CallState.INCOMING);
        window.chat.tellCall("carol", CallState.INCOMING);
        assertEquals("bob", calls.bar().name());
        assertEquals(1, calls.bar().others());
        window.chat.tellEnd("bob", CallState.MISSED, EndReason.CANCELLED, "bob gave up.");
        assertEquals("carol", calls.bar().name());
        assertEquals(0, calls.bar().others());
    }

    @Test
    void aCallOutOfSightIsShownWithItsTime() {
        window.navigation.show(ModelFixture.BOB);
        window.timers.advance(Duration.ofHours(12)); // the fake call is of noon
        window.chat.tellCall("bob", CallState.CONNECTED);
        assertEquals(CallBar.HIDDEN, calls.bar());
        window.navigation.show(ModelFixture.CAROL);
        assertEquals("In a call with bob · 0:00", calls.bar().title());
        window.timers.advance(Duration.ofSeconds(12));
        assertEquals("In a call with bob · 0:12", calls.bar().title());
        calls.goThere();
        assertEquals(Optional.of(ModelFixture.BOB), window.navigation.selected());
        assertEquals(CallBar.HIDDEN, calls.bar());
    }

    @Test
    void anotherPageThanTheConversationHidesTheCallToo() {
        window.navigation.show(ModelFixture.BOB);
        window.chat.tellCall("bob", CallState.RINGING);
        assertEquals(CallBar.HIDDEN, calls.bar());
        window.navigation.turnTo(Navigation.Page.SETTINGS);
        assertEquals(CallBar.Kind.CALLING, calls.bar().kind());
        calls.hangUp();
        assertEquals(List.of("hang up bob"), window.chat.asked);
    }

    @Test
    void whoeverWaitsForAnAnswerComesBeforeTheCallThatGoesOn() {
        window.chat.tellCall("bob", CallState.CONNECTED);
        window.chat.tellCall("carol", CallState.INCOMING);
        assertEquals("carol is calling", calls.bar().title());
        calls.hangUp();
        assertEquals(List.of(), window.chat.asked);
        window.chat.tellEnd("carol", CallState.MISSED, EndReason.CANCELLED, "carol gave up.");
        assertEquals(CallBar.Kind.IN_CALL, calls.bar().kind());
    }

    @Test
    void aLostCallCanBeTakenUpAgainOrPutAway() {
        window.chat.tellEnd("bob", CallState.ENDED, EndReason.LOST_CONNECTION, "The network lost it.");
        assertEquals("The connection to bob was lost", calls.bar().title());
        calls.dismiss();
        assertEquals(CallBar.HIDDEN, calls.bar());
        window.chat.tellEnd("carol", CallState.ENDED, EndReason.LOST_CONNECTION, "The network lost it.");
        calls.reconnect();
        assertEquals(List.of("call carol"), window.chat.asked);
        assertEquals(Optional.of(ModelFixture.CAROL), window.navigation.selected());
    }

    @Test
    void aCallThatEndsAsItShouldIsNotTold() {
        window.chat.tellEnd("bob", CallState.ENDED, EndReason.HUNG_UP, "bob hung up.");
        assertEquals(CallBar.HIDDEN, calls.bar());
    }

    @Test
    void whereNothingRingsTheKeysDoNothing() {
        window.chat.tellCall("bob", CallState.CONNECTED);
        calls.answer();
        calls.decline();
        assertEquals(List.of(), window.chat.asked);
        assertEquals(new PeerId("bob"), calls.bar().peer().orElseThrow());
    }
}

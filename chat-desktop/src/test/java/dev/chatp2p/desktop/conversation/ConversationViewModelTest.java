package dev.chatp2p.desktop.conversation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.ModelFixture;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.conversation.ConversationScreen.Action;
import dev.chatp2p.desktop.conversation.ConversationScreen.Strip;
import dev.chatp2p.desktop.conversation.ConversationScreen.Vouching;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationViewModelTest {

    private final ModelFixture window = new ModelFixture();
    private final ConversationViewModel conversation = window.conversation;

    @BeforeEach
    void openBob() {
        window.chat.tellPeople("+bob", "+carol");
        window.navigation.show(ModelFixture.BOB);
    }

    @Test
    void withoutACallOneCanCallOrWrite() {
        ConversationScreen screen = conversation.screen();
        assertEquals("bob", screen.name());
        assertEquals("Online · reachable through 3 routers", screen.presence());
        assertEquals(Vouching.UNKNOWN, screen.vouching());
        assertEquals(Action.CALL, screen.action());
        assertEquals("Message bob", screen.prompt());
    }

    @Test
    void aCallGoesFromDialingOverRingingToTalking() {
        conversation.call();
        assertEquals(List.of("call bob"), window.chat.asked);
        window.chat.tellCall("bob", CallState.DIALING);
        assertEquals("Calling bob…", conversation.screen().strip().sentence());
        assertEquals(Action.CANCEL, conversation.screen().strip().action());
        window.chat.tellCall("bob", CallState.RINGING);
        assertEquals(
                "Ringing. bob has not answered yet.",
                conversation.screen().strip().sentence());
        assertEquals(Vouching.CLAIMED, conversation.screen().vouching());
        window.chat.tellCall("bob", CallState.CONNECTED);
        assertEquals(Strip.Kind.HIDDEN, conversation.screen().strip().kind());
        assertEquals(Action.HANG_UP, conversation.screen().action());
        assertEquals("Message bob", conversation.screen().prompt());
    }

    @Test
    void theTimeOfACallIsCountedAndStopsWithIt() {
        window.timers.advance(Duration.ofHours(12));
        window.chat.tellCall("bob", CallState.CONNECTED);
        assertEquals("In a call · 0:00", conversation.screen().presence());
        window.timers.advance(Duration.ofSeconds(61));
        assertEquals("In a call · 1:01", conversation.screen().presence());
        window.chat.tellEnd("bob", CallState.ENDED, EndReason.HUNG_UP, "bob has left the conversation.");
        assertEquals(0, window.timers.waiting());
    }

    @Test
    void whoeverIsBlockedCanBeLetInAgain() {
        window.chat.contacts().change(ModelFixture.BOB, contact -> contact.withAnswering(Contact.Answering.BLOCKED));
        Strip strip = conversation.screen().strip();
        assertEquals("You have blocked bob: they cannot reach you.", strip.sentence());
        conversation.act(strip.action());
        assertEquals(
                Contact.Answering.ASK,
                window.chat.contacts().contact(ModelFixture.BOB).answering());
        assertEquals(Strip.Kind.HIDDEN, conversation.screen().strip().kind());
    }

    @Test
    void aStrangerWhoHasWrittenIsAcceptedWhereOneReadsIt() {
        window.chat.tellMessage("bob", Message.Author.PEER, "hello, can we talk?");
        Strip strip = conversation.screen().strip();
        assertEquals("bob is not among the people you know.", strip.sentence());
        conversation.act(strip.action());
        assertTrue(window.chat.contacts().contact(ModelFixture.BOB).known());
        assertEquals(Strip.Kind.HIDDEN, conversation.screen().strip().kind());
    }

    @Test
    void aCallThatFailedSaysWhyAndOffersAnother() {
        window.chat.tellEnd("bob", CallState.ENDED, EndReason.PEER_OFFLINE, "bob is not online.");
        Strip strip = conversation.screen().strip();
        assertEquals(Strip.Kind.PROBLEM, strip.kind());
        assertEquals("bob is not online just now. What you write is delivered later.", strip.sentence());
        assertEquals("bob is not online.", strip.detail());
        assertEquals("Call again", strip.label());
        conversation.act(strip.action());
        assertEquals(List.of("call bob"), window.chat.asked);
    }

    @Test
    void whatWentWrongCanBePutAwayAndComesBackWithTheNextFailure() {
        window.chat.tellEnd("bob", CallState.ENDED, EndReason.NO_ANSWER, "bob did not answer.");
        conversation.dismiss();
        assertEquals(Strip.Kind.HIDDEN, conversation.screen().strip().kind());
        window.chat.tellEnd("bob", CallState.ENDED, EndReason.BUSY, "bob is busy.");
        assertEquals(
                "bob is in another call. Try again later.",
                conversation.screen().strip().sentence());
    }

    @Test
    void aMissedCallOffersToCallBack() {
        window.chat.tellEnd("bob", CallState.MISSED, EndReason.NO_ANSWER, "You missed a call from bob.");
        assertEquals("Call back", conversation.screen().strip().label());
    }

    @Test
    void hangingUpAndDecliningNeedNoExplanation() {
        window.chat.tellEnd("bob", CallState.ENDED, EndReason.HUNG_UP, "You hung up.");
        assertEquals(Strip.Kind.HIDDEN, conversation.screen().strip().kind());
        window.chat.tellEnd("bob", CallState.DECLINED, EndReason.DECLINED, "You declined.");
        assertEquals(Strip.Kind.HIDDEN, conversation.screen().strip().kind());
    }

    @Test
    void hangingUpDoesNotDeclineAnIncomingCall() {
        window.chat.tellCall("bob", CallState.INCOMING);
        conversation.hangUp();
        assertEquals(List.of(), window.chat.asked);
    }

    @Test
    void aLostConnectionOffersToReconnect() {
        window.chat.tellEnd("bob", CallState.ENDED, EndReason.LOST_CONNECTION, "The connection was lost.");
        assertEquals("Reconnect", conversation.screen().strip().label());
    }

    @Test
    void theComposerSaysWhatBecomesOfAText() {
        assertEquals("Message bob", conversation.screen().prompt());
        window.chat.tellPeople("bob", "+carol");
        assertEquals(
                "Message bob – sent when bob is online", conversation.screen().prompt());
        window.chat.tellCall("bob", CallState.CONNECTED);
        assertEquals("Message bob", conversation.screen().prompt());
        window.chat.tellEnd("bob", CallState.ENDED, EndReason.HUNG_UP, "You hung up.");
        assertEquals(
                "Message bob – sent in your next call", conversation.screen().prompt());
    }

    @Test
    void whoeverWritesIsShownUntilTheyHaveWritten() {
        window.chat.tell(new ConversationEvent.TypingChanged(ModelFixture.BOB, true));
        assertEquals("bob is typing…", conversation.screen().typing());
        window.chat.tellMessage("bob", Author.PEER, "there");
        assertEquals("", conversation.screen().typing());
    }

    @Test
    void aContactIsCalledByTheNameItHasHere() {
        window.chat.contacts().change(ModelFixture.BOB, contact -> contact.withDisplayName("Bob Smith"));
        await().until(() -> conversation.screen().name().equals("Bob Smith"));
        assertEquals("Message Bob Smith", conversation.screen().prompt());
    }

    @Test
    void aMessageThatIsLookedForFromElsewhereIsGoneTo() {
        Message message = new Message(UUID.randomUUID(), Author.PEER, "here", FakeChat.NOON, false);
        window.chat.history.add(ModelFixture.CAROL, message);
        List<ScrollTarget> scrolled = new ArrayList<>();
        window.messages.onScroll(scrolled::add);
        window.navigation.openAt(ModelFixture.CAROL, message.id());
        assertEquals(new ScrollTarget.To(message.id()), scrolled.getLast());
        assertEquals(Optional.empty(), window.navigation.targetProperty().get());
    }

    @Test
    void theContactIsShownOnAPageOfItsOwn() {
        conversation.showContact();
        assertEquals(Navigation.Page.CONTACT, window.navigation.page());
    }

    @Test
    void whatIsShownInAFocusedWindowCountsAsRead() {
        window.navigation.focusedProperty().set(false);
        window.chat.tell(new ConversationEvent.UnreadChanged(ModelFixture.BOB, 2));
        assertEquals(List.of(), reads());
        window.navigation.focusedProperty().set(true);
        assertEquals(List.of("read bob"), reads());
        window.chat.tell(new ConversationEvent.UnreadChanged(ModelFixture.CAROL, 1));
        assertEquals(List.of("read bob"), reads());
    }

    @Test
    void afterClosingNothingIsHeardAnyMore() {
        conversation.close();
        window.conversations.close();
        window.chat.tellCall("bob", CallState.CONNECTED);
        assertEquals(Action.CALL, conversation.screen().action());
    }

    private List<String> reads() {
        return window.chat.asked.stream()
                .filter(what -> what.startsWith("read "))
                .toList();
    }
}

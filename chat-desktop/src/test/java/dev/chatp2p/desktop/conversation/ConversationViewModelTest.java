package dev.chatp2p.desktop.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.Conversation;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.ModelFixture;
import dev.chatp2p.desktop.conversation.ConversationScreen.Action;
import dev.chatp2p.desktop.conversation.ConversationScreen.Strip;
import dev.chatp2p.desktop.conversation.ConversationScreen.Vouching;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    void withoutACallTheComposerSaysWhatToDo() {
        ConversationScreen screen = conversation.screen();
        assertEquals("bob", screen.name());
        assertEquals("Online · reachable through 3 routers", screen.presence());
        assertEquals(Vouching.UNKNOWN, screen.vouching());
        assertEquals(Action.CALL, screen.action());
        assertFalse(screen.canWrite());
        assertEquals("Call bob to talk", screen.prompt());
    }

    @Test
    void aCallGoesFromDialingOverRingingToTalking() {
        conversation.call();
        assertEquals(List.of("call bob"), window.chat.asked);
        window.chat.tellCall("bob", CallState.DIALING);
        assertEquals("Calling bob…", conversation.screen().strip().sentence());
        assertEquals(Action.CANCEL, conversation.screen().strip().action());
        assertFalse(conversation.screen().canWrite());
        window.chat.tellCall("bob", CallState.RINGING);
        assertEquals(
                "Ringing. bob has not answered yet.",
                conversation.screen().strip().sentence());
        assertEquals(Vouching.CLAIMED, conversation.screen().vouching());
        assertTrue(conversation.screen().canWrite());
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
    void aCallThatFailedSaysWhyAndOffersAnother() {
        window.chat.tellEnd("bob", CallState.ENDED, EndReason.PEER_OFFLINE, "bob is not online.");
        Strip strip = conversation.screen().strip();
        assertEquals(Strip.Kind.PROBLEM, strip.kind());
        assertEquals("bob is not online.", strip.sentence());
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
        assertEquals("bob is busy.", conversation.screen().strip().sentence());
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
        assertEquals("Answer the call to talk", conversation.screen().prompt());
    }

    @Test
    void sendingEmptiesTheComposer() {
        window.chat.tellCall("bob", CallState.CONNECTED);
        conversation.draftProperty().set("  hello  ");
        conversation.send();
        assertEquals(List.of("send bob: hello"), window.chat.asked);
        assertEquals("", conversation.draftProperty().get());
    }

    @Test
    void nothingIsSentWithoutACallOrWithoutText() {
        conversation.draftProperty().set("hello");
        conversation.send();
        window.chat.tellCall("bob", CallState.CONNECTED);
        conversation.draftProperty().set(" \n ");
        conversation.send();
        assertEquals(List.of(), window.chat.asked);
    }

    @Test
    void aTextThatCouldNotBeSentComesBackWithTheReason() {
        window.chat.tellCall("bob", CallState.CONNECTED);
        conversation.draftProperty().set("hello");
        conversation.send();
        conversation.draftProperty().set("more");
        window.chat.sending.completeExceptionally(
                new LinkException(Reason.TIMEOUT, "bob does not take any more text right now."));
        assertEquals("hello\nmore", conversation.draftProperty().get());
        assertEquals(
                "bob does not take any more text right now.",
                conversation.screen().strip().sentence());
    }

    @Test
    void aTextThatCouldNotBeSentComesBackToItsOwnConversation() {
        window.chat.tellCall("bob", CallState.CONNECTED);
        conversation.draftProperty().set("for bob");
        conversation.send();
        window.navigation.show(ModelFixture.CAROL);
        window.chat.sending.completeExceptionally(new LinkException(Reason.LOST, "The connection is lost."));
        assertEquals("", conversation.draftProperty().get());
        window.navigation.show(ModelFixture.BOB);
        assertEquals("for bob", conversation.draftProperty().get());
    }

    @Test
    void aTextThatIsTooLongStaysAndSaysSo() {
        window.chat.tellCall("bob", CallState.CONNECTED);
        String tooLong = "ä".repeat(ConversationViewModel.MAX_TEXT_BYTES / 2 + 1);
        conversation.draftProperty().set(tooLong);
        conversation.send();
        assertEquals(List.of(), window.chat.asked);
        assertEquals(tooLong, conversation.draftProperty().get());
        assertEquals(Strip.Kind.PROBLEM, conversation.screen().strip().kind());
    }

    @Test
    void everyConversationKeepsItsDraft() {
        conversation.draftProperty().set("for bob");
        window.navigation.show(ModelFixture.CAROL);
        assertEquals("", conversation.draftProperty().get());
        conversation.draftProperty().set("for carol");
        window.navigation.show(ModelFixture.BOB);
        assertEquals("for bob", conversation.draftProperty().get());
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
    void bubblesOfOnePersonWithinFiveMinutesFormAGroup() {
        window.chat.tellMessage("bob", Author.PEER, "one", FakeChat.NOON);
        window.chat.tellMessage("bob", Author.PEER, "two", FakeChat.NOON.plus(Duration.ofMinutes(5)));
        window.chat.tellMessage("bob", Author.PEER, "three", FakeChat.NOON.plus(Duration.ofMinutes(11)));
        window.chat.tellMessage("bob", Author.ME, "four", FakeChat.NOON.plus(Duration.ofMinutes(11)));
        assertEquals(List.of("day", "+one", "two", "+three", "+four"), entries());
    }

    @Test
    void daysAreSeparated() {
        window.chat.tellMessage("bob", Author.PEER, "one", FakeChat.NOON);
        window.chat.tellMessage("bob", Author.SYSTEM, "bob hung up", FakeChat.NOON.plus(Duration.ofDays(1)));
        assertEquals(List.of("day", "+one", "day", "(bob hung up)"), entries());
    }

    @Test
    void aWholeConversationReplacesWhatWasThere() {
        window.chat.tellMessage("bob", Author.PEER, "old");
        window.chat.tell(new ConversationEvent.Opened(new Conversation(
                ModelFixture.BOB, FakeChat.call(CallState.CONNECTED, Optional.empty(), ""), List.of(), 0)));
        assertEquals(List.of(), entries());
        assertTrue(conversation.screen().canWrite());
    }

    @Test
    void aForgottenConversationIsEmptyAndShowsWhatComesNext() {
        window.chat.tellMessage("bob", Author.PEER, "old");
        window.chat.tell(new ConversationEvent.Forgotten(ModelFixture.BOB));
        assertEquals(List.of(), entries());
        window.chat.tellMessage("bob", Author.PEER, "new");
        assertEquals(List.of("day", "+new"), entries());
    }

    @Test
    void theListOfMessagesIsBounded() {
        for (int i = 0; i < 12_000; i++) {
            window.chat.tellMessage("bob", Author.PEER, "line " + i);
        }
        assertTrue(entries().size() <= 10_500, entries().size() + " entries");
        assertEquals("line 11999", entries().getLast());
    }

    @Test
    void afterClosingNothingIsHeardAnyMore() {
        conversation.close();
        window.conversations.close();
        window.chat.tellCall("bob", CallState.CONNECTED);
        assertFalse(conversation.screen().canWrite());
    }

    private List<String> reads() {
        return window.chat.asked.stream()
                .filter(what -> what.startsWith("read "))
                .toList();
    }

    private List<String> entries() {
        return conversation.openProperty().get().orElseThrow().entries().stream()
                .map(entry -> switch (entry) {
                    case Entry.Day day -> "day";
                    case Entry.Notice notice -> "(" + notice.message().text() + ")";
                    case Entry.Bubble bubble ->
                        (bubble.startsGroup() ? "+" : "") + bubble.message().text();
                })
                .toList();
    }
}

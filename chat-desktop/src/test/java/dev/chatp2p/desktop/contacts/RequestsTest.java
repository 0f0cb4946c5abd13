package dev.chatp2p.desktop.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.desktop.ModelFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** People we do not know, who have called or written. */
class RequestsTest {

    private static final PeerId MALLORY = new PeerId("mallory");

    private final ModelFixture window = new ModelFixture();

    @Test
    void aStrangerWhoWritesSaysWhatTheyWrote() {
        window.chat.tellPeople("+mallory");
        assertFalse(mallory().state().request(), "whoever is only listed asks for nothing");
        window.chat.tellMessage("mallory", Author.PEER, "hi there");
        assertTrue(mallory().state().request());
        assertEquals("wants to talk: “hi there”", mallory().state().lastLine());
    }

    @Test
    void theRequestStaysWhenTheCallIsOver() {
        window.chat.tellCall("mallory", CallState.INCOMING);
        window.chat.tellEnd("mallory", CallState.MISSED, EndReason.CANCELLED, "mallory gave up.");
        assertTrue(mallory().state().request());
        assertEquals("wants to talk: “hi there”", mallory().state().lastLine());
    }

    @Test
    void whomWeHaveCalledIsNoRequest() {
        window.chat.tellCall("mallory", CallState.RINGING);
        assertFalse(mallory().state().request());
    }

    @Test
    void acceptingMakesThemKnownAndOpensTheConversation() {
        window.chat.tellMessage("mallory", Author.PEER, "hi there");
        window.contacts.accept(mallory());
        assertTrue(window.chat.contacts().contact(MALLORY).known());
        assertFalse(mallory().state().request());
        assertEquals(Optional.of(MALLORY), window.navigation.selected());
    }

    @Test
    void answeringTakesTheCall() {
        window.chat.tellCall("mallory", CallState.INCOMING);
        window.contacts.answer(mallory());
        assertEquals(List.of("answer mallory"), window.chat.asked);
        assertEquals(Optional.of(MALLORY), window.navigation.selected());
    }

    @Test
    void writingInsteadOfAnsweringMakesThemKnown() {
        window.chat.tellCall("mallory", CallState.INCOMING);
        window.contacts.replyWithText(mallory());
        assertEquals(List.of("decline mallory"), window.chat.asked);
        assertTrue(window.chat.contacts().contact(MALLORY).known());
        assertEquals(Optional.of(MALLORY), window.navigation.selected());
    }

    @Test
    void decliningDeletesTheRequestAndCanBeUndone() {
        window.chat.tellMessage("mallory", Author.PEER, "hi there");
        window.contacts.decline(mallory());
        assertEquals(List.of("delete mallory"), window.chat.asked);
        assertEquals(
                "The request of mallory was declined.",
                window.removals.sentenceProperty().get());
        window.removals.undo();
        assertEquals(List.of("delete mallory", "undo delete"), window.chat.asked);
        assertEquals("", window.removals.sentenceProperty().get());
        assertFalse(window.chat.contacts().contact(MALLORY).known());
    }

    @Test
    void decliningEndsTheirCall() {
        window.chat.tellCall("mallory", CallState.INCOMING);
        window.contacts.decline(mallory());
        assertEquals(List.of("decline mallory", "delete mallory"), window.chat.asked);
    }

    @Test
    void blockingDeletesTheRequestAndUndoUnblocks() {
        window.navigation.show(MALLORY);
        window.chat.tellMessage("mallory", Author.PEER, "buy this");
        window.contacts.block(mallory());
        window.chat.tell(new ConversationEvent.Forgotten(MALLORY));
        assertTrue(window.chat.contacts().contact(MALLORY).blocked());
        assertFalse(mallory().state().request());
        assertEquals(Optional.empty(), window.navigation.selected());
        window.removals.undo();
        assertEquals(Contact.unknown(MALLORY), window.chat.contacts().contact(MALLORY));
    }

    @Test
    void onceTheTimeIsOverNothingCanBeUndone() {
        window.chat.tellMessage("mallory", Author.PEER, "hi there");
        window.contacts.decline(mallory());
        window.timers.advance(Removals.OFFERED);
        assertEquals("", window.removals.sentenceProperty().get());
        window.removals.undo();
        assertEquals(List.of("delete mallory"), window.chat.asked);
    }

    @Test
    void whereStrangersRingThereAreNoRequests() {
        window.chat.tellMessage("mallory", Author.PEER, "hi there");
        window.chat.settings().change(settings -> settings.with(new ChatSettings.Privacy(true, true, true)));
        assertFalse(mallory().state().request());
        assertEquals("hi there", mallory().state().lastLine());
    }

    private ContactRow mallory() {
        return window.people.row(MALLORY).orElseThrow();
    }
}

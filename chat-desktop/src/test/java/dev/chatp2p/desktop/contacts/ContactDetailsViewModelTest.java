package dev.chatp2p.desktop.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.overlay.RouterReport;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.desktop.ModelFixture;
import dev.chatp2p.desktop.common.Navigation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContactDetailsViewModelTest {

    private final ModelFixture window = new ModelFixture();
    private final ContactDetailsViewModel page = window.details;

    @BeforeEach
    void openBob() {
        window.chat.tellPeople("+bob", "carol");
        window.contacts.showDetails(window.people.row(ModelFixture.BOB).orElseThrow());
    }

    @Test
    void itTellsWhoTheyAreAndHowTheyAreReached() {
        assertEquals("bob", page.details().name());
        assertEquals("Online · reachable through 3 routers", page.details().presence());
        assertEquals(ContactDetails.Vouching.LISTED, page.details().vouching());
        assertFalse(page.details().known());
        window.chat.tellPeople("bob");
        assertEquals("Offline", page.details().presence());
    }

    @Test
    void theRoutersAreNamedThatWeAreConnectedToAsWell() {
        assertEquals("", page.routersProperty().get());
        window.chat.routersOf.put(ModelFixture.BOB, Set.of("1", "2", "3"));
        window.chat.routers = List.of(router("2", "frankfurt"), router("1", "berlin\u202e"), router("9", "oslo"));
        window.chat.tellPeople("+bob", "+carol");
        assertEquals(
                "Through berlin⟨U+202E⟩, frankfurt and one router more",
                page.routersProperty().get());
        window.chat.routersOf.clear();
        window.chat.tellPeople("bob", "+carol");
        assertEquals("", page.routersProperty().get());
    }

    private static RouterReport router(String id, String name) {
        return new RouterReport(Optional.of(id), name, "", true, false, Optional.empty());
    }

    @Test
    void inACallItSaysWhatTheNetworkVouchesFor() {
        window.chat.tellCall("bob", CallState.CONNECTED);
        assertEquals(ContactDetails.Vouching.CLAIMED, page.details().vouching());
        assertFalse(page.details().callable());
    }

    @Test
    void notesAreKeptWhenThePersonPauses() {
        page.notesProperty().set("likes te");
        window.timers.advance(Duration.ofMillis(400));
        page.notesProperty().set("likes tea");
        window.timers.advance(Duration.ofMillis(400));
        assertEquals("", bob().notes());
        window.timers.advance(Duration.ofMillis(100));
        assertEquals("likes tea", bob().notes());
    }

    @Test
    void whatIsWrittenIsKeptWhenThePageIsLeft() {
        page.displayNameProperty().set("Robert");
        window.navigation.show(ModelFixture.CAROL);
        assertEquals("Robert", bob().displayName());
        window.contacts.showDetails(window.people.row(ModelFixture.CAROL).orElseThrow());
        assertEquals("", page.displayNameProperty().get());
    }

    @Test
    void newsWhileOneWritesDoNotTakeTheTextAway() {
        page.notesProperty().set("likes tea");
        window.chat.contacts().change(ModelFixture.BOB, contact -> contact.withTitle("Builder"));
        assertEquals("likes tea", page.notesProperty().get());
        assertEquals("Builder", page.details().title());
    }

    @Test
    void textBeyondTheLimitIsCut() {
        page.notesProperty().set("x".repeat(5000));
        page.save();
        assertEquals(Contact.MAX_NOTES, bob().notes().length());
    }

    @Test
    void whoseCallsAreAnsweredByThemselvesIsKnown() {
        page.setAnswering(Contact.Answering.ALWAYS);
        assertEquals(Contact.Answering.ALWAYS, page.details().answering());
        assertTrue(bob().known());
    }

    @Test
    void blockingEndsTheCall() {
        window.chat.tellCall("bob", CallState.CONNECTED);
        page.setAnswering(Contact.Answering.BLOCKED);
        assertTrue(bob().blocked());
        assertEquals(List.of("hang up bob"), window.chat.asked);
    }

    @Test
    void deletingTakesContactAndConversationAwayUntilItIsUndone() {
        window.chat
                .contacts()
                .change(ModelFixture.BOB, contact -> contact.withKnown(true).withNotes("likes tea"));
        page.delete();
        assertEquals(Contact.unknown(ModelFixture.BOB), bob());
        assertEquals(Optional.empty(), window.navigation.selected());
        assertEquals(Navigation.Page.CONVERSATION, window.navigation.page());
        assertEquals("bob was deleted.", window.removals.sentenceProperty().get());
        window.removals.undo();
        assertEquals("likes tea", bob().notes());
        assertEquals(List.of("delete bob", "undo delete"), window.chat.asked);
    }

    @Test
    void callingGoesToTheConversation() {
        page.call();
        assertEquals(List.of("call bob"), window.chat.asked);
        assertEquals(Navigation.Page.CONVERSATION, window.navigation.page());
    }

    private Contact bob() {
        return window.chat.contacts().contact(ModelFixture.BOB);
    }
}

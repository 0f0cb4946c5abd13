package dev.chatp2p.desktop.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.StoreNotice;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.RefusedCaller;
import dev.chatp2p.core.peer.PeerDirectory;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.ModelFixture;
import dev.chatp2p.desktop.contacts.ContactsViewModel.Emptiness;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContactsViewModelTest {

    private final ModelFixture window = new ModelFixture();
    private final ContactsViewModel contacts = window.contacts;

    @Test
    void peopleStandUnderHeadingsWithCounts() {
        window.chat.tellPeople("+dana", "+bob", "carol");
        assertEquals(List.of("ONLINE · 2", "bob", "dana", "OFFLINE · 1", "carol"), lines());
    }

    @Test
    void whoeverGoesOfflineMovesButKeepsTheRow() {
        window.chat.tellPeople("+bob", "+carol");
        ContactRow bob = row("bob");
        window.chat.tellPeople("bob", "+carol");
        assertEquals(List.of("ONLINE · 1", "carol", "OFFLINE · 1", "bob"), lines());
        assertSame(bob, row("bob"));
        assertFalse(bob.state().online());
        assertFalse(bob.state().callable());
    }

    @Test
    void aStrangerWhoCallsIsARequest() {
        window.chat.tellPeople("+bob");
        window.chat.tellCall("mallory", CallState.INCOMING);
        assertEquals(List.of("ONLINE · 1", "bob", "REQUESTS · 1", "mallory"), lines());
        assertEquals("is calling: “hi there”", row("mallory").state().lastLine());
        assertEquals(ContactState.Kind.INCOMING, row("mallory").state().kind());
    }

    @Test
    void whoIsKnownStaysListedWhileOffline() {
        window.know("grace");
        window.chat.tellPeople("+bob");
        assertEquals(List.of("ONLINE · 1", "bob", "OFFLINE · 1", "grace"), lines());
    }

    @Test
    void withWhomSomethingHappenedLastComesFirst() {
        window.know("dana");
        window.chat.tellPeople("+bob", "+carol", "+dana", "+erik");
        window.chat.tellMessage("erik", Author.ME, "first", FakeChat.NOON);
        window.chat.tellMessage("dana", Author.PEER, "second", FakeChat.NOON.plusSeconds(1));
        assertEquals(List.of("ONLINE · 4", "dana", "erik", "bob", "carol"), lines());
    }

    @Test
    void whoIsBlockedComesLastAndSaysSo() {
        window.chat.tellPeople("+bob", "+carol");
        contacts.block(row("bob"));
        assertEquals(List.of("ONLINE · 2", "carol", "bob"), lines());
        assertEquals(ContactState.Sign.BLOCKED, row("bob").state().sign());
        assertFalse(row("bob").state().callable());
        contacts.unblock(row("bob"));
        assertEquals(List.of("ONLINE · 2", "bob", "carol"), lines());
    }

    @Test
    void whoIsMutedStaysInTheirPlaceAndSaysSo() {
        window.chat.tellPeople("+bob", "+carol");
        contacts.setMuted(row("bob"), true);
        assertTrue(row("bob").state().muted());
        assertEquals(List.of("ONLINE · 2", "bob", "carol"), lines());
        contacts.setMuted(row("bob"), false);
        assertFalse(row("bob").state().muted());
    }

    @Test
    void whatIsMarkedAsUnreadIsLeftSoThatItStaysUnread() {
        window.chat.tellPeople("+bob", "+carol");
        contacts.show(row("bob"));
        contacts.markUnread(row("bob"));
        assertEquals(Optional.empty(), window.navigation.selected());
        assertTrue(window.chat.asked.contains("unread bob"));
        contacts.show(row("carol"));
        contacts.markUnread(row("bob"));
        assertEquals(Optional.of(new PeerId("carol")), window.navigation.selected());
    }

    @Test
    void theNthRowIsOpenedWhateverSectionItIsIn() {
        window.chat.tellPeople("+bob", "carol");
        contacts.openNth(1);
        assertEquals(Optional.of(new PeerId("carol")), window.navigation.selected());
        contacts.openNth(0);
        assertEquals(Optional.of(new PeerId("bob")), window.navigation.selected());
        contacts.openNth(8);
        assertEquals(Optional.of(new PeerId("bob")), window.navigation.selected());
    }

    @Test
    void aSectionThatIsFoldedShowsItsCountOnly() {
        window.chat.tellPeople("+bob", "carol");
        contacts.toggle(ContactItem.Group.ONLINE);
        assertEquals(List.of("ONLINE · 1", "OFFLINE · 1", "carol"), lines());
        contacts.filterProperty().set("bob");
        assertEquals(List.of("PEOPLE · 1", "bob"), lines());
        contacts.filterProperty().set("");
        contacts.toggle(ContactItem.Group.ONLINE);
        assertEquals(List.of("ONLINE · 1", "bob", "OFFLINE · 1", "carol"), lines());
    }

    @Test
    void whereNobodyIsOnlineTheListSaysWhatToDo() {
        window.chat.tell(new OverlayStatus(OverlayStatus.State.ONLINE, Optional.empty(), "All is well.", 3));
        window.chat.tellPeople("bob");
        assertEquals(List.of("NOBODY_ONLINE", "OFFLINE · 1", "bob"), lines());
        window.chat.tellPeople("+bob");
        assertEquals(List.of("ONLINE · 1", "bob"), lines());
    }

    @Test
    void theKeysForNextAndPreviousGoThroughWhatTheListShows() {
        window.chat.tellPeople("+bob", "carol");
        contacts.step(1);
        assertEquals(Optional.of(ModelFixture.BOB), window.navigation.selected());
        contacts.step(1);
        assertEquals(Optional.of(ModelFixture.CAROL), window.navigation.selected());
        contacts.step(1);
        assertEquals(Optional.of(ModelFixture.CAROL), window.navigation.selected());
        contacts.step(-1);
        assertEquals(Optional.of(ModelFixture.BOB), window.navigation.selected());
    }

    @Test
    void whoeverCouldBeMistakenForSomebodyWeKnowIsFlagged() {
        window.know("bob");
        window.chat.tellPeople("+bоb", "+carol"); // with a Cyrillic о
        assertEquals("Could be mistaken for “bob”, but is somebody else.", contacts.warning(row("bоb")));
        assertEquals("", contacts.warning(row("carol")));
        assertEquals("", contacts.warning(row("bob")));
    }

    @Test
    void theNameGivenHereIsShownAndFound() {
        window.chat
                .contacts()
                .change(
                        ModelFixture.BOB,
                        contact -> contact.withDisplayName("Robert").withKnown(true));
        window.chat.tellPeople("+bob");
        assertEquals(List.of("ONLINE · 1", "Robert"), lines());
        assertEquals("bob", row("bob").state().identity());
        contacts.filterProperty().set("rob");
        assertEquals(List.of("PEOPLE · 1", "Robert"), lines());
        contacts.filterProperty().set("BOB");
        assertEquals(List.of("PEOPLE · 1", "Robert"), lines());
    }

    @Test
    void aForgottenCallerIsGoneFromTheListUnlessTheNetworkTellsTheName() {
        window.know("bob");
        window.chat.tellPeople("+bob");
        window.chat.tellMessage("bob", Author.PEER, "hello");
        window.chat.tellMessage("mallory", Author.PEER, "hello");
        window.chat.tell(new ConversationEvent.Forgotten(new PeerId("mallory")));
        window.chat.tell(new ConversationEvent.Forgotten(ModelFixture.BOB));
        assertEquals(List.of("ONLINE · 1", "bob"), lines());
        assertEquals("", row("bob").state().lastLine());
    }

    @Test
    void aNameThatTriesToTrickTheEyeIsMadeVisible() {
        window.chat.tellPeople("+bob\u202egnp.exe");
        assertFalse(row(0).state().name().contains("\u202e"), row(0).state().name());
    }

    @Test
    void aRowSaysWhoVouchesForItsName() {
        window.chat.tellPeople("+bob");
        assertTrue(
                row("bob").state().naming().contains("has chosen it"),
                row("bob").state().naming());
        window.chat.tellCall("bob", CallState.RINGING);
        assertTrue(row("bob").state().naming().contains("Only the other side itself says"));
    }

    @Test
    void aCallUnderAFalseNameIsToldUntilItIsPutAway() {
        window.chat.tell(new RefusedCaller("boss", "mallory\u202e"));
        assertEquals(
                "A call that claimed to be “boss” came from “mallory⟨U+202E⟩” and was refused.",
                contacts.noticeProperty().get());
        contacts.dismissNotice();
        assertEquals("", contacts.noticeProperty().get());
    }

    @Test
    void whatIsWrongWithTheHistoryIsToldUntilItIsPutAway() {
        window.chat.storeNotice = Optional.of(
                new StoreNotice(StoreNotice.Kind.DAMAGED, Path.of("history.db.damaged"), "The history was damaged."));
        try (ContactsViewModel told = new ContactsViewModel(
                window.chat,
                window.people,
                window.removals,
                window.navigation,
                window.bridge,
                window.timers,
                window.times,
                window.texts)) {
            String notice = told.noticeProperty().get();
            assertTrue(notice.contains("was damaged") && notice.contains("history.db.damaged"), notice);

            told.dismissNotice();
            assertEquals("", told.noticeProperty().get());
        }
    }

    @Test
    void ofABurstOfRefusedCallsNoneIsLost() {
        window.bridge.execute(
                () -> { // while it runs, the window cannot look at what comes
                    window.chat.tell(new RefusedCaller("boss", "mallory"));
                    window.chat.tell(new RefusedCaller("bob", "mallory"));
                    window.chat.tell(new RefusedCaller("carol", "trudy"));
                });
        assertEquals(
                "A call that claimed to be “carol” came from “trudy” and was refused … and 2 more.",
                contacts.noticeProperty().get());
        contacts.dismissNotice();
        window.chat.tell(new RefusedCaller("boss", "mallory"));
        assertEquals(
                "A call that claimed to be “boss” came from “mallory” and was refused.",
                contacts.noticeProperty().get());
    }

    @Test
    void theFilterLooksInNamesAndSaysWhenNobodyFits() {
        window.chat.tellPeople("+bob", "+bobby", "carol");
        contacts.filterProperty().set(" BOB ");
        assertEquals(List.of("PEOPLE · 2", "bob", "bobby"), lines());
        contacts.openFirst();
        assertEquals(Optional.of(ModelFixture.BOB), window.navigation.selected());
        contacts.filterProperty().set("zoe");
        assertEquals(Emptiness.NONE, contacts.emptinessProperty().get(), "messages are still looked for");
        window.timers.advance(MessageSearch.PAUSE);
        assertEquals(Emptiness.NO_MATCH, contacts.emptinessProperty().get());
        contacts.filterProperty().set("");
        assertEquals(Emptiness.NONE, contacts.emptinessProperty().get());
    }

    @Test
    void anEmptyListSaysWhetherTheNetworkHasAnswered() {
        assertEquals(Emptiness.LOOKING, contacts.emptinessProperty().get());
        window.chat.tellPeople();
        assertEquals(Emptiness.NOBODY, contacts.emptinessProperty().get());
        contacts.lookAgain();
        assertEquals(List.of("refresh"), window.chat.asked);
    }

    @Test
    void whoeverTurnsToTheWindowSeesWhoIsThereNow() {
        window.navigation.focusedProperty().set(false);
        assertEquals(List.of(), window.chat.asked);
        window.navigation.focusedProperty().set(true);
        assertEquals(List.of("refresh"), window.chat.asked);
    }

    @Test
    void aProblemWithTheListIsTold() {
        window.chat.tell(new PeerDirectory(List.of(), Optional.empty(), Optional.of("The network does not answer.")));
        assertEquals("The network does not answer.", contacts.problemProperty().get());
        window.chat.tellPeople("+bob");
        assertEquals("", contacts.problemProperty().get());
    }

    @Test
    void whoeverIsNotFoundCanBeCalledByTheNameTyped() {
        window.chat.tellPeople("+bob");
        contacts.filterProperty().set(" zoe ");
        contacts.callTyped();
        assertEquals(List.of("call zoe"), window.chat.asked);
        assertEquals(Optional.of(new PeerId("zoe")), window.navigation.selected());
        assertEquals("", contacts.filterProperty().get());
    }

    @Test
    void theLastLineTellsCallThenTypingThenWhatWaitsThenTheDraftThenWhatWasSaid() {
        window.know("bob");
        window.chat.tellPeople("+bob");
        assertEquals("", row("bob").state().lastLine());
        window.chat.tellMessage("bob", Author.PEER, "first\nsecond");
        assertEquals("first second", row("bob").state().lastLine());
        assertEquals("12:00", row("bob").state().time());
        window.chat.tellMessage("bob", Author.ME, "mine");
        assertEquals("You: mine", row("bob").state().lastLine());
        window.navigation.show(ModelFixture.BOB);
        window.composer.draftProperty().set("not yet");
        window.composer.draftProperty().set("not yet sent");
        assertEquals("You: mine", row("bob").state().lastLine(), "the draft is in sight");
        window.navigation.leave();
        assertEquals("Draft: not yet sent", row("bob").state().lastLine());
        Message waiting = message(Delivery.State.QUEUED);
        window.chat.tell(new ConversationEvent.MessageAdded(ModelFixture.BOB, waiting));
        assertEquals("Will be sent when bob is online", row("bob").state().lastLine());
        window.chat.tell(new ConversationEvent.TypingChanged(ModelFixture.BOB, true));
        assertEquals("typing…", row("bob").state().lastLine());
        window.chat.tell(new ConversationEvent.TypingChanged(ModelFixture.BOB, false));
        window.chat.tell(new ConversationEvent.MessageChanged(
                ModelFixture.BOB, waiting.with(new Delivery(Delivery.State.SENT, FakeChat.NOON))));
        assertEquals("Draft: not yet sent", row("bob").state().lastLine());
        window.chat.tellCall("bob", CallState.DIALING);
        assertEquals("Calling…", row("bob").state().lastLine());
        window.chat.tellCall("bob", CallState.RINGING);
        assertEquals("Ringing…", row("bob").state().lastLine());
    }

    @Test
    void howFarOursHasComeIsShown() {
        window.know("bob");
        window.chat.tellPeople("+bob");
        Message message = message(Delivery.State.SENT);
        window.chat.tell(new ConversationEvent.MessageAdded(ModelFixture.BOB, message));
        assertEquals(ContactState.Kind.SENT, row("bob").state().kind());
        window.chat.tell(new ConversationEvent.MessageChanged(
                ModelFixture.BOB, message.with(new Delivery(Delivery.State.READ, FakeChat.NOON))));
        assertEquals(ContactState.Kind.READ, row("bob").state().kind());
        assertEquals("ours", row("bob").state().lastLine());
    }

    @Test
    void whenTheNewestMessageIsDeletedTheOneBeforeItShows() {
        window.know("bob");
        window.chat.tellPeople("+bob");
        Message first = message(Delivery.State.SENT);
        window.chat.history.add(ModelFixture.BOB, first);
        window.chat.tellMessage("bob", Author.PEER, "newest");
        UUID newest =
                window.people.standing(ModelFixture.BOB).last().orElseThrow().id();
        window.chat.tell(new ConversationEvent.MessagesRemoved(ModelFixture.BOB, Set.of(newest)));
        assertEquals("ours", row("bob").state().lastLine());
    }

    private static Message message(Delivery.State state) {
        return new Message(UUID.randomUUID(), Author.ME, "ours", FakeChat.NOON, false)
                .with(new Delivery(state, FakeChat.NOON));
    }

    @Test
    void aMissedCallIsMarkedUntilItIsRead() {
        window.know("bob");
        window.chat.tellPeople("+bob");
        window.chat.tellMessage("bob", Author.SYSTEM, "Missed call from bob");
        window.chat.tellEnd("bob", CallState.MISSED, EndReason.CANCELLED, "bob gave up.");
        window.chat.tell(new ConversationEvent.UnreadChanged(ModelFixture.BOB, 1));
        assertEquals(ContactState.Kind.MISSED, row("bob").state().kind());
        assertEquals(1, row("bob").state().unread());
        window.chat.tell(new ConversationEvent.UnreadChanged(ModelFixture.BOB, 0));
        assertEquals(ContactState.Kind.LAST, row("bob").state().kind());
    }

    @Test
    void callingFromTheListOpensTheConversation() {
        window.chat.tellPeople("+bob");
        assertTrue(row("bob").state().callable());
        contacts.call(row("bob"));
        assertEquals(List.of("call bob"), window.chat.asked);
        assertEquals(Optional.of(ModelFixture.BOB), window.navigation.selected());
        window.chat.tellCall("bob", CallState.DIALING);
        assertFalse(row("bob").state().callable());
    }

    @Test
    void theStatusIsAWordAndWorthReadingWhenItIsNotGood() {
        window.chat.tell(new OverlayStatus(OverlayStatus.State.ONLINE, Optional.empty(), "All is well.", 3));
        assertEquals("alice", contacts.ownNameProperty().get());
        assertEquals("Online on 3 routers", contacts.statusProperty().get().words());
        assertFalse(contacts.statusProperty().get().isWorthExplaining());
        window.chat.tell(new OverlayStatus(
                OverlayStatus.State.REJECTED, Optional.of(Reason.LOGIN_REFUSED), "The identity was deleted.", 0));
        NetworkStatus status = contacts.statusProperty().get();
        assertEquals("Log-in refused", status.words());
        assertTrue(status.explanation().startsWith("The network refused the log-in"), status.explanation());
        assertEquals("The identity was deleted.", status.detail());
        assertTrue(status.isWorthExplaining());
        assertEquals(NetworkStatus.Remedy.ANOTHER_IDENTITY, status.remedy());
    }

    private List<String> lines() {
        return contacts.items().stream()
                .map(item -> switch (item) {
                    case ContactItem.Section section -> section.title();
                    case ContactRow row -> row.state().name();
                    case ContactItem.Hint hint -> hint.name();
                    case MessageHit hit -> hit.name() + ": " + String.join("|", parts(hit));
                })
                .toList();
    }

    private static List<String> parts(MessageHit hit) {
        return hit.snippet().stream()
                .map(part -> part.fits() ? "[" + part.text() + "]" : part.text())
                .toList();
    }

    private ContactRow row(String name) {
        return contacts.items().stream()
                .filter(ContactRow.class::isInstance)
                .map(ContactRow.class::cast)
                .filter(row -> row.peer().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ContactRow row(int index) {
        return contacts.items().stream()
                .filter(ContactRow.class::isInstance)
                .map(ContactRow.class::cast)
                .skip(index)
                .findFirst()
                .orElseThrow();
    }
}

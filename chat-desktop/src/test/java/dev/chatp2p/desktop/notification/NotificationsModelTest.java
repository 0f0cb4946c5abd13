package dev.chatp2p.desktop.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.concurrent.VirtualTimers;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.ConversationEvent;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact.Answering;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.desktop.FakeChat;
import dev.chatp2p.desktop.FakeContacts;
import dev.chatp2p.desktop.FakeSettings;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Navigation;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.notification.Announcement.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NotificationsModelTest {

    private static final PeerId BOB = new PeerId("bob");
    private static final PeerId CAROL = new PeerId("carol");
    private static final PeerId DAVE = new PeerId("dave");

    private final FakeChat chat = new FakeChat();
    private final FakeContacts contacts = new FakeContacts().know(BOB, CAROL, DAVE);
    private final FakeSettings settings = new FakeSettings();
    private final Navigation navigation = new Navigation();
    private final VirtualTimers timers = new VirtualTimers();
    private final FakeDesktop desktop = new FakeDesktop();
    private final Heard heard = new Heard();
    private int asked;

    private final NotificationsModel model = new NotificationsModel(
            chat.conversations(),
            contacts,
            settings,
            navigation,
            new FxBridge(Runnable::run),
            timers,
            Texts.in(Locale.ENGLISH),
            new NotificationsModel.Outlets(desktop, heard, () -> asked++));

    // ---- calls

    @Test
    void aCallInTheBackgroundIsToldWithWhatCanBeDone() {
        lookAway();
        chat.tellCall("bob", CallState.INCOMING);
        Announcement call = model.shown().getFirst();
        assertEquals("bob", call.title());
        assertEquals("is calling", call.body());
        assertEquals(List.of(Action.ANSWER, Action.DECLINE, Action.MESSAGE), call.actions());
        assertEquals(1, asked);
        chat.tellCall("bob", CallState.CONNECTED);
        assertEquals(List.of(), model.shown());
    }

    @Test
    void aCallRingsEveryThreeSecondsUntilItIsAnswered() {
        chat.tellCall("bob", CallState.INCOMING);
        timers.advance(Duration.ofSeconds(7));
        assertEquals(List.of(Tone.RING, Tone.RING, Tone.RING), heard.tones);
        chat.tellCall("bob", CallState.CONNECTED);
        assertTrue(heard.silenced);
        timers.advance(Duration.ofMinutes(1));
        assertEquals(3, heard.tones.size());
    }

    @Test
    void itGoesOnRingingForTheSecondCallWhenTheFirstIsOver() {
        chat.tellCall("bob", CallState.INCOMING);
        chat.tellCall("carol", CallState.INCOMING);
        chat.tellCall("bob", CallState.DECLINED);
        int before = heard.tones.size();
        timers.advance(Duration.ofSeconds(6));
        assertEquals(before + 2, heard.tones.size());
    }

    @Test
    void strangersAndBlockedPeopleDoNotRing() {
        lookAway();
        chat.tellCall("mallory", CallState.INCOMING);
        contacts.change(BOB, contact -> contact.withAnswering(Answering.BLOCKED));
        chat.tellCall("bob", CallState.INCOMING);
        chat.tellEnd("mallory", CallState.MISSED, EndReason.NO_ANSWER, "");
        timers.advance(Duration.ofMinutes(1));
        assertEquals(List.of(), heard.tones);
        assertEquals(List.of(), model.shown());
        assertEquals(0, asked);
    }

    @Test
    void ringingStopsWhenThePersonNoLongerWantsToBeDisturbed() {
        chat.tellCall("bob", CallState.INCOMING);
        settings.change(s -> s.with(s.notifications().quietUntil(Optional.empty())));
        timers.advance(Duration.ofMinutes(1));
        assertEquals(List.of(Tone.RING), heard.tones);
        assertTrue(heard.silenced);
    }

    @Test
    void answeringFromTheNotificationOpensTheConversationAndRaisesTheWindow() {
        lookAway();
        chat.tellCall("bob", CallState.INCOMING);
        model.act(model.shown().getFirst(), Action.ANSWER);
        assertEquals(List.of("answer bob"), chat.asked);
        assertEquals(Optional.of(BOB), navigation.selected());
        assertEquals(1, model.raiseRequestsProperty().get());
    }

    @Test
    void decliningFromTheNotificationLeavesTheWindowWhereItIs() {
        lookAway();
        chat.tellCall("bob", CallState.INCOMING);
        model.act(model.shown().getFirst(), Action.DECLINE);
        assertEquals(List.of("decline bob"), chat.asked);
        assertEquals(0, model.raiseRequestsProperty().get());
        assertEquals(Optional.empty(), navigation.selected());
    }

    @Test
    void aMissedCallIsToldAndCanBeCalledBack() {
        lookAway();
        chat.tellCall("bob", CallState.INCOMING);
        chat.tellEnd("bob", CallState.MISSED, EndReason.NO_ANSWER, "");
        Announcement missed = model.shown().getFirst();
        assertEquals("You missed a call", missed.body());
        model.act(missed, Action.CALL_BACK);
        assertEquals(List.of("call bob"), chat.asked);
        assertEquals(List.of(), model.shown());
    }

    // ---- messages

    @Test
    void aMessageIsShownWithWhatWasWritten() {
        lookAway();
        write("bob", "  see you\nat eleven ");
        timers.advance(NotificationsModel.GATHERING);
        assertEquals("bob", model.shown().getFirst().title());
        assertEquals("see you at eleven", model.shown().getFirst().body());
        assertEquals(List.of(Tone.MESSAGE), heard.tones);
    }

    @Test
    void withoutPreviewOnlyTheNameIsShown() {
        settings.change(s -> s.with(new ChatSettings.Notifications(true, true, false, false)));
        lookAway();
        write("bob", "secret");
        timers.advance(NotificationsModel.GATHERING);
        assertEquals("New message", model.shown().getFirst().body());
    }

    @Test
    void aBurstIsOneNotification() {
        lookAway();
        for (int i = 0; i < 10; i++) {
            write("bob", "again " + i);
        }
        write("carol", "hello");
        write("dave", "hello");
        timers.advance(NotificationsModel.GATHERING);
        assertEquals(1, model.shown().size());
        assertEquals("12 new messages from 3 people", model.shown().getFirst().title());
        assertEquals("bob, carol, dave", model.shown().getFirst().body());
        assertEquals(List.of(Tone.MESSAGE), heard.tones);
    }

    @Test
    void severalMessagesOfOnePersonAreCounted() {
        lookAway();
        write("bob", "one");
        write("bob", "two");
        timers.advance(NotificationsModel.GATHERING);
        assertEquals("bob", model.shown().getFirst().title());
        assertEquals("2 new messages", model.shown().getFirst().body());
    }

    @Test
    void aSteadyStreamIsToldOnlyNowAndThen() {
        lookAway();
        for (int i = 0; i < 100; i++) {
            write("bob", "line " + i);
            timers.advance(Duration.ofMillis(200));
        }
        assertTrue(heard.tones.size() <= 5, heard.tones.toString());
        assertEquals(1, model.shown().size());
    }

    @Test
    void aMessageInTheConversationThatIsLookedAtIsNotTold() {
        navigation.show(BOB);
        write("bob", "hello");
        timers.advance(Duration.ofMinutes(1));
        assertEquals(List.of(), model.shown());
        assertEquals(List.of(), heard.tones);
    }

    @Test
    void aMessageBehindTheSettingsIsTold() {
        navigation.show(BOB);
        navigation.turnTo(Navigation.Page.SETTINGS);
        write("bob", "hello");
        timers.advance(NotificationsModel.GATHERING);
        assertEquals(1, model.shown().size());
        navigation.turnTo(Navigation.Page.CONVERSATION);
        assertEquals(List.of(), model.shown());
    }

    @Test
    void whatWasReadMeanwhileIsNotTold() {
        lookAway();
        write("bob", "hello");
        chat.tell(new ConversationEvent.UnreadChanged(BOB, 0));
        timers.advance(Duration.ofMinutes(1));
        assertEquals(List.of(), model.shown());
    }

    @Test
    void whatIWriteIsNotTold() {
        lookAway();
        chat.tellMessage("bob", Author.ME, "hello");
        chat.tellMessage("bob", Author.SYSTEM, "bob hung up");
        timers.advance(Duration.ofMinutes(1));
        assertEquals(List.of(), model.shown());
    }

    @Test
    void aLongMessageIsCutAndItsTricksAreVisible() {
        lookAway();
        write("bob", "\u202etrick" + "x".repeat(60_000));
        timers.advance(NotificationsModel.GATHERING);
        String body = model.shown().getFirst().body();
        assertTrue(body.length() < 200 && !body.contains("\u202e"), body);
    }

    // ---- where it is told

    @Test
    void theDesktopTellsItWhileTheWindowIsInTheBackground() {
        desktop.available = true;
        lookAway();
        chat.tellCall("bob", CallState.INCOMING);
        assertEquals(List.of(), model.shown());
        DesktopNotifier.Note note = desktop.notes.values().iterator().next();
        assertEquals("call bob", note.tag());
        assertEquals("bob", note.title());
        assertTrue(note.urgent());
        desktop.chosen.values().forEach(told -> told.accept("DECLINE"));
        assertEquals(List.of("decline bob"), chat.asked);
        assertEquals(Map.of(), desktop.notes);
    }

    @Test
    void theDesktopsNotificationsGoWhenTheWindowIsLookedAt() {
        desktop.available = true;
        lookAway();
        write("bob", "hello");
        timers.advance(NotificationsModel.GATHERING);
        assertEquals(1, desktop.notes.size());
        navigation.focusedProperty().set(true);
        assertEquals(Map.of(), desktop.notes);
    }

    @Test
    void anAnswerThatNobodyOfferedDoesNothing() {
        desktop.available = true;
        lookAway();
        chat.tellCall("bob", CallState.INCOMING);
        desktop.chosen.values().forEach(told -> told.accept("ANSWER; rm -rf /"));
        assertEquals(List.of(), chat.asked);
    }

    // ---- counting, and quiet times

    @Test
    void unreadEntriesOfPeopleWeKnowAreCounted() {
        chat.tell(new ConversationEvent.UnreadChanged(BOB, 2));
        chat.tell(new ConversationEvent.UnreadChanged(new PeerId("mallory"), 9));
        assertEquals(2, model.unreadProperty().get());
        contacts.know(new PeerId("mallory"));
        assertEquals(11, model.unreadProperty().get());
        chat.tell(new ConversationEvent.UnreadChanged(BOB, 0));
        chat.tell(new ConversationEvent.Forgotten(new PeerId("mallory")));
        assertEquals(0, model.unreadProperty().get());
    }

    @Test
    void unreadEntriesOfMutedPeopleAreNotCounted() {
        chat.tell(new ConversationEvent.UnreadChanged(BOB, 2));
        chat.tell(new ConversationEvent.UnreadChanged(CAROL, 3));
        contacts.change(BOB, contact -> contact.withMuted(true));
        assertEquals(3, model.unreadProperty().get());
        chat.tell(new ConversationEvent.UnreadChanged(BOB, 4));
        assertEquals(3, model.unreadProperty().get());
        contacts.change(BOB, contact -> contact.withMuted(false));
        assertEquals(7, model.unreadProperty().get());
    }

    @Test
    void aQuietTimeEndsByItself() {
        settings.change(s ->
                s.with(s.notifications().quietUntil(Optional.of(timers.instant().plus(Duration.ofHours(1))))));
        lookAway();
        write("bob", "hello");
        timers.advance(Duration.ofMinutes(59));
        assertEquals(List.of(), model.shown());
        timers.advance(Duration.ofMinutes(1));
        assertEquals(false, settings.settings().notifications().doNotDisturb());
        write("bob", "hello again");
        timers.advance(NotificationsModel.GATHERING);
        assertEquals(1, model.shown().size());
    }

    @Test
    void aQuietTimeTakesAwayWhatIsShown() {
        lookAway();
        chat.tellCall("bob", CallState.INCOMING);
        settings.change(s -> s.with(s.notifications().quietUntil(Optional.empty())));
        assertEquals(List.of(), model.shown());
    }

    @Test
    void nothingIsToldAfterTheEnd() {
        lookAway();
        chat.tellCall("bob", CallState.INCOMING);
        write("carol", "hello");
        model.close();
        timers.advance(Duration.ofMinutes(1));
        assertEquals(List.of(), model.shown());
        assertEquals(List.of(Tone.RING), heard.tones);
    }

    private void lookAway() {
        navigation.focusedProperty().set(false);
    }

    private void write(String who, String text) {
        chat.tellMessage(who, Author.PEER, text);
    }

    private static final class Heard implements Tones {
        private final List<Tone> tones = new ArrayList<>();
        private boolean silenced;

        @Override
        public void play(Tone tone) {
            tones.add(tone);
            silenced = false;
        }

        @Override
        public void silence() {
            silenced = true;
        }

        @Override
        public void close() {}
    }

    private static final class FakeDesktop implements DesktopNotifier {
        private final Map<String, Note> notes = new LinkedHashMap<>();
        private final Map<String, Consumer<String>> chosen = new LinkedHashMap<>();
        private boolean available;

        @Override
        public boolean isAvailable() {
            return available;
        }

        @Override
        public void show(Note note, Consumer<String> told) {
            notes.put(note.tag(), note);
            chosen.put(note.tag(), told);
        }

        @Override
        public void withdraw(String tag) {
            notes.remove(tag);
        }

        @Override
        public void close() {}
    }
}

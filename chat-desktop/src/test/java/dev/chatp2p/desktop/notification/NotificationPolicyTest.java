package dev.chatp2p.desktop.notification;

import static dev.chatp2p.desktop.notification.Occasion.INCOMING_CALL;
import static dev.chatp2p.desktop.notification.Occasion.MESSAGE;
import static dev.chatp2p.desktop.notification.Occasion.MISSED_CALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.peer.Contact.Answering;
import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.core.settings.ChatSettings.Notifications;
import dev.chatp2p.core.settings.ChatSettings.Privacy;
import dev.chatp2p.desktop.notification.NotificationPolicy.Telling;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotificationPolicyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Contact STRANGER = Contact.unknown(new PeerId("mallory"));
    private static final Contact FRIEND = Contact.unknown(new PeerId("bob")).withKnown(true);
    private static final ChatSettings USUAL = ChatSettings.DEFAULT;

    private static Telling away(Occasion occasion, Contact from, ChatSettings settings) {
        return NotificationPolicy.decide(occasion, from, settings, NOW, false, false);
    }

    @Test
    void aCallOfAFriendIsToldInEveryWayWhileNobodyLooks() {
        assertEquals(new Telling(true, true, true), away(INCOMING_CALL, FRIEND, USUAL));
    }

    @Test
    void aCallRingsButDoesNotPopUpWhileTheWindowIsLookedAt() {
        for (boolean open : new boolean[] {true, false}) {
            assertEquals(
                    new Telling(false, true, false),
                    NotificationPolicy.decide(INCOMING_CALL, FRIEND, USUAL, NOW, true, open));
        }
    }

    @Test
    void nothingOfSomebodyMutedIsTold() {
        for (Occasion occasion : Occasion.values()) {
            assertEquals(Telling.NOTHING, away(occasion, FRIEND.withMuted(true), USUAL));
        }
    }

    @Test
    void aMessageInTheOpenConversationIsNotTold() {
        assertEquals(Telling.NOTHING, NotificationPolicy.decide(MESSAGE, FRIEND, USUAL, NOW, true, true));
    }

    @Test
    void aMessageInAnotherConversationIsToldWithoutAskingForAttention() {
        assertEquals(
                new Telling(true, true, false), NotificationPolicy.decide(MESSAGE, FRIEND, USUAL, NOW, true, false));
    }

    @Test
    void aMessageIsToldWhileNobodyLooksEvenIfItsConversationIsOpen() {
        assertEquals(
                new Telling(true, true, true), NotificationPolicy.decide(MESSAGE, FRIEND, USUAL, NOW, false, true));
    }

    @Test
    void aMissedCallMakesNoSound() {
        assertEquals(new Telling(true, false, true), away(MISSED_CALL, FRIEND, USUAL));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsToldOfStrangersOrBlockedPeople(Occasion occasion) {
        assertEquals(Telling.NOTHING, away(occasion, STRANGER, USUAL));
        assertEquals(Telling.NOTHING, away(occasion, FRIEND.withAnswering(Answering.BLOCKED), USUAL));
    }

    @ParameterizedTest
    @EnumSource
    void strangersAreToldOfIfThePersonWantsThat(Occasion occasion) {
        ChatSettings open = USUAL.with(new Privacy(true, true, true));
        assertEquals(away(occasion, FRIEND, USUAL), away(occasion, STRANGER, open));
        assertEquals(Telling.NOTHING, away(occasion, STRANGER.withAnswering(Answering.BLOCKED), open));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsToldWhileThePersonDoesNotWantToBeDisturbed(Occasion occasion) {
        ChatSettings quiet = USUAL.with(USUAL.notifications().quietUntil(Optional.empty()));
        assertEquals(Telling.NOTHING, away(occasion, FRIEND, quiet));
        ChatSettings anHour = USUAL.with(USUAL.notifications().quietUntil(Optional.of(NOW.plusSeconds(1))));
        assertEquals(Telling.NOTHING, away(occasion, FRIEND, anHour));
        ChatSettings over = USUAL.with(USUAL.notifications().quietUntil(Optional.of(NOW)));
        assertEquals(away(occasion, FRIEND, USUAL), away(occasion, FRIEND, over));
    }

    @Test
    void soundsAndNotificationsAreTurnedOffSeparately() {
        ChatSettings silent = USUAL.with(new Notifications(true, false, true, false));
        assertEquals(new Telling(true, false, true), away(MESSAGE, FRIEND, silent));
        ChatSettings soundOnly = USUAL.with(new Notifications(false, true, true, false));
        assertEquals(new Telling(false, true, false), away(INCOMING_CALL, FRIEND, soundOnly));
    }

    @Test
    void whoMayRingIsWelcome() {
        assertTrue(NotificationPolicy.isWelcome(FRIEND, USUAL));
        assertFalse(NotificationPolicy.isWelcome(STRANGER, USUAL));
    }
}

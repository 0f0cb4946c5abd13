package dev.chatp2p.desktop.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.chatp2p.core.conversation.Call;
import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.EndReason;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Notice;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final Words english = new Words(Texts.in(Locale.ENGLISH));
    private final Words german = new Words(Texts.in(Locale.GERMAN));

    @ParameterizedTest
    @EnumSource
    void everyReasonHasASentenceInEachLanguage(Reason reason) {
        assertDiffer(english.reason(reason), german.reason(reason));
    }

    @ParameterizedTest
    @EnumSource
    void everyEndOfACallHasASentenceInEachLanguageForBothSides(EndReason end) {
        for (boolean outgoing : List.of(true, false)) {
            String words = english.endReason(end, "bob", outgoing);
            assertDiffer(words, german.endReason(end, "bob", outgoing));
            assertFalse(words.contains("{"), words);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyStateOfTheNetworkHasASentenceInEachLanguage(OverlayStatus.State state) {
        OverlayStatus status = OverlayStatus.of(state, "in the core’s words");
        assertDiffer(english.status(status), german.status(status));
    }

    @ParameterizedTest
    @EnumSource
    void everyNoticeHasASentence(Notice.Kind kind) {
        for (Locale language : LANGUAGES) {
            String said = new Words(Texts.in(language)).notice(line(kind, 1, "in the core’s words"), "bob");
            assertFalse(said.isBlank() || said.contains("{"), said);
        }
    }

    @Test
    void whatTheProgramHasNoWordsForIsSaidAsItCame() {
        assertEquals("Something new", german.notice(line(Notice.Kind.OTHER, 0, "Something new"), "bob"));
        Message old = new Message(UUID.randomUUID(), Message.Author.SYSTEM, "You called bob", Instant.EPOCH, false);
        assertEquals("You called bob", german.notice(old, "bob"));
    }

    @Test
    void aNoticeSaysHowLongACallHasLasted() {
        assertEquals("bob hung up · 42 s", english.notice(line(Notice.Kind.THEY_HUNG_UP, 42, ""), "bob"));
        assertEquals("bob hat aufgelegt · 2 min 5 s", german.notice(line(Notice.Kind.THEY_HUNG_UP, 125, ""), "bob"));
        assertEquals("Du hast aufgelegt · 1 h 2 min", german.notice(line(Notice.Kind.YOU_HUNG_UP, 3720, ""), "bob"));
    }

    @Test
    void aNoticeCountsDroppedLines() {
        assertEquals(
                "One more line that came before the answer could not be kept",
                english.notice(line(Notice.Kind.LINES_DROPPED, 1, ""), "bob"));
        assertEquals(
                "3 weitere Zeilen, die vor dem Annehmen kamen, konnten nicht behalten werden",
                german.notice(line(Notice.Kind.LINES_DROPPED, 3, ""), "bob"));
    }

    @Test
    void anEndSaysWhoDidWhat() {
        assertEquals(
                "You gave up calling bob.", english.end(ended(true, EndReason.CANCELLED, Optional.empty()), "bob"));
        assertEquals(
                "bob gave up before you could answer.",
                english.end(ended(false, EndReason.CANCELLED, Optional.empty()), "bob"));
        assertEquals(
                "bob could not be reached. No answer came in time. Try again.",
                english.end(ended(true, EndReason.NOT_REACHABLE, Optional.of(Reason.TIMEOUT)), "bob"));
        assertEquals("", english.end(Call.NONE, "bob"));
    }

    @Test
    void aStatusWithAReasonSaysTheReason() {
        OverlayStatus shared = new OverlayStatus(
                OverlayStatus.State.DEGRADED, Optional.of(Reason.NAME_IN_USE), "in the core’s words", 1);
        assertEquals(english.reason(Reason.NAME_IN_USE), english.status(shared));
        assertEquals(
                "You are online and can be reached through 3 routers.",
                english.status(new OverlayStatus(OverlayStatus.State.ONLINE, Optional.empty(), "", 3)));
    }

    private static void assertDiffer(String english, String german) {
        assertFalse(english.isBlank() || german.isBlank() || english.equals(german), english + " / " + german);
    }

    private static Call ended(boolean outgoing, EndReason end, Optional<Reason> cause) {
        return new Call(CallState.ENDED, Instant.EPOCH, outgoing, "", true, Optional.of(end), cause, "");
    }

    private static Message line(Notice.Kind kind, long amount, String text) {
        return new Message(
                UUID.randomUUID(),
                Message.Author.SYSTEM,
                text,
                Instant.EPOCH,
                false,
                Delivery.NONE,
                Optional.empty(),
                Optional.of(new Notice(kind, amount)));
    }
}

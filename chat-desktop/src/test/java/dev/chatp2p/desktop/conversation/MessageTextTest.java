package dev.chatp2p.desktop.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.desktop.conversation.MessageText.Range;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"👍", "😀 😀", "❤\uFE0F", "👨\u200D👩\u200D👧", "👍\uD83C\uDFFD", "🇩🇪🇫🇷"})
    void fewEmojiAloneAreBig(String text) {
        assertTrue(MessageText.isFewEmoji(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "👍 ok", "1", "#", "😀😀😀😀😀😀😀", "©"})
    void anythingElseIsNot(String text) {
        assertFalse(MessageText.isFewEmoji(text));
    }

    @Test
    void wordsThatBeginAsWantedAreMarkedWhateverTheirCaseAndAccents() {
        assertEquals(List.of(new Range(4, 8), new Range(14, 18)), MessageText.marks("The Café is a cafeteria", "CAFE"));
        assertEquals(List.of(new Range(0, 2), new Range(3, 4)), MessageText.marks("ab cd", "ab c"));
        assertEquals(List.of(), MessageText.marks("decaf", "caf"));
        assertEquals(List.of(), MessageText.marks("text", " "));
    }

    @Test
    void aMessageOfCapitalSigmasIsMarkedAtOnce() {
        String text = "Σ".repeat(32 * 1024) + " supper";
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertEquals(1, MessageText.marks(text, "supper").size()));
    }

    @Test
    void longTextsBeginWithAPart() {
        assertFalse(MessageText.isLong("short"));
        String words = "word ".repeat(1_000);
        assertTrue(MessageText.isLong(words));
        assertTrue(MessageText.shortened(words).length() <= MessageText.LONG);
        assertTrue(MessageText.shortened(words).endsWith("word"));
        assertEquals(
                MessageText.MANY_LINES,
                MessageText.shortened("line\n".repeat(100)).lines().count());
    }

    @Test
    void noPictureIsCutInTwo() {
        String cut = MessageText.shortened("😀".repeat(2_000));
        assertFalse(Character.isHighSurrogate(cut.charAt(cut.length() - 1)));
    }
}

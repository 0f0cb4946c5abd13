package dev.chatp2p.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Bidi;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"alice", "Müller 3", "Ольга", "山田", "עדי", "زينب", "a-b_c.d@e", "नमस्ते", "🦊"})
    void ordinaryNamesStayAsTheyAre(String name) {
        assertEquals(name, DisplayText.name(name));
    }

    @Test
    void controlCharactersInNamesAreWrittenOut() {
        assertEquals("a␀b␛c␡d␊e␉f␍", DisplayText.name("a\u0000b\u001bc\u007fd\ne\tf\r"));
        assertEquals("⟨U+0085⟩⟨U+009B⟩", DisplayText.name("\u0085\u009b"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00AD, 0x034F, 0x061C, 0x115F, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A,
                0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2061, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206F, 0x2800,
                0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xE0001, 0xE0061, 0xE0100
            })
    void invisibleAndDirectionCharactersInNamesAreWrittenOut(int c) {
        assertEquals("bo⟨U+%04X⟩b".formatted(c), DisplayText.name("bo" + Character.toString(c) + "b"));
    }

    @Test
    void blanksThatCouldHideInANameAreWrittenOut() {
        assertEquals("bob smith", DisplayText.name("bob smith"));
        assertEquals("␠bob␠", DisplayText.name(" bob "));
        assertEquals("bob ␠smith", DisplayText.name("bob  smith"));
        assertEquals("bob⟨U+00A0⟩smith", DisplayText.name("bob\u00a0smith"));
        assertEquals("␠", DisplayText.name(" "));
    }

    @Test
    void halfSurrogatePairsAreReplaced() {
        assertEquals("a\ufffdb\ufffd", DisplayText.name("a\ud83db\ude00"));
        assertEquals("a\ufffdb\ufffd", DisplayText.text("a\ud83db\ude00"));
    }

    @Test
    void longNamesAreCutOnACodePointBorder() {
        String cut = DisplayText.name("🦊".repeat(200));
        assertTrue(cut.length() <= DisplayText.MAX_NAME);
        assertTrue(cut.endsWith("🦊…"), cut);
        assertEquals("x".repeat(DisplayText.MAX_NAME), DisplayText.name("x".repeat(DisplayText.MAX_NAME)));
    }

    @Test
    void textKeepsItsLinesAndTabs() {
        assertEquals("a\tb\nc\nd␍e", DisplayText.text("a\tb\nc\r\nd\re"));
    }

    @Test
    void aLineWritesLineBreaksOut() {
        assertEquals("a␊b␉c", DisplayText.line("a\nb\tc", 20));
        assertEquals("abcd…", DisplayText.line("abcdefgh", 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👨‍👩‍👧‍👦",
                "❤️",
                "1️⃣",
                "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                "👍🏽",
                "👩🏽‍🚀",
                "🏳️‍🌈",
                "می‌خواهم",
                "क्‍ष",
                "🇩🇪"
            })
    void charactersThatHoldEmojiAndLettersTogetherStayInText(String text) {
        assertEquals(text, DisplayText.text(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x200B, 0x200C, 0x200D, 0x200E, 0x202E, 0x2028, 0x2066, 0x061C, 0xFE0F, 0xFEFF, 0xE0061})
    void invisibleCharactersBetweenOrdinaryLettersAreWrittenOutInText(int c) {
        assertEquals("pay⟨U+%04X⟩pal".formatted(c), DisplayText.text("pay" + Character.toString(c) + "pal"));
    }

    @Test
    void digitsAreNotTakenForEmoji() {
        assertEquals("1⟨U+200D⟩2", DisplayText.text("1\u200d2"));
    }

    @Test
    void towersOfMarksAreLevelled() {
        String tower = DisplayText.text("a" + "\u0301".repeat(500) + "b");
        assertEquals("a" + "\u0301".repeat(8) + "b", tower);
    }

    @Test
    void outgoingTextLosesControlCharactersButKeepsLinesAndTabs() {
        assertEquals("a\tb\nc\nd\ne\nf", DisplayText.outgoing("a\tb\r\nc\rd\u2028e\u0085f"));
        assertEquals("red", DisplayText.outgoing("\u0000r\u001be\u009bd\u007f"));
        assertEquals("\ufffdx", DisplayText.outgoing("\ud83dx"));
    }

    @Test
    void aNameInASentenceKeepsItsReadingDirectionToItself() {
        String sentence = DisplayText.isolate(DisplayText.name("עדי (7)")) + " (1) called";
        Bidi bidi = new Bidi(sentence, Bidi.DIRECTION_LEFT_TO_RIGHT);
        assertEquals(0, bidi.getLevelAt(sentence.indexOf("(1)")), "the words after the name are not drawn into it");
    }

    @Test
    void onlyWhatIsReadFromTheRightIsIsolatedInAMessage() {
        assertEquals("José 7 🦊", DisplayText.inSentence("José 7 🦊"));
        assertEquals("\u2068עדי\u2069\n\u2068b\u2069", DisplayText.inSentence("עדי\nb"));
        String twice = DisplayText.inSentence("You: " + DisplayText.inSentence("עדי"));
        assertEquals("\u2068You: \u2068עדי\u2069\u2069", twice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"עדי\u2069", "\u2068עדי", "\u2069עדי\u2068", "\u202eעדי", "עדי\u2067", "עדי\u2029"})
    void whatWouldReachOutOfItsPlaceInAMessageIsWrittenOut(String text) {
        String placed = DisplayText.inSentence(text);
        assertEquals(1, placed.chars().filter(c -> c == 0x2068).count());
        assertEquals(1, placed.chars().filter(c -> c == 0x2069).count());
        assertTrue(placed.contains("⟨U+20"), placed);
    }

    @Test
    void whatWasNotMadeSafeCannotEndItsIsolate() {
        assertEquals("\u2068a⟨U+2069⟩⟨U+202E⟩b␊c\u2069", DisplayText.isolate("a\u2069\u202eb\nc"));
        assertEquals("\u2068🦊\u2069", DisplayText.isolate("🦊"));
    }

    @Test
    void whateverComesIsBoundedAndFreeOfControlCharacters() {
        Random random = new Random(4);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder raw = new StringBuilder();
            for (int i = random.nextInt(400); i >= 0; i--) {
                raw.append((char) (random.nextBoolean() ? random.nextInt(0x3000) : random.nextInt(0x10000)));
            }
            String name = DisplayText.name(raw.toString());
            assertTrue(name.length() <= DisplayText.MAX_NAME);
            assertTrue(name.codePoints().noneMatch(DisplayTextTest::isUnsafe), name);
            String line = DisplayText.line(raw.toString(), 100);
            assertTrue(line.length() <= 100);
            assertTrue(line.codePoints().noneMatch(Character::isISOControl), line);
        }
    }

    private static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }
}

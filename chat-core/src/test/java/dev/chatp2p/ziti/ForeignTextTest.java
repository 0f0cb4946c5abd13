package dev.chatp2p.ziti;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ForeignTextTest {

    @Test
    void makesOneLine() {
        assertEquals("one two three", ForeignText.line("  one\r\n\ttwo\u0000\u2028three ", 100));
    }

    @Test
    void dropsWhatTurnsTextAroundOrHides() {
        assertEquals("a b c d", ForeignText.line("a\u202Eb\u200Bc\uD800d\uFEFF", 100));
    }

    @Test
    void keepsLettersOfAllScriptsAndEmoji() {
        assertEquals("Zoë 漢字 🙂", ForeignText.line("Zoë 漢字 🙂", 100));
    }

    @Test
    void cutsLongText() {
        assertEquals("🙂🙂…", ForeignText.line("🙂".repeat(50), 6));
        assertEquals(101, ForeignText.line("x".repeat(1000), 101).length());
    }

    @Test
    void keepsTextThatJustFits() {
        assertEquals("12345", ForeignText.line("12345", 5));
    }
}

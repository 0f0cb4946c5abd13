package dev.chatp2p.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RightToLeftTest {

    @Test
    void theFirstLetterGivesTheDirection() {
        assertTrue(RightToLeft.begins("123 שלום hello"));
        assertFalse(RightToLeft.begins("hello שלום"));
        assertFalse(RightToLeft.begins("123"));
    }

    @Test
    void itIsLaidOutInPiecesThatNeedNoBreak() {
        assertTrue(RightToLeft.isIn("a שלום"));
        assertFalse(RightToLeft.isIn("all from the left 😀"));
        assertEquals(List.of("a ", "שלום  ", "b"), RightToLeft.pieces("a שלום  b", 12));
        assertEquals(
                List.of("אבג" + RightToLeft.BREAK, "דהו" + RightToLeft.BREAK, "ז ", "ח"),
                RightToLeft.pieces("אבגדהוז ח", 3));
    }
}

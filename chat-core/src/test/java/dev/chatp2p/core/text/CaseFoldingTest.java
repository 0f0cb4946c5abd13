package dev.chatp2p.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseFoldingTest {

    @ParameterizedTest
    @CsvSource({"Straße,STRASSE", "Σίσυφος,ΣΊΣΥΦΟΣ", "ОЛЬГА,ольга", "ſo,SO", "ﬁn,FIN", "𐐀,𐐨"})
    void caseMakesNoDifference(String text, String other) {
        assertEquals(CaseFolding.fold(text), CaseFolding.fold(other));
    }

    @Test
    void foldingTwiceIsFoldingOnce() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String folded = CaseFolding.fold("a" + Character.toString(c));
            assertEquals(folded, CaseFolding.fold(folded), () -> folded);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Σ", "Σ\u0301", "İ", "ß", "ﬃ", "\u0345", "aΣ", "Σ.", "ΐ", "ẞ", "ŉ", "Ⱥ"})
    void hostileTextTakesNoLongerThanItIsLong(String part) {
        String text = part.repeat(64 * 1024 / part.length());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> CaseFolding.fold(text));
    }
}

package dev.chatp2p.desktop.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextSizeTest {

    @Test
    void textIconsAndWhatHoldsThemGrow() {
        assertEquals(
                ".a { -fx-font-size: 19.50px; -fx-icon-size: 24.00; -fx-min-height: 48.00; }",
                TextSize.scaled(".a { -fx-font-size: 13px; -fx-icon-size: 16; -fx-min-height: 32; }", 150));
    }

    @Test
    void cornersGrowWithThem() {
        assertEquals(
                ".a { -fx-background-radius: 6.40, 5.60 0.00 0.00 5.60; }",
                TextSize.scaled(".a { -fx-background-radius: 8, 7 0 0 7; }", 80));
    }

    @Test
    void gapsLinesAndColoursStay() {
        String sheet = ".a { -fx-padding: 8; -fx-background-insets: 0, 1; -fx-text-fill: #123456; -fx-spacing: 4 }";
        assertEquals(sheet, TextSize.scaled(sheet, 150));
    }

    @Test
    void whatIsMeasuredInTextGrowsByItself() {
        String sheet = ".a { -fx-font-size: 0.9231em; -fx-background-radius: 1em; }";
        assertEquals(sheet, TextSize.scaled(sheet, 150));
    }
}

package dev.chatp2p.core.text;

import java.util.Locale;

/** Text for comparing whatever its case. */
public final class CaseFolding {

    private CaseFolding() {}

    /**
     * The text with its case folded: {@code ß} is {@code ss}, both small sigmas are one. Takes time with the length of the text.
     * {@link String#toLowerCase} and {@link String#toUpperCase} do not: a message of {@code Σ} or {@code İ} takes them up to 20 s, so
     * text from others is folded by this method only.
     */
    public static String fold(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            if (isSimple(c)) {
                out.appendCodePoint(Character.toLowerCase(c));
            } else {
                // Character by character: whole strings are what takes so long. ẞ is a capital already.
                String upper = Character.toString(c).toUpperCase(Locale.ROOT);
                out.append(upper.equals("ẞ") ? "ss" : upper.toLowerCase(Locale.ROOT));
            }
        });
        return out.toString();
    }

    /** Letters with one capital and one small form each, and characters without: ASCII, Cyrillic, CJK. */
    private static boolean isSimple(int c) {
        return c < 0x80 || (c >= 0x400 && c < 0x480) || (c >= 0x2E80 && c < 0xA000);
    }
}

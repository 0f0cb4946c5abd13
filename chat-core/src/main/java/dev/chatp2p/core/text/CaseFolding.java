package dev.chatp2p.core.text;

import java.util.Locale;

/** Text for comparing whatever its case. */
public final class CaseFolding {

    private CaseFolding() {}

    /**
     * The text with its case folded: {@code ß} is {@code ss}, both small sigmas are one. Takes time with the length of the text;
     * {@link String#toLowerCase} takes time with the square of a row of {@code Σ}, 20 s for a message of them, so text from
     * others is folded by this method only.
     */
    public static String fold(String text) {
        // The row of Σ that makes it slow is gone before; ẞ is a capital already and would come out as ß.
        return text.toUpperCase(Locale.ROOT)
                .replace('Σ', 'σ')
                .replace("ẞ", "SS")
                .toLowerCase(Locale.ROOT);
    }
}

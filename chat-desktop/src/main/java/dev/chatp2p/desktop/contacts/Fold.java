package dev.chatp2p.desktop.contacts;

import java.text.Normalizer;

/** Text as it counts when somebody looks for it: without case and without marks on letters. Pure functions. */
final class Fold {

    private Fold() {}

    /** The whole text; as long as the text itself, so that what is found stands at the same place in both. */
    static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            out.append(letter(text.charAt(i)));
        }
        return out.toString();
    }

    private static char letter(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        }
        if (Character.isSurrogate(c)) {
            return c;
        }
        // The letter comes first, its marks after it.
        return Character.toLowerCase(
                Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0));
    }
}

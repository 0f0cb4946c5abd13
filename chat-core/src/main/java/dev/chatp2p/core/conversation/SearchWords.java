package dev.chatp2p.core.conversation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody looks for, taken apart. Words are letters, marks and digits; everything else separates them, so nothing that
 * is typed is a command. Words of scripts that put no blanks between words, and signs such as emoji, are looked for anywhere
 * in the text; all others where a word begins, whatever their case and, in Latin script, diacritics.
 *
 * @param beginnings what words of the text begin with, each as {@link #folded}
 * @param parts what the text has somewhere, exactly as it was typed
 */
public record SearchWords(List<String> beginnings, List<String> parts) {

    /** What is typed beyond that is left out. */
    private static final int MOST_CHARACTERS = 200;

    private static final int MOST_WORDS = 8;
    private static final int FIRST_DIACRITIC = 0x0300;
    private static final int LAST_DIACRITIC = 0x036F;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private enum Kind {
        BLANK,
        WORD,
        SIGN
    }

    public SearchWords {
        beginnings = List.copyOf(beginnings);
        parts = List.copyOf(parts);
    }

    /** Takes apart what somebody typed. */
    public static SearchWords of(String typed) {
        List<String> beginnings = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (String run : runs(typed)) {
            if (beginnings.size() + parts.size() == MOST_WORDS) {
                break;
            }
            if (kind(run.codePointAt(0)) == Kind.SIGN || run.codePoints().anyMatch(SearchWords::isUnspaced)) {
                parts.add(run);
            } else {
                beginnings.add(folded(run));
            }
        }
        return new SearchWords(beginnings, parts);
    }

    /** Whether there is nothing to look for. */
    public boolean isEmpty() {
        return beginnings.isEmpty() && parts.isEmpty();
    }

    /** Whether a text has everything that is looked for. */
    public boolean fit(String text) {
        if (isEmpty() || !parts.stream().allMatch(text::contains)) {
            return false;
        }
        if (beginnings.isEmpty()) {
            return true;
        }
        List<String> words = runs(text, Integer.MAX_VALUE).stream()
                .filter(run -> kind(run.codePointAt(0)) == Kind.WORD)
                .map(SearchWords::folded)
                .toList();
        return beginnings.stream().allMatch(start -> words.stream().anyMatch(word -> word.startsWith(start)));
    }

    /** A word in small letters, those of a to z without diacritics: as SQLite's index has it. */
    static String folded(String word) {
        StringBuilder out = new StringBuilder(word.length());
        boolean plain = false;
        for (int c :
                Normalizer.normalize(word, Normalizer.Form.NFD).codePoints().toArray()) {
            boolean diacritic = c >= FIRST_DIACRITIC && c <= LAST_DIACRITIC;
            if (!diacritic || !plain) {
                // By way of the capital: the two small sigmas become one.
                out.appendCodePoint(Character.toLowerCase(Character.toUpperCase(c)));
            }
            plain = diacritic ? plain : c < FIRST_DIACRITIC;
        }
        return Normalizer.normalize(out, Normalizer.Form.NFC);
    }

    private static List<String> runs(String typed) {
        return runs(typed, MOST_CHARACTERS);
    }

    /** Runs of characters of one kind, without those that separate. */
    private static List<String> runs(String text, int mostCharacters) {
        List<String> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        Kind current = Kind.BLANK;
        int end = Math.min(text.length(), mostCharacters);
        for (int i = 0; i < end; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            Kind kind = joins(c) && current == Kind.SIGN ? Kind.SIGN : kind(c);
            if (kind != current && !run.isEmpty()) {
                runs.add(run.toString());
                run.setLength(0);
            }
            current = kind;
            if (kind != Kind.BLANK) {
                run.appendCodePoint(c);
            }
        }
        if (!run.isEmpty()) {
            runs.add(run.toString());
        }
        return runs;
    }

    private static Kind kind(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.PRIVATE_USE -> Kind.WORD;
            case Character.OTHER_SYMBOL -> Kind.SIGN;
            default -> Kind.BLANK;
        };
    }

    /** What belongs to the emoji before it. */
    private static boolean joins(int c) {
        return c == ZERO_WIDTH_JOINER
                || Character.getType(c) == Character.MODIFIER_SYMBOL
                || (Character.getType(c) == Character.NON_SPACING_MARK && VARIATIONS.equals(Character.UnicodeBlock.of(c)));
    }

    private static final Character.UnicodeBlock VARIATIONS = Character.UnicodeBlock.VARIATION_SELECTORS;

    private static boolean isUnspaced(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}

package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.text.CaseFolding;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** What the text of a message needs to be shown well. Pure functions, in time with the length of the text. */
final class MessageText {

    /** Longer texts are shown in part until somebody wants all of it; UTF-16 units, and lines. */
    static final int LONG = 1_200;

    static final int MANY_LINES = 24;

    /** As many emoji alone are shown bigger. */
    private static final int FEW_EMOJI = 6;

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_SELECTOR = 0xFE0F;
    private static final int KEYCAP = 0x20E3;

    /**
     * A part of a text.
     *
     * @param start in UTF-16 units
     * @param end exclusive
     */
    record Range(int start, int end) {}

    private MessageText() {}

    /** Whether the text is shown in part at first. */
    static boolean isLong(String text) {
        return shortened(text).length() < text.length();
    }

    /** The beginning of a long text, up to a blank near its limit; a short one as it is. */
    static String shortened(String text) {
        int end = text.length();
        int line = -1;
        for (int lines = 0; lines < MANY_LINES; lines++) {
            line = text.indexOf('\n', line + 1);
            if (line < 0) {
                break;
            }
        }
        if (line >= 0) {
            end = line;
        }
        if (end > LONG) {
            int blank = text.lastIndexOf(' ', LONG);
            end = blank > LONG / 2 ? blank : LONG;
            if (Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
        }
        // Nothing is won by hiding a few words.
        return text.length() - end < LONG / 4 && text.length() <= LONG * 5 / 4 && line < 0
                ? text
                : text.substring(0, end);
    }

    /** Whether it is some emoji and nothing else. */
    static boolean isFewEmoji(String text) {
        int emoji = 0;
        boolean joined = false;
        boolean flagBegun = false;
        for (int i = 0; i < text.length() && emoji <= FEW_EMOJI; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == ZERO_WIDTH_JOINER) {
                joined = true;
            } else if (isRegionalIndicator(c)) {
                emoji += flagBegun ? 0 : 1;
                flagBegun = !flagBegun;
            } else if (isEmoji(text, c, i, joined)) {
                emoji += joined ? 0 : 1;
                joined = false;
            } else if (!isTail(c) && c != ' ') { // a tail belongs to the one before
                return false;
            }
        }
        return emoji > 0 && emoji <= FEW_EMOJI;
    }

    private static boolean isEmoji(String text, int c, int next, boolean joined) {
        boolean asPicture = joined || (next < text.length() && text.codePointAt(next) == EMOJI_SELECTOR);
        return !isTail(c) && (Character.isEmojiPresentation(c) || (Character.isExtendedPictographic(c) && asPicture));
    }

    private static boolean isTail(int c) {
        return c == EMOJI_SELECTOR || c == KEYCAP || Character.isEmojiModifier(c) || (c >= 0xE0020 && c <= 0xE007F);
    }

    private static boolean isRegionalIndicator(int c) {
        return c >= 0x1F1E6 && c <= 0x1F1FF;
    }

    /** Where words begin as somebody looks for, whatever their case and accents; in order, not overlapping. */
    static List<Range> marks(String text, String wanted) {
        List<String> starts = List.of(folded(wanted).strip().split("\\s+"));
        if (starts.equals(List.of(""))) {
            return List.of();
        }
        List<Range> found = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            if (!Character.isLetterOrDigit(text.codePointAt(start))) {
                start += Character.charCount(text.codePointAt(start));
                continue;
            }
            int end = wordEnd(text, start);
            String word = text.substring(start, end);
            for (String wish : starts) {
                if (folded(word).startsWith(wish)) {
                    found.add(new Range(start, start + foldedPrefix(word, wish)));
                    break;
                }
            }
            start = end;
        }
        return List.copyOf(found);
    }

    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
            if (!Character.isLetterOrDigit(c) && !mark) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /** How many characters of the word become the prefix when they are folded. */
    private static int foldedPrefix(String word, String prefix) {
        int end = 0;
        while (end < word.length() && folded(word.substring(0, end)).length() < prefix.length()) {
            end += Character.charCount(word.codePointAt(end));
        }
        while (end < word.length() && Character.getType(word.codePointAt(end)) == Character.NON_SPACING_MARK) {
            end += Character.charCount(word.codePointAt(end));
        }
        return end;
    }

    private static String folded(String text) {
        StringBuilder out = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(out::appendCodePoint);
        return CaseFolding.fold(out.toString());
    }
}

package dev.chatp2p.core.text;

import java.text.Bidi;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Makes text of unknown origin safe to show in a label or a terminal: what cannot be seen, turns the reading direction or
 * commands a terminal is written out ({@code ␛}, {@code ⟨U+202E⟩}) and lengths are bounded. Pure functions.
 */
public final class DisplayText {

    /** Longest result of {@link #name}, in UTF-16 units. */
    public static final int MAX_NAME = 256;

    /** Longest result of {@link #text}, in UTF-16 units. */
    public static final int MAX_TEXT = 128 * 1024;

    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

    /** More marks than this on one letter only serve to paint over the neighbours. */
    private static final int MAX_MARKS_IN_A_ROW = 8;

    private static final int REPLACEMENT = 0xFFFD;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_SELECTOR = 0xFE0F;

    private enum Kind {
        NAME,
        LINE,
        TEXT
    }

    private DisplayText() {}

    /**
     * For names, which must not look like another one: one line, nothing invisible at all; blanks other than a single
     * inner space are written out too.
     */
    public static String name(String name) {
        return show(name, Kind.NAME, MAX_NAME);
    }

    /** For one line of text, for example a greeting: line breaks and tabs are written out. */
    public static String line(String text, int maxLength) {
        return show(text, Kind.LINE, maxLength);
    }

    /** For text of several lines: keeps line breaks ({@code \r\n} becomes {@code \n}) and tabs. */
    public static String text(String text) {
        return show(text.replace("\r\n", "\n"), Kind.TEXT, MAX_TEXT);
    }

    /**
     * To be put into a sentence: the reading direction of a name does not reach the words around it, nor theirs the name
     * (Unicode isolates, UAX #9). Characters that could end the isolate are written out. {@link Messages} does it by itself
     * with what it puts into a sentence; it is no use for labels that hold nothing else.
     */
    public static String isolate(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append(FIRST_STRONG_ISOLATE);
        text.codePoints().forEach(c -> {
            if (turnsDirection(c)) {
                appendVisible(out, c);
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.append(POP_DIRECTIONAL_ISOLATE).toString();
    }

    /**
     * The same for whatever {@link Messages} puts into a sentence: only text with right-to-left characters is isolated, line
     * by line; isolates in it stay if each of them ends within its line.
     */
    static String inSentence(String text) {
        if (!Bidi.requiresBidi(text.toCharArray(), 0, text.length())) {
            return text;
        }
        return Arrays.stream(text.split("\n", -1))
                .map(line -> isolatesEnd(line) ? FIRST_STRONG_ISOLATE + line + POP_DIRECTIONAL_ISOLATE : isolate(line))
                .collect(Collectors.joining("\n"));
    }

    /** Whether a line turns its direction only by isolates, and each of them ends. */
    private static boolean isolatesEnd(String line) {
        int open = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == POP_DIRECTIONAL_ISOLATE) {
                open--;
            } else if (c >= 0x2066 && c <= FIRST_STRONG_ISOLATE) {
                open++;
            } else if (turnsDirection(c)) {
                return false;
            }
            if (open < 0) {
                return false;
            }
        }
        return open == 0;
    }

    /**
     * What somebody typed or pasted here, ready to send: control characters other than line break and tab are taken out,
     * line breaks are {@code \n}, half surrogate pairs become U+FFFD.
     */
    public static String outgoing(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\u0085', '\n')
                .replace('\u2028', '\n')
                .replace('\u2029', '\n')
                .codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .map(c -> isSurrogate(c) ? REPLACEMENT : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static String show(String raw, Kind kind, int maxLength) {
        StringBuilder out = new StringBuilder(Math.min(raw.length(), maxLength) + 16);
        int previous = -1;
        int marks = 0;
        for (int i = 0; i < raw.length(); ) {
            int c = raw.codePointAt(i);
            int next = i + Character.charCount(c);
            marks = isMark(c) ? marks + 1 : 0;
            if (marks <= MAX_MARKS_IN_A_ROW) {
                int before = out.length();
                if (isShown(c, previous, kind, next >= raw.length())) {
                    out.appendCodePoint(c);
                } else {
                    appendVisible(out, c);
                }
                if (out.length() > maxLength) {
                    cut(out, before, maxLength);
                    return out.toString();
                }
            }
            previous = c;
            i = next;
        }
        return out.toString();
    }

    private static boolean isShown(int c, int previous, Kind kind, boolean last) {
        if (c == ' ') {
            return kind != Kind.NAME || (previous != -1 && previous != ' ' && !last);
        }
        if (c == '\n' || c == '\t') {
            return kind == Kind.TEXT;
        }
        if (isSurrogate(c) || isInvisible(c)) {
            return kind != Kind.NAME && joinsTo(c, previous);
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> kind != Kind.NAME;
            default -> true;
        };
    }

    /** Characters with no looks of their own, whatever their Unicode category. */
    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT
                || isVariationSelector(c)
                || isTag(c)
                || switch (c) {
                    // combining grapheme joiner, Hangul fillers, Mongolian selectors and vowel separator, empty Braille
                    case 0x034F,
                            0x115F,
                            0x1160,
                            0x17B4,
                            0x17B5,
                            0x180B,
                            0x180C,
                            0x180D,
                            0x180E,
                            0x180F,
                            0x2065,
                            0x2800,
                            0x3164,
                            0xFFA0 -> true;
                    default -> c >= 0xFFF0 && c <= 0xFFF8;
                };
    }

    /** Whether an invisible character does real work right after the previous one: in emoji and in scripts that join. */
    private static boolean joinsTo(int c, int previous) {
        if (previous == -1) {
            return false;
        }
        if (isVariationSelector(c)) {
            return Character.isEmoji(previous);
        }
        if (isTag(c)) {
            return previous == 0x1F3F4 || isTag(previous);
        }
        boolean afterPicture = Character.isExtendedPictographic(previous)
                || Character.isEmojiModifier(previous)
                || previous == EMOJI_SELECTOR;
        if (c == ZERO_WIDTH_JOINER && afterPicture) {
            return true;
        }
        return (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) && isOfJoiningScript(previous);
    }

    private static boolean isOfJoiningScript(int c) {
        if (!Character.isLetter(c) && !isMark(c)) {
            return false;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case ARABIC,
                    SYRIAC,
                    MONGOLIAN,
                    DEVANAGARI,
                    BENGALI,
                    GURMUKHI,
                    GUJARATI,
                    ORIYA,
                    TAMIL,
                    TELUGU,
                    KANNADA,
                    MALAYALAM,
                    SINHALA,
                    KHMER,
                    MYANMAR,
                    TIBETAN -> true;
            default -> false;
        };
    }

    /** Embeddings, overrides, isolates and what ends them; a paragraph separator ends all of them too. */
    private static boolean turnsDirection(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2029 || c == '\n' || c == '\r';
    }

    private static boolean isVariationSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    }

    private static boolean isTag(int c) {
        return c >= 0xE0020 && c <= 0xE007F;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static void appendVisible(StringBuilder out, int c) {
        if (c <= ' ') {
            out.appendCodePoint(0x2400 + c); // control pictures
        } else if (c == 0x7F) {
            out.appendCodePoint(0x2421);
        } else if (isSurrogate(c)) {
            out.appendCodePoint(REPLACEMENT);
        } else {
            out.append("⟨U+%04X⟩".formatted(c).toUpperCase(Locale.ROOT));
        }
    }

    private static void cut(StringBuilder out, int end, int maxLength) {
        int length = Math.min(end, maxLength - 1);
        if (length > 0 && Character.isHighSurrogate(out.charAt(length - 1))) {
            length--;
        }
        out.setLength(length);
        out.append('…');
    }
}

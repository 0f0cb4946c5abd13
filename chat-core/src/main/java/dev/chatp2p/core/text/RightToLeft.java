package dev.chatp2p.core.text;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/** What is written from right to left, and how it is laid out. Pure functions, in time with the length of the text. */
public final class RightToLeft {

    /** Zero width; never in a text that was made safe to show. */
    public static final String BREAK = "\u200B";

    private RightToLeft() {}

    /** Whether the first letter that has a direction is written from right to left (UAX #9, rules P2 and P3). */
    public static boolean begins(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            switch (Character.getDirectionality(c)) {
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> {
                    return false;
                }
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> {
                    return true;
                }
                default -> i += Character.charCount(c);
            }
        }
        return false;
    }

    /** Whether some of it is written from right to left. */
    public static boolean isIn(String text) {
        return Bidi.requiresBidi(text.toCharArray(), 0, text.length());
    }

    /**
     * The text in pieces that are laid out one by one, so that no line has to break within one: JavaFX 26 throws when it breaks
     * a piece that is written from right to left. A piece is a word with the blanks behind it; what is longer than a number of
     * letters is cut, with a {@link #BREAK} where a line may break.
     *
     * @param most letters in a piece, 1 or more
     */
    public static List<String> pieces(String text, int most) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int letters = 0;
        boolean blank = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean isBlank = Character.isWhitespace(c);
            if (blank && !isBlank) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else if (letters >= most && !isBlank && !isMark(c)) {
                pieces.add(piece.append(BREAK).toString());
                piece.setLength(0);
                letters = 0;
            }
            piece.appendCodePoint(c);
            letters = isBlank ? 0 : letters + 1;
            blank = isBlank;
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static boolean isMark(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK || Character.getType(c) == Character.FORMAT;
    }
}

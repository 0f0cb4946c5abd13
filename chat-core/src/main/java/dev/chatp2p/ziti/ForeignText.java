package dev.chatp2p.ziti;

/** Text from the network or from files, made fit for a sentence or a log line. */
public final class ForeignText {

    private ForeignText() {}

    /**
     * One printable line: every run of white space, control, format, surrogate or unassigned characters becomes one space,
     * and the line is cut after {@code max} characters.
     */
    public static String line(String text, int max) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), max));
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (!isPrintable(c)) {
                gap = !line.isEmpty();
                continue;
            }
            if (line.length() + 2 >= max) {
                return line.append('…').toString();
            }
            if (gap) {
                line.append(' ');
                gap = false;
            }
            line.appendCodePoint(c);
        }
        return line.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}

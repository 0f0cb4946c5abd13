package dev.chatp2p.ziti;

/** Text from the network or from files, made fit for a sentence or a log line. */
public final class ForeignText {

    private ForeignText() {}

    /**
     * One printable line: every run of white space, control, format, surrogate or unassigned characters becomes one space,
     * and what is longer than {@code max} (UTF-16) characters is cut and ends in “…”.
     */
    public static String line(String text, int max) {
        StringBuilder line = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < text.length() && line.length() <= max; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (!isPrintable(c)) {
                gap = !line.isEmpty();
                continue;
            }
            if (gap) {
                line.append(' ');
                gap = false;
            }
            line.appendCodePoint(c);
        }
        if (line.length() > max) {
            int cut = line.codePointCount(0, max) - 1;
            line.setLength(line.offsetByCodePoints(0, cut));
            line.append('…');
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

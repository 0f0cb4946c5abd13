package dev.chatp2p.setup.plan;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes names of people into names of files that are harmless on every system and in every shell. Pure functions. */
public final class SafeFileName {
    /** File systems take 255; an ending, a number and the marks of a draft come on top. */
    static final int MAX_BYTES = 150;

    /** Windows takes these for devices, whatever the ending. */
    private static final Pattern DEVICE =
            Pattern.compile("(CON|PRN|AUX|NUL|CLOCK\\$|CONIN|CONOUT|COM[0-9]|LPT[0-9])(\\..*)?");

    private SafeFileName() {}

    /**
     * @param otherwise if nothing of the name can be used
     * @return without an ending, at most {@value #MAX_BYTES} bytes of UTF-8
     */
    public static String of(String name, String otherwise) {
        StringBuilder safe = new StringBuilder();
        int bytes = 0;
        for (int c :
                Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().toArray()) {
            int kept = isSafe(c) ? c : '_';
            bytes += Character.toString(kept).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                break;
            }
            safe.appendCodePoint(kept);
        }
        // Windows drops blanks and dots at the end; at the beginning a dot hides a file and a hyphen makes it an
        // option.
        String trimmed = safe.toString().replaceFirst("[. ]+$", "").replaceFirst("^[. -]", "_");
        if (trimmed.isEmpty()) {
            return otherwise;
        }
        return DEVICE.matcher(trimmed.toUpperCase(Locale.ROOT)).matches() ? "_" + trimmed : trimmed;
    }

    private static boolean isSafe(int c) {
        if (c < 0x80) {
            return Character.isLetterOrDigit(c) || c == ' ' || c == '-' || c == '_' || c == '.';
        }
        return Character.isLetterOrDigit(c)
                || switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.OTHER_SYMBOL,
                            Character.MODIFIER_SYMBOL -> true;
                    default -> false;
                };
    }
}

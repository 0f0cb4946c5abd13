package dev.chatp2p.core.text;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.fuzz.FuzzTestBase;
import dev.chatp2p.ziti.ForeignText;

/** Whatever somebody sends, what is shown of it commands no terminal, turns no reading direction and is bounded. */
class DisplayTextFuzzTest extends FuzzTestBase {

    @Override
    protected long allowance(int length) {
        return (4L << 20) + 8_000L * length;
    }

    @Override
    protected void check(byte[] input) {
        check(new String(input, UTF_8));
        check(new String(input, UTF_16BE));
        StringBuilder halves = new StringBuilder();
        for (byte b : input) {
            halves.append((char) (0xD700 + (b & 0xff) * 8)); // among them many halves of pairs
        }
        check(halves.toString());
    }

    private static void check(String text) {
        shown(DisplayText.name(text), DisplayText.MAX_NAME, false);
        shown(DisplayText.line(text, 200), 200, false);
        shown(DisplayText.text(text), DisplayText.MAX_TEXT, true);
        shown(ForeignText.line(text, 100), 100, false);
        String outgoing = DisplayText.outgoing(text);
        assertEquals(outgoing, DisplayText.outgoing(outgoing));
        assertEquals(outgoing, new String(outgoing.getBytes(UTF_8), UTF_8));
    }

    private static void shown(String text, int max, boolean lines) {
        assertTrue(text.length() <= max, () -> text.length() + " characters");
        text.codePoints().forEach(c -> assertTrue(isHarmless(c, lines), () -> "U+%04X".formatted(c)));
    }

    private static boolean isHarmless(int c, boolean lines) {
        boolean turnsDirection =
                (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean control = Character.isISOControl(c) && !(lines && (c == '\n' || c == '\t'));
        return !turnsDirection && !half && !control && c != 0x2028 && c != 0x2029;
    }
}

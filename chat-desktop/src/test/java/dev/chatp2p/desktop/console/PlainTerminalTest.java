package dev.chatp2p.desktop.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainTerminalTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private PlainTerminal reading(String input) {
        return new PlainTerminal(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out);
    }

    @Test
    void readsLinesWithEitherEnding() {
        PlainTerminal terminal = reading("Grüße\r\n\nzwei\n");

        assertEquals(Optional.of("Grüße"), terminal.readLine(""));
        assertEquals(Optional.of(""), terminal.readLine(""));
        assertEquals(Optional.of("zwei"), terminal.readLine(""));
        assertEquals(Optional.empty(), terminal.readLine(""));
    }

    @Test
    void aLastLineWithoutItsEndCounts() {
        PlainTerminal terminal = reading("/quit");

        assertEquals(Optional.of("/quit"), terminal.readLine(""));
        assertEquals(Optional.empty(), terminal.readLine(""));
    }

    @Test
    void aGiantLineIsCutSoThatItIsStillTooLong() {
        PlainTerminal terminal = reading("x".repeat(1_000_000) + "\nnext\n");

        int length = terminal.readLine("").orElseThrow().length();
        assertTrue(length > ConsoleInput.MAX_TEXT_BYTES && length < 2 * ConsoleInput.MAX_TEXT_BYTES, "was " + length);
        assertEquals(Optional.of("next"), terminal.readLine(""));
    }

    @Test
    void writesLinesInUtf8WithoutAPrompt() {
        PlainTerminal terminal = reading("hi\n");

        terminal.readLine("alice > ");
        terminal.print("Grüße");

        assertEquals("Grüße\n", out.toString(StandardCharsets.UTF_8));
    }
}

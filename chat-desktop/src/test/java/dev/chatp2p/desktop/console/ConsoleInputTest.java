package dev.chatp2p.desktop.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.PeerId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleInputTest {

    @Test
    void aNameMayHoldBlanks() {
        assertEquals(new ConsoleInput.Connect(new PeerId("Ann Lee")), ConsoleInput.parse("/connect  Ann Lee "));
    }

    @Test
    void acceptAndDeclineTakeANameOrNone() {
        assertEquals(new ConsoleInput.Accept(Optional.empty()), ConsoleInput.parse("/accept"));
        assertEquals(new ConsoleInput.Decline(Optional.of(new PeerId("bob"))), ConsoleInput.parse("/decline bob"));
    }

    @Test
    void blanksAfterACommandDoNotMatter() {
        assertEquals(new ConsoleInput.Bye(), ConsoleInput.parse("/bye  "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/conect bob", "/Quit", "/quit now", "/connect", "/ connect bob"})
    void whatBeginsWithASlashIsNeverText(String line) {
        assertInstanceOf(ConsoleInput.Mistake.class, ConsoleInput.parse(line));
    }

    @Test
    void twoSlashesStandForTextThatBeginsWithOne() {
        assertEquals(new ConsoleInput.Say("/etc/hosts"), ConsoleInput.parse("//etc/hosts"));
    }

    @Test
    void textKeepsItsBlanks() {
        assertEquals(new ConsoleInput.Say("  a  b "), ConsoleInput.parse("  a  b "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t"})
    void anEmptyLineIsNothing(String line) {
        assertEquals(new ConsoleInput.Nothing(), ConsoleInput.parse(line));
    }

    @Test
    void theLengthOfTextIsCountedInBytes() {
        assertInstanceOf(ConsoleInput.Say.class, ConsoleInput.parse("a".repeat(64 * 1024)));
        assertInstanceOf(ConsoleInput.Mistake.class, ConsoleInput.parse("a".repeat(64 * 1024 + 1)));
        assertInstanceOf(ConsoleInput.Mistake.class, ConsoleInput.parse("ä".repeat(32 * 1024 + 1)));
    }

    @Test
    void aNameLongerThanTheNetworkHasIsAMistake() {
        assertInstanceOf(ConsoleInput.Mistake.class, ConsoleInput.parse("/connect " + "x".repeat(257)));
    }

    @Test
    void anUnknownCommandIsNamedShortAndWithoutControlCharacters() {
        ConsoleInput.Mistake mistake =
                assertInstanceOf(ConsoleInput.Mistake.class, ConsoleInput.parse("/\u001b[2J" + "x".repeat(5000)));

        assertFalse(mistake.sentence().contains("\u001b"), mistake.sentence());
        assertTrue(mistake.sentence().length() < 300, mistake.sentence());
    }
}

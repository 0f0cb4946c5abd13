package dev.chatp2p.setup.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** What a command shows to a person, and asks them. Everything given to it is displayable already. */
final class Screen {

    /** A colour that only repeats what a mark or a word says. */
    enum Colour {
        GREEN("32"),
        YELLOW("33"),
        RED("31"),
        DIM("2");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    private final PrintWriter writer;
    private final CommandTerminal terminal;

    Screen(PrintWriter writer, CommandTerminal terminal) {
        this.writer = writer;
        this.terminal = terminal;
    }

    void line(String line) {
        // \n on every system, so that scripts see the same.
        writer.print(line + "\n");
        writer.flush();
    }

    void line(Colour colour, String line) {
        line(terminal.colours() ? "\u001b[" + colour.code + "m" + line + "\u001b[0m" : line);
    }

    boolean canAsk() {
        return terminal.interactive();
    }

    /** Asks for a line; empty when the input has ended. */
    Optional<String> ask(String question) {
        writer.print(question);
        writer.flush();
        return terminal.line().map(String::strip);
    }

    /** Asks for a secret, which is not echoed; empty when the input has ended. */
    Optional<String> askSecret(String question) {
        return terminal.secret(question);
    }

    /** Asks for the whole word yes. */
    boolean confirm(String question) {
        return ask(question + " (yes/no) ")
                .map(answer -> answer.toLowerCase(Locale.ROOT))
                .filter(answer -> answer.equals("yes") || answer.equals("y"))
                .isPresent();
    }
}

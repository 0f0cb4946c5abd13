package dev.chatp2p.desktop.console;

import java.io.IOError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * A person's terminal: line editing, and output that appears above the line being typed. The history lives in memory only,
 * because it holds what people wrote to each other.
 */
public final class LineEditorTerminal implements ConsoleTerminal {

    private final Terminal terminal;
    private final LineReader reader;

    private LineEditorTerminal(Terminal terminal) {
        this.terminal = terminal;
        DefaultParser parser = new DefaultParser();
        // What is typed is what is sent: no quoting, no escaping, no history expansion.
        parser.setEscapeChars(new char[0]);
        parser.setQuoteChars(new char[0]);
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(parser)
                .completer(new StringsCompleter(
                        "/connect", "/accept", "/decline", "/bye", "/list", "/mfa", "/help", "/quit"))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /** Takes over the terminal this program was started in. */
    public static LineEditorTerminal ofThisProcess() {
        try {
            return new LineEditorTerminal(
                    TerminalBuilder.builder().name("chat").system(true).build());
        } catch (IOException e) {
            throw new UncheckedIOException("The terminal cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean interactive() {
        return true;
    }

    @Override
    public void print(String line) {
        reader.printAbove(line);
    }

    @Override
    public Optional<String> readLine(String prompt) {
        while (true) {
            try {
                return Optional.of(reader.readLine(prompt));
            } catch (UserInterruptException e) {
                if (e.getPartialLine().isEmpty()) {
                    return Optional.empty();
                }
                // Ctrl-C in the middle of a line throws the line away, as shells do.
            } catch (EndOfFileException | IOError e) {
                return Optional.empty(); // Ctrl-D, or the terminal is gone
            }
        }
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

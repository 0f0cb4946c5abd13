package dev.chatp2p.desktop.console;

import java.util.Optional;

/** Where the terminal client reads and writes. */
public interface ConsoleTerminal extends AutoCloseable {

    /** Whether a person sits there, who sees a prompt and may type while something else goes on. */
    boolean interactive();

    /** Shows one line, already safe to show, and flushes it. May be called from any thread, also during a read. */
    void print(String line);

    /**
     * Waits for the next line; one thread at a time. A line longer than {@value ConsoleInput#MAX_TEXT_BYTES} characters
     * comes cut, but still longer than that.
     *
     * @param prompt shown before the line if this is interactive
     * @return the line without its end, or empty when there will be no more
     */
    Optional<String> readLine(String prompt);

    /** Gives the terminal back as it was. */
    @Override
    void close();
}

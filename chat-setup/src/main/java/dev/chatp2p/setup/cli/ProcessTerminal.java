package dev.chatp2p.setup.cli;

import java.io.Console;
import java.io.IOError;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The terminal that this process was started in; nobody is there when the input or the output is a pipe or a file. */
public final class ProcessTerminal implements CommandTerminal {
    private final Optional<Console> console;
    private final Map<String, String> environment;

    private ProcessTerminal(Optional<Console> console, Map<String, String> environment) {
        this.console = console;
        this.environment = Map.copyOf(environment);
    }

    /** The terminal of this process; does not read from it yet. */
    public static ProcessTerminal ofThisProcess() {
        // Null, or no terminal, when the input or the output is redirected.
        return new ProcessTerminal(Optional.ofNullable(System.console()).filter(Console::isTerminal), System.getenv());
    }

    @Override
    public boolean interactive() {
        return console.isPresent();
    }

    @Override
    public boolean colours() {
        // no-color.org: any value but the empty one.
        return interactive()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    @Override
    public Optional<String> line() {
        return console.flatMap(terminal -> read(() -> Optional.ofNullable(terminal.readLine())));
    }

    @Override
    public Optional<String> secret(String question) {
        return console.flatMap(terminal -> read(
                () -> Optional.ofNullable(terminal.readPassword("%s", question)).map(String::new)));
    }

    private static Optional<String> read(Supplier<Optional<String>> reading) {
        try {
            return reading.get();
        } catch (IOError e) {
            return Optional.empty(); // the terminal is gone
        }
    }
}

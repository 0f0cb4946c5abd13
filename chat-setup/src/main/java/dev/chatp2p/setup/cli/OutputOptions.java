package dev.chatp2p.setup.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** For whom a command prints what: for people, or with {@code --json} for a program. */
final class OutputOptions extends SharedOptions {
    @Option(
            names = "--json",
            description =
                    "Print one JSON document to the standard output; everything for people goes to the error stream. There "
                            + "is none after a mistake on the command line, or Ctrl-C before anything is done.")
    private boolean json;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log what goes on, to the error stream.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }

    Screen people(CommandTerminal terminal) {
        return json ? errors(terminal) : new Screen(command().commandLine().getOut(), terminal);
    }

    Screen errors(CommandTerminal terminal) {
        return new Screen(command().commandLine().getErr(), terminal);
    }

    /** Prints the document if one is wanted. */
    void document(String text) {
        if (json) {
            PrintWriter result = command().commandLine().getOut();
            result.print(text + "\n");
            result.flush();
        }
    }
}

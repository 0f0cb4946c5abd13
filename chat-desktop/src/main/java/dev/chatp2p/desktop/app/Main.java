package dev.chatp2p.desktop.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Where the program starts. Nothing here or in the commands touches JavaFX, so that the terminal client runs without it;
 * {@link Surroundings#windows} does when it is asked.
 */
public final class Main {

    private Main() {}

    /** Runs the command line and ends the process with its exit code (see {@code chat --help}). */
    public static void main(String[] args) {
        Surroundings surroundings;
        try {
            surroundings = ThisProcess.surroundings();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(ExitCode.USAGE);
            return;
        }
        System.exit(execute(surroundings, args, commandLine -> {}));
    }

    /**
     * Runs the command line.
     *
     * @param settings what else there is to set
     * @return its exit code
     */
    static int execute(Surroundings surroundings, String[] args, Consumer<CommandLine> settings) {
        CommandLine commandLine = new CommandLine(new ChatCommand(surroundings));
        if (args.length == 0) {
            // The usual start: a window. Whatever else can be done here could only be in its way.
            surroundings.windows().prepare();
        } else {
            Subcommands.addTo(commandLine, surroundings);
        }
        commandLine
                .setCommandName(commandName(System.getProperty("jpackage.app-path", "chat")))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                // A name or a password that begins with @ is not the name of a file with more options.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler(Main::explainFailure);
        settings.accept(commandLine);
        return commandLine.execute(args);
    }

    /** What was typed to start this: installed, the program is not called chat, which is a tool of pppd. */
    static String commandName(String launcher) {
        Path name = Optional.ofNullable(Path.of(launcher).getFileName()).orElse(Path.of("chat"));
        return name.toString().replaceFirst("[.]exe$", "");
    }

    private static int explainUsage(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(problem.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
        err.println("Try " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int explainFailure(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof NoScreenException noScreen) {
            command.getErr().println(noScreen.getMessage());
            return ExitCode.SOFTWARE;
        }
        Logger log = LoggerFactory.getLogger(Main.class);
        log.debug("unexpected", failure);
        command.getErr()
                .println(
                        "Something unexpected went wrong (" + failure.getClass().getSimpleName()
                                + "). Run it again with -v to see where, and please report that.");
        return ExitCode.SOFTWARE;
    }
}

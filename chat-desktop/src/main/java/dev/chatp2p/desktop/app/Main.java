package dev.chatp2p.desktop.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/**
 * Where the program starts. Nothing here or in the commands touches JavaFX, so that the terminal client runs without it;
 * {@link Surroundings#windows} does when it is asked.
 */
public final class Main {

    private Main() {}

    /** Runs the command line and ends the process with its exit code (see {@code chat --help}). */
    public static void main(String[] args) {
        ToolkitStart toolkit = new ToolkitStart();
        if (args.length == 0) {
            // It will be a window. Even the log takes a fifth of the time until JavaFX is there.
            toolkit.begin();
        }
        Surroundings surroundings;
        try {
            surroundings = ThisProcess.surroundings(toolkit);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(ExitCode.USAGE);
            return;
        }
        System.exit(execute(surroundings, ThisProcess.writer(System.out), ThisProcess.writer(System.err), args));
    }

    /** Runs the command line, and returns its exit code. */
    static int execute(Surroundings surroundings, PrintWriter out, PrintWriter err, String... args) {
        if (args.length > 0) {
            return commandLine(surroundings).setOut(out).setErr(err).execute(args);
        }
        // The usual start. To make the model of a command line takes as long as to claim the profile and open the log.
        try {
            return new WindowStart(surroundings, WindowStart.Wishes.none(surroundings.folders()), out, err).run();
        } catch (InterruptedException | RuntimeException e) {
            return explain(e, err);
        }
    }

    private static CommandLine commandLine(Surroundings surroundings) {
        return Subcommands.addTo(new CommandLine(new ChatCommand(surroundings)), surroundings)
                .setCommandName(commandName(System.getProperty("jpackage.app-path", "chat")))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                // A name or a password that begins with @ is not the name of a file with more options.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command.getErr()));
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

    private static int explain(Exception failure, PrintWriter err) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof NoScreenException noScreen) {
            err.println(noScreen.getMessage());
            return ExitCode.SOFTWARE;
        }
        Logger log = LoggerFactory.getLogger(Main.class);
        log.debug("unexpected", failure);
        err.println("Something unexpected went wrong ("
                + failure.getClass().getSimpleName()
                + "). Run it again with -v to see where, and please report that.");
        return ExitCode.SOFTWARE;
    }
}

package dev.chatp2p.setup.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that are mixed into a command, and know it. */
public abstract class SharedOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Once the command line has been read. */
    protected final CommandSpec command() {
        if (command == null) {
            throw new IllegalStateException("the command line has not been read yet");
        }
        return command;
    }

    /** A mistake in how the program was called, to be thrown. */
    public final ParameterException usageProblem(String sentence) {
        return new ParameterException(command().commandLine(), sentence);
    }
}

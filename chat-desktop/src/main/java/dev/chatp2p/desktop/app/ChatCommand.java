package dev.chatp2p.desktop.app;

import dev.chatp2p.core.text.DisplayText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code chat}: one window. */
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {"Peer-to-peer chat over OpenZiti.", "Without a command it opens the chat window."},
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:it went well",
            " 1:it did not work; a sentence on the terminal or in the window says why",
            " 2:the command line is wrong or something on it is missing"
        })
final class ChatCommand implements Callable<Integer> {

    @Mixin
    private final ProgramOptions options = new ProgramOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "<file>",
            description = "An invitation (.jwt) or an identity file (.json) to begin with.")
    private @Nullable Path file;

    private final Surroundings surroundings;

    ChatCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        WindowStart.Wishes wishes = new WindowStart.Wishes(
                options.chat(),
                options.profile(surroundings.folders()),
                options.identity(),
                file().map(Path::toAbsolutePath),
                options.verbose(),
                options.logFormat());
        return new WindowStart(surroundings, wishes, options.out(), options.err()).run();
    }

    /** @throws picocli.CommandLine.ParameterException if there is no such file; mistyped commands end here, too */
    private Optional<Path> file() {
        Optional<Path> named = Optional.ofNullable(file);
        if (named.filter(Files::notExists).isPresent()) {
            throw options.usageProblem("There is no file " + DisplayText.line(String.valueOf(file), 200)
                    + ", and no command of that name. Check how it is written.");
        }
        return named;
    }
}

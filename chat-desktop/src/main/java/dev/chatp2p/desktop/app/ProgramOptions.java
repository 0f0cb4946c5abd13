package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.setup.cli.SharedOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that the window and the terminal client share. */
final class ProgramOptions extends SharedOptions {

    @Option(
            names = {"-i", "--identity"},
            paramLabel = "<file>",
            description =
                    "The OpenZiti identity to use, a JSON file. Default: identity.json in the configuration folder.")
    private @Nullable Path identity;

    @Option(
            names = {"-s", "--service"},
            paramLabel = "<name>",
            defaultValue = ChatOptions.DEFAULT_SERVICE,
            description = "The service that everybody hosts and dials. Default: ${DEFAULT-VALUE}.")
    private String service = ChatOptions.DEFAULT_SERVICE;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log what goes on, to the error stream.")
    private boolean verbose;

    @Option(
            names = "--log-formatter",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How log lines look: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private LogFormat logFormat = LogFormat.TEXT;

    Optional<Path> identity() {
        return Optional.ofNullable(identity);
    }

    /** @throws ParameterException if the service has no name */
    ChatOptions chat() {
        if (service.isBlank()) {
            throw usageProblem("The service needs a name: -s chat-p2p.");
        }
        return new ChatOptions(service, ChatOptions.DEFAULT.greeting());
    }

    boolean verbose() {
        return verbose;
    }

    LogFormat logFormat() {
        return logFormat;
    }
}

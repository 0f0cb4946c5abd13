package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.cli.SharedOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that the window and the terminal client share. */
final class ProgramOptions extends SharedOptions {

    @Option(
            names = {"-i", "--identity"},
            paramLabel = "<file>",
            description = "The OpenZiti identity to use, a JSON file. Default: the one the profile has used last.")
    private @Nullable Path identity;

    @Option(
            names = "--profile",
            paramLabel = "<name>",
            description =
                    "Which profile to use: each has an identity, a history and a window of its own. Default: default, or with -i"
                            + " one for that identity.")
    private @Nullable String profile;

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

    /**
     * The profile that was named; without one, that of the identity that was named: the default profile if it uses that identity,
     * otherwise one of its own, so that several can run side by side.
     *
     * @throws ParameterException if a profile cannot be called that
     */
    Profile profile(UserFolders folders) {
        if (profile != null) {
            if (!Profile.isName(profile)) {
                throw usageProblem(
                        "A profile cannot be called " + DisplayText.line(profile, 80)
                                + ": its name has 1 to 64 letters (a to z), digits, dots, hyphens and underscores, no dot at its ends.");
            }
            return folders.profile(profile);
        }
        Profile usual = folders.defaultProfile();
        return identity().map(file -> profileOf(file, usual, folders)).orElse(usual);
    }

    private static Profile profileOf(Path identity, Profile usual, UserFolders folders) {
        Path wanted = identity.toAbsolutePath().normalize();
        Optional<String> key = IdentityKey.of(identity);
        boolean same = usual.identity()
                .find()
                .filter(used -> used.toAbsolutePath().normalize().equals(wanted)
                        || (key.isPresent() && key.equals(IdentityKey.of(used))))
                .isPresent();
        return same ? usual : folders.profile("identity-" + key.orElseGet(() -> IdentityKey.ofPlace(identity)));
    }

    /** @throws ParameterException if the service has no name */
    ChatOptions chat() {
        if (service.isBlank()) {
            throw usageProblem("The service needs a name: -s chat-p2p.");
        }
        return new ChatOptions(service, ChatOptions.DEFAULT.greeting());
    }

    PrintWriter out() {
        return command().commandLine().getOut();
    }

    PrintWriter err() {
        return command().commandLine().getErr();
    }

    boolean verbose() {
        return verbose;
    }

    LogFormat logFormat() {
        return logFormat;
    }
}

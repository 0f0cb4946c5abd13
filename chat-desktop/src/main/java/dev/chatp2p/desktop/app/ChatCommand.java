package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.text.DisplayText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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
        // Only whoever is first writes to the log file, but what comes before that is told in the same way.
        Logging.toTerminal(options.verbose(), options.logFormat());
        ChatOptions chat = options.chat();
        Profile profile = options.profile(surroundings.folders());
        Optional<Path> file = file().map(Path::toAbsolutePath);
        return switch (Starting.in(
                profile.data(), new HandOver(file.or(() -> otherIdentity(profile))), surroundings.timers())) {
            case Starting.First first -> {
                try {
                    show(profile, file, chat, first.handOvers());
                } finally {
                    first.instance().ifPresent(SingleInstance::close);
                }
                yield ExitCode.OK;
            }
            case Starting.HandedOver done -> {
                options.out().println("The chat is running already; its window is in front now.");
                yield ExitCode.OK;
            }
            case Starting.NoAnswer hung -> {
                options.err()
                        .println("The chat is running already with the profile " + profile.name()
                                + ", but does not answer. End it, or use another one: --profile other.");
                yield ExitCode.SOFTWARE;
            }
        };
    }

    private void show(Profile profile, Optional<Path> file, ChatOptions chat, HandOvers handOvers)
            throws InterruptedException {
        Logging.toFolder(profile.logs(), options.verbose(), options.logFormat());
        Optional<Credentials> credentials =
                options.identity().or(() -> profile.identity().find()).map(Credentials.IdentityFile::new);
        ClientOpener opener = new KeptClients(surroundings.network(), chat, new KeptStores(profile));
        if (credentials.isEmpty() || file.isPresent()) {
            launch(new WindowSpec(credentials, file, opener), profile, handOvers);
            return;
        }
        try (EarlyClient early = EarlyClient.begin(opener, credentials.get())) {
            launch(new WindowSpec(credentials, early), profile, handOvers);
        }
    }

    private void launch(WindowSpec window, Profile profile, HandOvers handOvers) throws InterruptedException {
        surroundings.windows().launch(List.of(window), profile, handOvers);
    }

    /** An identity named for a profile that uses another one: the window that is there asks whether it shall be used. */
    private Optional<Path> otherIdentity(Profile profile) {
        return options.identity()
                .map(file -> file.toAbsolutePath().normalize())
                .filter(Files::exists)
                .filter(file -> IdentityKey.of(file)
                        .filter(key -> !profile.name().endsWith(key)
                                && profile.identity()
                                        .find()
                                        .flatMap(IdentityKey::of)
                                        .filter(key::equals)
                                        .isEmpty())
                        .isPresent());
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

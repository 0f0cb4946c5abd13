package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.overlay.Credentials;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ExitCode;

/**
 * The start of the program's one window, or its handing over to the one that is there.
 *
 * @param surroundings what it reaches out to
 * @param wishes what the person has asked for
 * @param out for what went as it should
 * @param err for what did not
 */
record WindowStart(Surroundings surroundings, Wishes wishes, PrintWriter out, PrintWriter err) {

    /**
     * What the person has asked for.
     *
     * @param chat the service, and what is said there
     * @param profile whose history and settings
     * @param identity the identity file; empty = the one the profile has used last
     * @param file an invitation or an identity file to begin with
     * @param verbose whether all is logged, to the error stream too
     * @param logFormat how lines look there
     */
    record Wishes(
            ChatOptions chat,
            Profile profile,
            Optional<Path> identity,
            Optional<Path> file,
            boolean verbose,
            LogFormat logFormat) {

        /** Nothing in particular. */
        static Wishes none(UserFolders folders) {
            return new Wishes(
                    ChatOptions.DEFAULT,
                    folders.defaultProfile(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    LogFormat.TEXT);
        }
    }

    /**
     * Returns when the window is closed.
     *
     * @return the exit code of the program
     * @throws NoScreenException if there is no screen
     */
    int run() throws InterruptedException {
        surroundings.windows().prepare();
        // Only whoever is first writes to the log file, but what comes before that is told in the same way.
        Logging.toTerminal(wishes.verbose(), wishes.logFormat());
        Profile profile = wishes.profile();
        HandOver what = new HandOver(wishes.file().or(this::otherIdentity));
        Starting starting = Starting.in(profile.data(), what, surroundings.timers());
        // The usual case without a switch over types: the first of a process takes 10 ms to be made.
        if (starting instanceof Starting.First first) {
            try {
                show(first.handOvers());
            } finally {
                first.instance().ifPresent(SingleInstance::close);
            }
            return ExitCode.OK;
        }
        if (starting instanceof Starting.HandedOver) {
            out.println("The chat is running already; its window is in front now.");
            return ExitCode.OK;
        }
        err.println("The chat is running already with the profile " + profile.name()
                + ", but does not answer. End it, or use another one: --profile other.");
        return ExitCode.SOFTWARE;
    }

    private void show(HandOvers handOvers) throws InterruptedException {
        Profile profile = wishes.profile();
        Logging.toFolder(profile.logs(), wishes.verbose(), wishes.logFormat());
        Optional<Credentials> credentials =
                wishes.identity().or(() -> profile.identity().find()).map(Credentials.IdentityFile::new);
        ClientOpener opener = new KeptClients(surroundings.network(), wishes.chat(), new KeptStores(profile));
        if (credentials.isEmpty() || wishes.file().isPresent()) {
            launch(new WindowSpec(credentials, wishes.file(), opener), handOvers);
            return;
        }
        try (EarlyClient early = EarlyClient.begin(opener, credentials.get())) {
            launch(new WindowSpec(credentials, early), handOvers);
        }
    }

    private void launch(WindowSpec window, HandOvers handOvers) throws InterruptedException {
        surroundings.windows().launch(List.of(window), wishes.profile(), handOvers);
    }

    /** An identity named for a profile that uses another one: the window that is there asks whether it shall be used. */
    private Optional<Path> otherIdentity() {
        Profile profile = wishes.profile();
        return wishes.identity()
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
}

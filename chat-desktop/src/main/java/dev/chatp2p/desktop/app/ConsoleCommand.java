package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.desktop.console.ConsoleApp;
import dev.chatp2p.desktop.console.ConsoleTerminal;
import dev.chatp2p.setup.cli.IdentityPassword;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code chat console}: the terminal client. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description = {
            "Chats in the terminal, for people and for scripts.",
            "Type /help there for its commands. When the input is no terminal, there is no prompt,"
                    + " each line is done before the next one is read, and the end of the input quits.",
            "The password of an identity that logs in with one is asked for, or taken from CHAT_PASSWORD."
        })
final class ConsoleCommand implements Callable<Integer> {

    @Mixin
    private final ProgramOptions options = new ProgramOptions();

    private final Surroundings surroundings;

    ConsoleCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Logging.toTerminal(options.verbose(), options.logFormat());
        Path identity = options.identity().orElseGet(this::defaultIdentity);
        Credentials credentials = new Credentials.IdentityFile(
                identity, IdentityPassword.find(identity, surroundings.setup().get()));
        try (ConsoleTerminal terminal = surroundings.terminal().get()) {
            ConsoleApp app = new ConsoleApp(
                    // Nothing is kept: what is said in a terminal, often by scripts, is kept by whoever wants it, with
                    // a pipe; and
                    // the window may use the same profile meanwhile.
                    () -> surroundings.network().start(credentials, options.chat(), ChatStores.inMemory()),
                    options.chat().service(),
                    terminal,
                    surroundings.timers());
            return app.run();
        }
    }

    private Path defaultIdentity() {
        RememberedIdentity identity = options.profile(surroundings.folders()).identity();
        return identity.find()
                .orElseThrow(() -> options.usageProblem("There is no identity: none was given, and there is no "
                        + identity.usual() + ". Name one with -i user1.json; setup.md tells how to get one."));
    }
}

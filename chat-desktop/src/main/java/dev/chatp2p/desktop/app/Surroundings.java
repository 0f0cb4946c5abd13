package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.desktop.console.ConsoleTerminal;
import dev.chatp2p.setup.cli.SetupSurroundings;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the command line reaches out to; tests bring their own.
 *
 * @param folders where this user's files are
 * @param network starts a chat client on the real network
 * @param terminal takes over the terminal, asked for only by the terminal client
 * @param windows opens windows; called only by commands that show some, because it needs JavaFX
 * @param setup what the set-up commands reach out to, asked for only by them and the terminal client
 * @param timers time
 */
record Surroundings(
        UserFolders folders,
        Network network,
        Supplier<ConsoleTerminal> terminal,
        WindowLauncher windows,
        Supplier<SetupSurroundings> setup,
        Timers timers) {

    /** The same, but that windows are opened by somebody else. */
    Surroundings withWindows(WindowLauncher other) {
        return new Surroundings(folders, network, terminal, other, setup, timers);
    }

    /** Starts chat clients. */
    @FunctionalInterface
    interface Network {
        /**
         * @param stores closed with the client, or now if it cannot be started
         * @throws LinkException if the credentials cannot be used at all
         */
        ChatClient start(Credentials credentials, ChatOptions options, ChatStores stores) throws LinkException;
    }

    /** Opens windows. */
    @FunctionalInterface
    interface WindowLauncher {
        /** Begins with what takes a while before a window can be opened, and does not wait for it. */
        default void prepare() {}

        /**
         * Returns once all of them are closed.
         *
         * @param profile whose they are
         * @param handOvers what later starts hand over to the first of them
         * @throws NoScreenException if there is no screen to open them on
         */
        void launch(List<WindowSpec> windows, Profile profile, HandOvers handOvers) throws InterruptedException;
    }
}

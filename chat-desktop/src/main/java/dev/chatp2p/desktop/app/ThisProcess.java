package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import dev.chatp2p.desktop.console.ConsoleTerminal;
import dev.chatp2p.desktop.console.LineEditorTerminal;
import dev.chatp2p.desktop.console.PlainTerminal;
import java.io.Console;
import java.util.Optional;

/** The real surroundings of the running program. */
final class ThisProcess {

    private ThisProcess() {}

    static Surroundings surroundings() {
        Timers timers = new SystemTimers();
        Overlay network = new ZitiOverlay(Version.number());
        UserFolders folders = UserFolders.ofThisUser();
        return new Surroundings(
                folders,
                (credentials, options) -> closedAtExit(OverlayChatClient.start(network, credentials, options, timers)),
                ThisProcess::terminal,
                windows -> DesktopLauncher.launchWindows(windows, timers, folders),
                timers);
    }

    /** So that a process that is told to end (SIGTERM, Ctrl-C, end of the session) says bye and takes its name off the list. */
    private static ChatClient closedAtExit(ChatClient client) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("chat-exit").unstarted(client::close));
        return client;
    }

    private static ConsoleTerminal terminal() {
        // Null, or no terminal, when the input or the output is a pipe or a file.
        boolean person = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return person ? LineEditorTerminal.ofThisProcess() : new PlainTerminal(System.in, System.out);
    }
}

package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.desktop.console.ConsoleTerminal;
import dev.chatp2p.desktop.console.LineEditorTerminal;
import dev.chatp2p.desktop.console.PlainTerminal;
import dev.chatp2p.setup.cli.ProcessStop;
import dev.chatp2p.setup.cli.ProcessTerminal;
import dev.chatp2p.setup.cli.SetupSurroundings;
import dev.chatp2p.setup.management.RestControllerAccess;
import dev.chatp2p.setup.plan.NetworkProvisioner;
import dev.chatp2p.ziti.enroll.ControllerEnroller;
import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/** The real surroundings of the running program. */
final class ThisProcess {

    /** What a step on a slow controller may take after Ctrl-C besides an enrolment's answer: saving what it says. */
    private static final Duration SAVING = Duration.ofSeconds(5);

    private ThisProcess() {}

    /**
     * @param toolkit for the windows; may have begun
     * @throws IllegalArgumentException with a sentence, if the network chosen cannot be had
     */
    static Surroundings surroundings(ToolkitStart toolkit) {
        Timers timers = new SystemTimers();
        Overlay network = OverlayChoice.named(System.getProperty(OverlayChoice.PROPERTY, "ziti"), Version.number());
        UserFolders folders = UserFolders.ofThisUser();
        return new Surroundings(
                folders,
                (credentials, options, stores) ->
                        closedAtExit(OverlayChatClient.start(network, credentials, options, stores, timers)),
                ThisProcess::terminal,
                new DesktopLauncher(timers, folders.knownControllers(), toolkit),
                () -> setup(folders),
                timers);
    }

    /** Writes lines to one of the process's streams, in its encoding. */
    static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    private static SetupSurroundings setup(UserFolders folders) {
        return new SetupSurroundings(
                ProcessTerminal::ofThisProcess,
                System.getenv(),
                () -> new RestControllerAccess(folders.knownControllers()),
                NetworkProvisioner::new,
                ControllerEnroller::new,
                () -> new ProcessStop(ControllerEnroller.TIMEOUT.plus(SAVING)),
                verbose -> Logging.toTerminal(verbose, LogFormat.TEXT));
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

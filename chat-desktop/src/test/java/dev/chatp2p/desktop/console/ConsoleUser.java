package dev.chatp2p.desktop.console;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.PeerId;
import java.time.Duration;
import java.util.OptionalInt;

/** Somebody at a terminal client on some network, in this process. */
final class ConsoleUser implements AutoCloseable {

    private final ScriptedTerminal terminal;
    private final Thread thread;

    /** Written by the user's thread at its end. */
    private volatile OptionalInt exitCode = OptionalInt.empty();

    ConsoleUser(Overlay network, Timers timers, String name, boolean interactive) {
        terminal = new ScriptedTerminal(interactive);
        ConsoleApp app = new ConsoleApp(
                () -> OverlayChatClient.start(
                        network, new Credentials.Name(new PeerId(name)), ChatOptions.DEFAULT, timers),
                ChatOptions.DEFAULT_SERVICE,
                terminal,
                timers);
        thread = Thread.ofVirtual().name("console-" + name).start(() -> run(app));
    }

    private void run(ConsoleApp app) {
        try {
            exitCode = OptionalInt.of(app.run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    ScriptedTerminal terminal() {
        return terminal;
    }

    void types(String... lines) {
        terminal.type(lines);
    }

    /** Waits until a line with this text was shown. */
    void sees(String text) {
        terminal.shows(text);
    }

    /** Waits for the end of the program. */
    int exitCode() {
        await("end of the program").atMost(Duration.ofSeconds(20)).until(() -> exitCode.isPresent());
        return exitCode.getAsInt();
    }

    @Override
    public void close() {
        thread.interrupt();
        await("end after an interrupt").atMost(Duration.ofSeconds(20)).until(() -> !thread.isAlive());
    }
}

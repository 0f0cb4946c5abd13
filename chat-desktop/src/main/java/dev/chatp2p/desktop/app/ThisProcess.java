package dev.chatp2p.desktop.app;

import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.desktop.console.ConsoleTerminal;
import dev.chatp2p.desktop.console.LineEditorTerminal;
import dev.chatp2p.desktop.console.PlainTerminal;
import java.io.Console;
import java.util.Optional;

/** The real surroundings of the running program. */
final class ThisProcess {

    private ThisProcess() {}

    static Surroundings surroundings() {
        return new Surroundings(
                UserFolders.ofThisUser(),
                (_, _) -> {
                    throw new LinkException(Reason.BAD_IDENTITY, "waits for core");
                },
                ThisProcess::terminal,
                () -> {
                    throw new IllegalStateException("waits for the desktop");
                },
                new Timers() {
                    @Override
                    public java.time.Instant instant() {
                        return java.time.Instant.now();
                    }

                    @Override
                    public dev.chatp2p.core.concurrent.Subscription after(
                            java.time.Duration delay, java.util.concurrent.Executor executor, Runnable task) {
                        return () -> {};
                    }
                });
    }

    private static ConsoleTerminal terminal() {
        // Null, or no terminal, when the input or the output is a pipe or a file.
        boolean person = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return person ? LineEditorTerminal.ofThisProcess() : new PlainTerminal(System.in, System.out);
    }
}

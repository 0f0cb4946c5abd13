package dev.chatp2p.desktop.console;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.LinkException;

/** The terminal client from start to end: opens the chat, talks with the person or script, closes the chat. */
public final class ConsoleApp {

    /** It all went as asked. */
    public static final int OK = 0;

    /** It did not work; a sentence on the terminal said why. */
    public static final int FAILED = 1;

    /** Opens the chat client once the terminal is there to tell about it. */
    @FunctionalInterface
    public interface ClientStart {
        /** @throws LinkException if the credentials cannot be used at all */
        ChatClient start() throws LinkException;
    }

    private final ClientStart clientStart;
    private final String service;
    private final ConsoleTerminal terminal;
    private final Timers timers;

    public ConsoleApp(ClientStart clientStart, String service, ConsoleTerminal terminal, Timers timers) {
        this.clientStart = clientStart;
        this.service = service;
        this.terminal = terminal;
        this.timers = timers;
    }

    /**
     * Runs until the person quits, the input ends, or the network refuses us for good.
     *
     * @return the exit code, {@link #OK} or {@link #FAILED}
     * @throws InterruptedException if the thread was interrupted; the chat is closed
     */
    public int run() throws InterruptedException {
        terminal.print("registering to service " + service);
        try (ChatClient client = clientStart.start()) {
            return new ConsoleSession(client, terminal, timers).run();
        } catch (LinkException e) {
            terminal.print(e.sentence());
            return FAILED;
        }
    }
}

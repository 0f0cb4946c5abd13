package dev.chatp2p.setup.cli;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/** A person who types what the test says, or nobody. */
final class FakeTerminal implements CommandTerminal {
    private final boolean interactive;
    private final boolean colours;
    private final Deque<String> typed = new ArrayDeque<>();
    private int secretsAsked;

    private FakeTerminal(boolean interactive, boolean colours) {
        this.interactive = interactive;
        this.colours = colours;
    }

    static FakeTerminal nobody() {
        return new FakeTerminal(false, false);
    }

    static FakeTerminal typing(String... lines) {
        FakeTerminal terminal = new FakeTerminal(true, false);
        terminal.typed.addAll(Arrays.asList(lines));
        return terminal;
    }

    static FakeTerminal colourful() {
        return new FakeTerminal(true, true);
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public boolean colours() {
        return colours;
    }

    @Override
    public Optional<String> line() {
        return Optional.ofNullable(typed.poll());
    }

    @Override
    public Optional<String> secret(String question) {
        secretsAsked++;
        return line();
    }

    int secretsAsked() {
        return secretsAsked;
    }

    /** What was typed and nobody has read. */
    Deque<String> unread() {
        return typed;
    }
}

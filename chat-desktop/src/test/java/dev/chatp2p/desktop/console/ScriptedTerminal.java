package dev.chatp2p.desktop.console;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.core.ConditionTimeoutException;

/** A terminal whose typist is the test. */
final class ScriptedTerminal implements ConsoleTerminal {

    private final boolean interactive;
    private final BlockingQueue<Optional<String>> typed = new LinkedBlockingQueue<>();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final List<String> prompts = new CopyOnWriteArrayList<>();

    ScriptedTerminal(boolean interactive) {
        this.interactive = interactive;
    }

    void type(String... lines) {
        for (String line : lines) {
            typed.add(Optional.of(line));
        }
    }

    void end() {
        typed.add(Optional.empty());
    }

    /** Waits until a line with this text was shown. */
    void shows(String text) {
        try {
            await().atMost(Duration.ofSeconds(20))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> hasShown(text));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("“" + text + "” was not shown, but " + shown, e);
        }
    }

    boolean hasShown(String text) {
        return shown.stream().anyMatch(line -> line.contains(text));
    }

    List<String> lines() {
        return List.copyOf(shown);
    }

    List<String> prompts() {
        return List.copyOf(prompts);
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public void print(String line) {
        shown.add(line);
    }

    @Override
    public Optional<String> readLine(String prompt) {
        prompts.add(prompt);
        try {
            return typed.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {}
}

package dev.chatp2p.desktop.console;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.desktop.app.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** {@code chat console} in a process of its own, driven through pipes as a script does it. */
final class ConsoleProcess implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(40);

    private final Process process;
    private final Writer input;
    private final List<String> shown = new CopyOnWriteArrayList<>();

    /** Starts it on this test's own class path; {@code ./chat} adds nothing but the search for a JDK. */
    ConsoleProcess(Path identity, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "console",
                "-i",
                identity.toString()));
        command.addAll(Arrays.asList(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        input = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().name("console-process-output").start(this::readOutput);
    }

    private void readOutput() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(shown::add);
        } catch (IOException | UncheckedIOException e) {
            shown.add("(the output broke off)");
        }
    }

    void types(String... lines) throws IOException {
        for (String line : lines) {
            input.write(line + "\n");
        }
        input.flush();
    }

    /** Waits until a line with this text was shown. */
    void sees(String text) {
        sees(1, text);
    }

    /** Waits until this many lines with this text were shown. */
    void sees(int times, String text) {
        try {
            await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> timesShown(text) >= times);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("“" + text + "” was not shown " + times + " times, but " + abbreviated(), e);
        }
    }

    boolean hasShown(String text) {
        return timesShown(text) > 0;
    }

    private List<String> abbreviated() {
        return shown.stream()
                .map(line -> line.substring(0, Math.min(line.length(), 200)))
                .toList();
    }

    private long timesShown(String text) {
        return shown.stream().filter(line -> line.contains(text)).count();
    }

    List<String> lines() {
        return List.copyOf(shown);
    }

    /** Ends the input and waits for the end of the program. */
    int endInput() throws IOException, InterruptedException {
        input.close();
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the program did not end; it showed " + shown);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

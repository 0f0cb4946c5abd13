package dev.chatp2p.setup.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A program started by the lab, without a shell. Its output is read through a pipe and written to a log: were this
 * process killed, the pipe would break, and a Go program ends at its next line of output instead of living on unseen.
 *
 * <p>Safe for use by several threads.
 */
final class Subprocess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final int TAIL_LINES = 15;
    private static final int TAIL_LINE_LENGTH = 400;

    /**
     * What to run.
     *
     * @param name how people and logs call it
     * @param words the program and its arguments
     * @param environment variables in addition to the inherited ones
     * @param folder its working folder
     */
    record Command(String name, List<String> words, Map<String, String> environment, Path folder) {
        private ProcessBuilder builder() {
            ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
            // The user's own network must not leak into the lab's.
            builder.environment().keySet().removeIf(variable -> variable.startsWith("ZITI_"));
            builder.environment().putAll(environment);
            return builder;
        }
    }

    private final Command command;
    private final Process process;
    private final Path log;
    private final CompletableFuture<Void> outputEnded;
    private volatile boolean frozen;

    private Subprocess(Command command, Process process, Path log, CompletableFuture<Void> outputEnded) {
        this.command = command;
        this.process = process;
        this.log = log;
        this.outputEnded = outputEnded;
    }

    /** Starts a program; all it writes goes to the log, and line by line to {@code output} on a thread of its own. */
    static Subprocess start(Command command, Path log, Consumer<String> output) throws LabException {
        return start(command, log, output, command.builder().redirectErrorStream(true), true);
    }

    /** As {@link #start}, but only standard output goes to {@code output}, and only standard error to the log. */
    static Subprocess startSplit(Command command, Path log, Consumer<String> output) throws LabException {
        return start(
                command,
                log,
                output,
                command.builder().redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())),
                false);
    }

    /** Runs a program to its end and gives its standard output; its standard error goes to the log. */
    static String run(Command command, Path log, Duration limit) throws LabException, InterruptedException {
        Queue<String> output = new ConcurrentLinkedQueue<>();
        try (Subprocess running = startSplit(command, log, output::add)) {
            if (!running.awaitExit(limit)) {
                throw new LabException(
                        command.name() + " was not done after " + limit.toSeconds() + " s." + running.logTail());
            }
            if (running.exitCode() != 0) {
                throw new LabException(
                        command.name() + " failed with exit code " + running.exitCode() + "." + running.logTail());
            }
            return String.join("\n", output);
        }
    }

    private static Subprocess start(
            Command command, Path log, Consumer<String> output, ProcessBuilder builder, boolean logOutput)
            throws LabException {
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new LabException(command.name() + " could not be started: " + e.getMessage(), e);
        }
        CompletableFuture<Void> outputEnded = new CompletableFuture<>();
        Thread.ofVirtual().name("lab-output-" + command.name()).start(() -> {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                    Writer logWriter = logOutput
                            ? Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                            : Writer.nullWriter()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    logWriter.append(line).append('\n').flush();
                    output.accept(line);
                }
            } catch (IOException e) {
                // The stream is closed under its reader when the process is killed: the output has ended.
            } finally {
                outputEnded.complete(null);
            }
        });
        return new Subprocess(command, process, log, outputEnded);
    }

    String name() {
        return command.name();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Waits until the program has ended and all its output is read; false when the limit came first. */
    boolean awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit)) {
            return false;
        }
        // A child of the program may hold the pipe open longer than the program lives: that is not waited for.
        outputEnded.copy().completeOnTimeout(null, 2, TimeUnit.SECONDS).join();
        return true;
    }

    /** Completes when the program has ended. */
    CompletableFuture<Void> onExit() {
        return process.onExit().thenRun(() -> {});
    }

    /** Completes when all the program's output is read. */
    CompletableFuture<Void> onOutputEnd() {
        return outputEnded.copy();
    }

    /** Writes a line to the program's standard input. */
    void send(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /** Ends the program's standard input. */
    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Ends the program and its children without giving them a chance to say goodbye. */
    void kill() {
        family().forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    /**
     * Suspends the program, as a machine that hangs: its connections stay open, and nobody answers. Not on Windows.
     *
     * @throws LabException if there is no such program any more, or no signals
     */
    void freeze() throws LabException, InterruptedException {
        signal("-STOP");
        frozen = true;
    }

    /** Lets the program go on after {@link #freeze}. */
    void thaw() throws LabException, InterruptedException {
        signal("-CONT");
        frozen = false;
    }

    boolean isFrozen() {
        return frozen && isAlive();
    }

    private void signal(String signal) throws LabException, InterruptedException {
        run(
                new Command(
                        "kill " + signal + " " + name(),
                        List.of("kill", signal, Long.toString(process.pid())),
                        Map.of(),
                        log.resolveSibling(".")),
                log,
                GRACE);
    }

    /** Asks the program and its children to end; returns at once. */
    void requestStop() {
        family().forEach(ProcessHandle::destroy);
    }

    /** Ends the program and its children: politely, then, after three seconds, by force. */
    @Override
    public void close() {
        List<ProcessHandle> family = family().toList();
        // Who is frozen does not hear a polite word.
        family.forEach(frozen ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
        CompletableFuture<?> ended = CompletableFuture.allOf(
                family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        ended.completeOnTimeout(null, GRACE.toMillis(), TimeUnit.MILLISECONDS).join();
        family.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    private Stream<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** The log's last lines, to be appended to a sentence. */
    String logTail() {
        try {
            List<String> lines =
                    Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
            StringBuilder tail = new StringBuilder(" The end of " + log + ":");
            lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())
                    .forEach(line -> tail.append("\n  ")
                            .append(
                                    line.length() > TAIL_LINE_LENGTH
                                            ? line.substring(0, TAIL_LINE_LENGTH) + "…"
                                            : line));
            return tail.toString();
        } catch (IOException e) {
            return " There is no log at " + log + ".";
        }
    }
}

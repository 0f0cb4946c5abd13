package dev.chatp2p.setup.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A host or dialer in a process of its own. It ends when its standard input does, so it never outlives the benchmark. */
final class PeerProcess implements AutoCloseable {

    private static final String END = "END";
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** The same for every Java client. */
    static final List<String> JVM_FLAGS = List.of("-XX:+UseSerialGC");

    private final String name;
    private final Process process;
    private final Path log;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private PeerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a program.
     *
     * @param log where its standard error goes
     */
    static PeerProcess start(String name, Path log, List<String> words) throws IOException {
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        PeerProcess peer = new PeerProcess(name, process, log);
        Thread.ofVirtual().name("bench-output-" + name).start(peer::readOutput);
        return peer;
    }

    /** Runs a program to its end. */
    static void run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(words[0] + " ended with " + process.exitValue());
        }
    }

    /** Starts a JVM with our own class path. */
    static PeerProcess java(String name, Path log, List<String> flags, String mainClass, List<String> arguments)
            throws IOException {
        return start(
                name,
                log,
                Stream.of(
                                List.of(javaProgram("java").toString()),
                                JVM_FLAGS,
                                flags,
                                List.of(
                                        "-Dlogback.configurationFile=bench-logback.xml",
                                        "-cp",
                                        absolute(System.getProperty("java.class.path")),
                                        mainClass),
                                arguments)
                        .flatMap(List::stream)
                        .toList());
    }

    /** A program of the JDK that this one runs on. */
    static Path javaProgram(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    private static String absolute(String classPath) {
        List<String> parts = new ArrayList<>();
        for (String part : classPath.split(File.pathSeparator, -1)) {
            parts.add(Path.of(part).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, parts);
    }

    private void readOutput() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // The process was ended.
        } finally {
            lines.add(END);
        }
    }

    /** Sends a command and waits for the line that answers it. */
    String ask(String command, Duration limit) throws IOException, InterruptedException {
        OutputStream input = process.getOutputStream();
        input.write((command + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
        return await("", limit);
    }

    /** Waits for a line that begins like that; passes over others, except for failures. */
    String await(String beginning, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new IOException(name + " did not answer in " + limit.toSeconds() + " s; " + logEnd());
            }
            if (line.equals(END) || line.startsWith("FAILED")) {
                throw new IOException(name + " ended: " + line + "; " + logEnd());
            }
            if (line.startsWith(beginning)) {
                return line;
            }
        }
    }

    /** The processor time it has used so far, in seconds; NaN where the system does not tell. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(Double.NaN);
    }

    private String logEnd() {
        try {
            List<String> all = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return "its log ends: " + String.join("\n  ", all.subList(Math.max(0, all.size() - 12), all.size()));
        } catch (IOException e) {
            return "it has no log";
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(GRACE)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

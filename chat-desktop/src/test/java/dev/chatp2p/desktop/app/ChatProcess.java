package dev.chatp2p.desktop.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, on this test's class path; {@code ./chat} adds nothing but the search for a JDK. */
public final class ChatProcess implements AutoCloseable {

    private final Process process;
    private final Path output;

    private ChatProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it.
     *
     * @param folder where its output, its configuration and its temporary files go
     * @param environment variables besides the inherited ones
     */
    public static ChatProcess start(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        builder.environment().putAll(environment);
        return new ChatProcess(builder.start(), output);
    }

    /** Everything it has shown until now. */
    public String shown() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new AssertionError("the output cannot be read", e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has started and what runs now. */
    public List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** Asks it to end, as Ctrl-C does. */
    public void requestEnd() {
        process.destroy();
    }

    /** Waits for its end, a minute at most. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the program did not end; it showed " + shown());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

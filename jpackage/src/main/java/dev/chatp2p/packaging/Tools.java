package dev.chatp2p.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs programs and waits for them. */
final class Tools {

    private static final long MINUTES = 10;

    private final Path jdk = Path.of(System.getProperty("java.home"));

    /** Runs a tool of the JDK. */
    void jdk(List<String> command) throws IOException, InterruptedException {
        List<String> full = new ArrayList<>(command);
        full.set(0, jdk.resolve("bin").resolve(command.getFirst()).toString());
        // jpackage packs here only what is packed again.
        run(full, Map.of("DPKG_DEB_COMPRESSOR_TYPE", "none"));
    }

    /** @throws IOException if it cannot be started, fails, or does not end */
    void run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        System.out.println("+ " + String.join(" ", command));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IOException(command.getFirst() + " has not ended after " + MINUTES + " minutes");
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException(command.getFirst() + " ended with " + process.exitValue());
        }
    }

    /** Whether there is a program of that name. */
    static boolean has(String program) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}

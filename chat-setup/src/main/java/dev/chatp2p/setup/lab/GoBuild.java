package dev.chatp2p.setup.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Builds one program of the lab's Go module into the cache: once, however many processes want it at the same time. */
final class GoBuild {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int PACKAGES_BETWEEN_REPORTS = 200;

    // A file lock excludes other processes only; within this one it would throw instead of waiting.
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path go;
    private final LabSources sources;
    private final Consumer<String> progress;

    GoBuild(Path go, LabSources sources, Consumer<String> progress) {
        this.go = go;
        this.sources = sources;
        this.progress = progress;
    }

    /**
     * Makes sure that the program exists.
     *
     * @param name what is built, for people
     * @param output the file in the cache; its name changes with its sources
     * @param goPackage the package to build
     * @param flags more flags for {@code go build}
     */
    Path into(Path output, String name, String goPackage, List<String> flags)
            throws LabException, InterruptedException {
        if (Files.isExecutable(output)) {
            return output;
        }
        IN_THIS_PROCESS.lockInterruptibly();
        try {
            Files.createDirectories(output.resolveSibling("."));
            Path lockFile = output.resolveSibling(output.getFileName() + ".lock");
            try (FileChannel channel =
                    FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Closing the channel lets go of the lock.
                channel.lock();
                if (!Files.isExecutable(output)) {
                    build(output, name, goPackage, flags);
                }
            }
            return output;
        } catch (IOException e) {
            throw new LabUnavailableException(
                    "The cache folder " + output.getParent() + " cannot be written to: " + e.getMessage(), e);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    private void build(Path output, String name, String goPackage, List<String> flags)
            throws LabException, InterruptedException, IOException {
        Path unfinished = output.resolveSibling(output.getFileName() + ".part");
        Path log = output.resolveSibling(output.getFileName() + ".log");
        List<String> command =
                new ArrayList<>(List.of(go.toString(), "build", "-v", "-mod=readonly", "-buildvcs=false"));
        command.addAll(flags);
        command.addAll(List.of("-o", unfinished.toString(), goPackage));
        progress.accept("Building " + name + " with Go into " + output + " (only once)");

        AtomicInteger packages = new AtomicInteger();
        long started = System.nanoTime();
        try (Subprocess build = Subprocess.start(
                new Subprocess.Command("go build", command, Map.of("GOFLAGS", "", "GOWORK", "off"), sources.folder()),
                log,
                _ -> {
                    if (packages.incrementAndGet() % PACKAGES_BETWEEN_REPORTS == 0) {
                        progress.accept("  " + packages + " packages compiled after " + secondsSince(started) + " s");
                    }
                })) {
            if (!build.awaitExit(LIMIT)) {
                throw new LabUnavailableException(
                        "Building " + name + " took more than " + LIMIT.toMinutes() + " minutes." + build.logTail());
            }
            if (build.exitCode() != 0) {
                throw new LabUnavailableException("Building " + name + " with " + go + " failed." + build.logTail());
            }
        }
        Files.move(unfinished, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        progress.accept("Built " + name + " in " + secondsSince(started) + " s");
    }

    private static long secondsSince(long started) {
        return Duration.ofNanos(System.nanoTime() - started).toSeconds();
    }
}

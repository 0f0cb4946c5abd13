package dev.chatp2p.setup.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The one network of a test JVM, started when it is first asked for. */
final class SharedLab implements AutoCloseable {
    static final String REQUIRED = "CHATP2P_REQUIRE_ZITI";

    private static final int ROUTERS = 3;

    private record Programs(ZitiBinary ziti, GoPeerBinary goPeer) {}

    private final Optional<Programs> programs;
    private final Optional<String> missing;
    private final Path folder;
    private final Consumer<String> progress;
    private Optional<LabNetwork> network = Optional.empty();

    private SharedLab(Optional<Programs> programs, Optional<String> missing, Path folder, Consumer<String> progress) {
        this.programs = programs;
        this.missing = missing;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Finds or builds the programs.
     *
     * @param progress where the one line goes that says what is left out and why
     * @throws IllegalStateException if they are not to be had although the environment requires them
     */
    static SharedLab prepare(LabEnvironment environment, Path folder, Consumer<String> progress) {
        try {
            Programs programs =
                    new Programs(ZitiBinary.find(environment, progress), GoPeerBinary.find(environment, progress));
            return new SharedLab(Optional.of(programs), Optional.empty(), folder, progress);
        } catch (LabUnavailableException e) {
            if (environment.variable(REQUIRED).filter("1"::equals).isPresent()) {
                throw new IllegalStateException(
                        REQUIRED + "=1, but there is no real network to test on: " + e.getMessage(), e);
            }
            String why = String.valueOf(e.getMessage());
            progress.accept("LEFT OUT: the integration tests on a real OpenZiti network (*IT): " + why);
            return new SharedLab(Optional.empty(), Optional.of(why), folder, progress);
        } catch (LabException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the lab's programs were prepared", e);
        }
    }

    /** Why there can be no network; empty when there can be one. */
    Optional<String> missing() {
        return missing;
    }

    ZitiBinary ziti() {
        return programs().ziti();
    }

    GoPeerBinary goPeer() {
        return programs().goPeer();
    }

    private Programs programs() {
        return programs.orElseThrow(() -> new IllegalStateException("no network: " + missing.orElse("")));
    }

    LabNetwork network() {
        if (network.isEmpty()) {
            try {
                // The folder of the last run is kept until now, so that its logs can be read.
                delete(folder);
                network = Optional.of(LabNetwork.start(programs().ziti(), folder, ROUTERS, progress));
            } catch (LabException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the network was starting", e);
            }
        }
        return network.get();
    }

    void restore() throws LabException, InterruptedException {
        if (network.isPresent()) {
            network.get().restore();
        }
    }

    private static void delete(Path folder) {
        if (Files.exists(folder)) {
            try (Stream<Path> content = Files.walk(folder)) {
                for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        network.ifPresent(LabNetwork::close);
    }
}

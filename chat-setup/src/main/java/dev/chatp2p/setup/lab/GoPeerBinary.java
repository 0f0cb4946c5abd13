package dev.chatp2p.setup.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The Go peer, built from {@code lab/peer}.
 *
 * @param path the executable file
 */
public record GoPeerBinary(Path path) {
    /**
     * Finds the program in the cache, or builds it.
     *
     * @param progress told in sentences what is going on
     * @throws LabUnavailableException if it is not in the cache and cannot be built here
     */
    public static GoPeerBinary find(LabEnvironment environment, Consumer<String> progress)
            throws LabException, InterruptedException {
        LabSources sources = LabSources.find(environment)
                .orElseThrow(() -> new LabUnavailableException(
                        "the folder lab/ with the Go peer was not found; set " + LabSources.VARIABLE));
        Path cached = environment.cacheFolder().resolve(LabEnvironment.executable("peer-" + sources.peerFingerprint()));
        if (!Files.isExecutable(cached)) {
            Path go = environment
                    .go()
                    .orElseThrow(() -> new LabUnavailableException(
                            "Go to build the Go peer with was not found; install Go 1.24 or newer"));
            new GoBuild(go, sources, progress).into(cached, "the Go peer", "./peer", List.of());
        }
        return new GoPeerBinary(cached);
    }
}

package dev.chatp2p.desktop.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the program knows of itself.
 *
 * @param version its own
 * @param platform Java, JavaFX and the operating system, a line each
 * @param logs the folder of the log files; empty if none are kept
 */
public record Installation(String version, List<String> platform, Optional<Path> logs) {

    public Installation {
        platform = List.copyOf(platform);
    }

    public static Installation unknown() {
        return new Installation("development", List.of(), Optional.empty());
    }
}

package dev.chatp2p.setup.lab;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the lab asks of its surroundings.
 *
 * @param variables the environment variables
 * @param workingFolder where the search for the lab's sources begins
 * @param home the user's home folder
 * @param goFolders where Go may be installed, should it not be on the {@code PATH}
 */
public record LabEnvironment(Map<String, String> variables, Path workingFolder, Path home, List<Path> goFolders) {
    public LabEnvironment {
        variables = Map.copyOf(variables);
        goFolders = List.copyOf(goFolders);
    }

    /** The surroundings of this process. */
    public static LabEnvironment current() {
        Map<String, String> variables = System.getenv();
        return new LabEnvironment(
                variables,
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("user.home", ".")),
                Stream.of(variables.getOrDefault("GOROOT", ""), "/usr/local/go")
                        .filter(folder -> !folder.isBlank())
                        .map(Path::of)
                        .toList());
    }

    /** The variable's value, unless it is missing or blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** Where built programs are kept between runs: {@code $XDG_CACHE_HOME/chat-p2p/lab} or {@code ~/.cache/chat-p2p/lab}. */
    public Path cacheFolder() {
        return variable("XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> home.resolve(".cache"))
                .resolve("chat-p2p")
                .resolve("lab");
    }

    /** The first executable file of that name in {@code PATH}. */
    public Optional<Path> onPath(String program) {
        String fileName = executable(program);
        return variable("PATH").stream()
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder).resolve(fileName))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The {@code go} command: from {@code PATH}, or else from where Go may be installed. */
    public Optional<Path> go() {
        return onPath("go")
                .or(() -> goFolders.stream()
                        .map(folder -> folder.resolve("bin").resolve(executable("go")))
                        .filter(Files::isExecutable)
                        .findFirst());
    }

    static String executable(String program) {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? program + ".exe" : program;
    }
}

package dev.chatp2p.setup.lab;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
 */
public record LabEnvironment(Map<String, String> variables, Path workingFolder, Path home) {
    public LabEnvironment {
        variables = Map.copyOf(variables);
    }

    /** The surroundings of this process. */
    public static LabEnvironment current() {
        return new LabEnvironment(
                System.getenv(), Path.of("").toAbsolutePath(), Path.of(System.getProperty("user.home", ".")));
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

    /** Go's {@code go} command: from {@code PATH}, {@code GOROOT} or the usual install folder. */
    public Optional<Path> go() {
        return onPath("go")
                .or(() -> Stream.concat(variable("GOROOT").stream(), Stream.of("/usr/local/go"))
                        .map(root -> Path.of(root).resolve("bin").resolve(executable("go")))
                        .filter(Files::isExecutable)
                        .findFirst());
    }

    static String executable(String program) {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? program + ".exe" : program;
    }
}

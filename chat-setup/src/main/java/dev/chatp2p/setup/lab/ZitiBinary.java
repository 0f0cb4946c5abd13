package dev.chatp2p.setup.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code ziti} program: controller, router and command line in one.
 *
 * @param path the executable file
 * @param version what it calls itself, such as {@code v1.6.0}
 */
public record ZitiBinary(Path path, String version) {
    /** Names the program to use instead of searching or building it. */
    public static final String VARIABLE = "CHATP2P_ZITI";

    private static final Duration VERSION_LIMIT = Duration.ofSeconds(20);
    private static final Pattern VERSION = Pattern.compile("v([0-9]+)\\.([0-9]+)\\.[0-9]+\\S*");

    /**
     * Finds the program: {@value #VARIABLE}, {@code PATH} (1.6 or a later 1.x, which is what the lab's recipe fits), the
     * cache, and else builds it with Go from the lab's sources, which takes about five minutes once.
     *
     * @param progress told in sentences what is going on
     * @throws LabUnavailableException if there is no such program and none can be built here
     */
    public static ZitiBinary find(LabEnvironment environment, Consumer<String> progress)
            throws LabException, InterruptedException {
        Optional<String> named = environment.variable(VARIABLE);
        if (named.isPresent()) {
            Path path = Path.of(named.get());
            return probe(path)
                    .orElseThrow(() -> new LabUnavailableException(VARIABLE + " names " + path
                            + ", but that is no ziti program that runs here. Correct the variable or unset it."));
        }
        Optional<Path> installed = environment.onPath("ziti");
        if (installed.isPresent()) {
            Optional<ZitiBinary> usable = probe(installed.get()).filter(ZitiBinary::fitsTheRecipe);
            if (usable.isPresent()) {
                return usable.get();
            }
        }
        return build(environment, progress);
    }

    private static ZitiBinary build(LabEnvironment environment, Consumer<String> progress)
            throws LabException, InterruptedException {
        LabSources sources = LabSources.find(environment)
                .orElseThrow(() -> new LabUnavailableException(
                        "no ziti 1.6 is on the PATH, and the folder lab/ to build it from was not found; set "
                                + VARIABLE + " or " + LabSources.VARIABLE));
        String version = sources.zitiVersion();
        Path cached = environment.cacheFolder().resolve(LabEnvironment.executable("ziti-" + version));
        if (!Files.isExecutable(cached)) {
            Path go = environment
                    .go()
                    .orElseThrow(
                            () -> new LabUnavailableException("neither ziti 1.6 nor Go to build it with was found; "
                                    + "install Go 1.24 or newer, or set " + VARIABLE));
            // Without the flag the program calls itself v0.0.0, and clients decide by the version what it can do.
            new GoBuild(go, sources, progress)
                    .into(
                            cached,
                            "ziti " + version + " (about five minutes)",
                            "github.com/openziti/ziti/ziti",
                            List.of("-ldflags", "-X github.com/openziti/ziti/common/version.Version=" + version));
        }
        return probe(cached)
                .orElseThrow(() -> new LabUnavailableException(
                        "The program " + cached + " does not run. Delete it, and it is built again."));
    }

    private boolean fitsTheRecipe() {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches() && matcher.group(1).equals("1") && Integer.parseInt(matcher.group(2)) >= 6;
    }

    private static Optional<ZitiBinary> probe(Path path) throws InterruptedException {
        if (!Files.isExecutable(path)) {
            return Optional.empty();
        }
        try {
            Path log = Files.createTempFile("ziti-version", ".log");
            try {
                String output = Subprocess.run(
                        new Subprocess.Command(
                                "ziti version",
                                List.of(path.toAbsolutePath().toString(), "version"),
                                Map.of(),
                                log.resolveSibling(".")),
                        log,
                        VERSION_LIMIT);
                Matcher version = VERSION.matcher(output);
                return version.find()
                        ? Optional.of(new ZitiBinary(path.toAbsolutePath(), version.group()))
                        : Optional.empty();
            } finally {
                Files.deleteIfExists(log);
            }
        } catch (LabException | IOException e) {
            return Optional.empty();
        }
    }
}

package dev.chatp2p.setup.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins for ziti and Go are shell scripts")
class LabProgramsTest {
    private final Path root;
    private final Path bin;
    private final Map<String, String> variables = new HashMap<>();
    private final List<String> progress = new ArrayList<>();

    LabProgramsTest(@TempDir Path root) {
        this.root = root;
        this.bin = root.resolve("bin");
    }

    @BeforeEach
    void aRepositoryWithLabSources() throws IOException {
        Files.createDirectories(bin);
        Path peer = Files.createDirectories(root.resolve("repository/lab/peer"));
        Files.writeString(peer.resolveSibling("go.mod"), """
                module example

                require (
                \tgithub.com/openziti/sdk-golang v1.1.0
                \tgithub.com/openziti/ziti v1.6.0 // indirect
                )
                """);
        Files.writeString(peer.resolveSibling("go.sum"), "sums");
        Files.writeString(peer.resolve("main.go"), "package main");
        variables.put("PATH", bin.toString());
    }

    private LabEnvironment environment() throws IOException {
        return new LabEnvironment(
                variables,
                Files.createDirectories(root.resolve("repository/chat-setup")),
                root.resolve("home"),
                List.of());
    }

    private Path program(Path path, String script) throws IOException {
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Counts its runs, and "builds" a program that prints the version. */
    private void goOnPath() throws IOException {
        program(bin.resolve("go"), """
                echo run >> %s
                while [ "$1" != -o ]; do shift; done
                printf '#!/bin/sh\\necho v1.6.0\\n' > "$2"
                /bin/chmod +x "$2"
                """.formatted(root.resolve("go-runs")));
    }

    @Test
    void theVariableNamesTheZitiToUse() throws Exception {
        Path named = program(root.resolve("elsewhere/ziti"), "echo v2.0.1");
        program(bin.resolve("ziti"), "echo v1.6.0");
        variables.put("CHATP2P_ZITI", named.toString());

        assertEquals(new ZitiBinary(named, "v2.0.1"), ZitiBinary.find(environment(), progress::add));
    }

    @Test
    void aVariableThatNamesNoZitiIsRefusedEvenIfThereIsAnother() throws Exception {
        program(bin.resolve("ziti"), "echo v1.6.0");
        variables.put("CHATP2P_ZITI", program(root.resolve("no-ziti"), "exit 3").toString());

        LabException refused =
                assertThrows(LabUnavailableException.class, () -> ZitiBinary.find(environment(), progress::add));
        assertTrue(String.valueOf(refused.getMessage()).contains("CHATP2P_ZITI names"));
    }

    @Test
    void aZitiOnThePathIsUsedIfTheLabsRecipeFitsIt() throws Exception {
        Path installed = program(bin.resolve("ziti"), "echo v1.7.2");

        assertEquals(new ZitiBinary(installed, "v1.7.2"), ZitiBinary.find(environment(), progress::add));
    }

    @Test
    void aZitiOnThePathThatTheRecipeDoesNotFitIsPassedOver() throws Exception {
        program(bin.resolve("ziti"), "echo v1.1.15");
        goOnPath();

        assertEquals("v1.6.0", ZitiBinary.find(environment(), progress::add).version());
    }

    @Test
    void withoutZitiAndGoTheSentenceSaysWhatIsMissingAndWhatToDo() throws Exception {
        LabException missing =
                assertThrows(LabUnavailableException.class, () -> ZitiBinary.find(environment(), progress::add));
        assertTrue(String.valueOf(missing.getMessage()).contains("neither ziti 1.6 nor Go"));
    }

    @Test
    void processesThatNeedTheSameProgramAtTheSameTimeBuildItOnce() throws Exception {
        goOnPath();
        Callable<ZitiBinary> find = () -> ZitiBinary.find(environment(), _ -> {});
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ZitiBinary> found : threads.invokeAll(List.of(find, find, find))) {
                assertEquals(
                        root.resolve("home/.cache/chat-p2p/lab/ziti-v1.6.0"),
                        found.get().path());
            }
        }

        assertEquals(List.of("run"), Files.readAllLines(root.resolve("go-runs")));
    }

    @Test
    void aFailedBuildSaysWhyAndLeavesNothingInTheCache() throws Exception {
        program(bin.resolve("go"), "echo 'missing go.sum entry' >&2; exit 1");

        LabException failed =
                assertThrows(LabUnavailableException.class, () -> ZitiBinary.find(environment(), progress::add));
        assertTrue(String.valueOf(failed.getMessage()).contains("missing go.sum entry"));
        assertTrue(Files.notExists(environment().cacheFolder().resolve("ziti-v1.6.0")));
    }

    @Test
    void theGoPeerIsBuiltAgainWhenItsSourcesChange() throws Exception {
        goOnPath();
        variables.put("XDG_CACHE_HOME", root.resolve("cache").toString());

        Path first = GoPeerBinary.find(environment(), progress::add).path();
        Path again = GoPeerBinary.find(environment(), progress::add).path();
        Files.writeString(root.resolve("repository/lab/peer/main.go"), "package main // changed");
        Path changed = GoPeerBinary.find(environment(), progress::add).path();

        assertEquals(first, again);
        assertNotEquals(first, changed);
        assertTrue(first.startsWith(root.resolve("cache/chat-p2p/lab")));
        assertEquals(2, Files.readAllLines(root.resolve("go-runs")).size());
    }

    @Test
    void theLabIsFoundAboveTheWorkingFolderOrWhereTheVariableSays() throws Exception {
        assertEquals(Optional.of(new LabSources(root.resolve("repository/lab"))), LabSources.find(environment()));

        variables.put("CHATP2P_LAB", root.resolve("nowhere").toString());
        assertEquals(Optional.empty(), LabSources.find(environment()));
    }

    @Test
    void withoutANetworkOneLineSaysWhatIsLeftOutAndWhy() throws Exception {
        variables.put("CHATP2P_ZITI", root.resolve("missing").toString());

        try (SharedLab lab = SharedLab.prepare(environment(), root.resolve("network"), progress::add)) {
            assertTrue(lab.missing().orElseThrow().contains("CHATP2P_ZITI"));
        }
        assertEquals(1, progress.size());
        assertTrue(progress.getFirst().startsWith("LEFT OUT: the integration tests"));
    }

    @Test
    void withoutANetworkThatIsRequiredTheTestsFail() throws Exception {
        variables.put("CHATP2P_ZITI", root.resolve("missing").toString());
        variables.put("CHATP2P_REQUIRE_ZITI", "1");

        assertThrows(
                IllegalStateException.class,
                () -> SharedLab.prepare(environment(), root.resolve("network"), progress::add));
    }
}

package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.setup.lab.ZitiBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code chat lab} in a process of its own. */
@RealNetwork
@Timeout(180)
class LabCommandIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final ZitiBinary ziti;

    LabCommandIT(ZitiBinary ziti) {
        this.ziti = ziti;
    }

    private ChatProcess lab(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("lab", "--routers", "1", "--no-windows"));
        words.addAll(List.of(arguments));
        return ChatProcess.start(
                folder, Map.of(ZitiBinary.VARIABLE, ziti.path().toString()), words.toArray(String[]::new));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process cannot be asked to end there")
    void itSaysWhereTheNetworkIsAndLeavesNothingBehindAfterCtrlC() throws Exception {
        try (ChatProcess lab = lab("--users", "anna,ben")) {
            await().atMost(SOON).until(() -> lab.shown().contains("Ctrl-C ends it.") || !lab.isAlive());
            assertTrue(lab.shown().contains("anna.json"), lab::shown);
            assertTrue(lab.shown().contains("admin, password admin"), lab::shown);
            List<ProcessHandle> network = lab.children();
            assertEquals(2, network.size(), "controller and router");

            lab.requestEnd();

            assertEquals(143, lab.exitCode());
            await().atMost(Duration.ofSeconds(5)).until(() -> network.stream().noneMatch(ProcessHandle::isAlive));
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(List.of(folder.resolve("output.txt")), left.toList());
            }
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process cannot be asked to end there")
    void ctrlCWhileItStartsLeavesNothingBehindEither() throws Exception {
        try (ChatProcess lab = lab()) {
            await().atMost(SOON).until(() -> lab.shown().contains("Starting router-1") || !lab.isAlive());
            List<ProcessHandle> network = lab.children();
            assertTrue(lab.isAlive() && !network.isEmpty(), lab::shown);

            lab.requestEnd();

            assertEquals(143, lab.exitCode());
            await().atMost(Duration.ofSeconds(5)).until(() -> network.stream().noneMatch(ProcessHandle::isAlive));
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(List.of(folder.resolve("output.txt")), left.toList(), lab::shown);
            }
        }
    }

    @Test
    void aFolderInUseIsRefusedWithASentence() throws Exception {
        Path used = Files.createDirectories(folder.resolve("used"));
        Files.writeString(used.resolve("something"), "");

        try (ChatProcess lab = lab("--keep", used.toString())) {
            assertEquals(1, lab.exitCode());
            assertTrue(lab.shown().contains("is not empty"), lab::shown);
            assertFalse(lab.shown().contains("Exception"), lab::shown);
        }
    }
}

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
import java.util.concurrent.TimeUnit;
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

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "lab",
                "--routers",
                "1"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output().toFile());
        builder.environment().put(ZitiBinary.VARIABLE, ziti.path().toString());
        return builder.start();
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    private String shown() throws IOException {
        return Files.readString(output());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process cannot be asked to end there")
    void itSaysWhereTheNetworkIsAndLeavesNothingBehindAfterCtrlC() throws Exception {
        Process lab = start("--no-windows", "--users", "anna,ben");
        try {
            await().atMost(SOON).until(() -> shown().contains("Ctrl-C ends it.") || !lab.isAlive());
            assertTrue(shown().contains("anna.json"), shown());
            assertTrue(shown().contains("admin, password admin"), shown());
            List<ProcessHandle> network = lab.descendants().toList();
            assertEquals(2, network.size(), "controller and router");

            lab.destroy();

            assertTrue(lab.waitFor(20, TimeUnit.SECONDS), "it did not end");
            await().atMost(Duration.ofSeconds(5)).until(() -> network.stream().noneMatch(ProcessHandle::isAlive));
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(List.of(output()), left.toList());
            }
        } finally {
            lab.descendants().forEach(ProcessHandle::destroyForcibly);
            lab.destroyForcibly();
        }
    }

    @Test
    void aFolderInUseIsRefusedWithASentence() throws Exception {
        Path used = Files.createDirectories(folder.resolve("used"));
        Files.writeString(used.resolve("something"), "");

        Process lab = start("--no-windows", "--keep", used.toString());
        try {
            assertTrue(lab.waitFor(60, TimeUnit.SECONDS), "it did not end");
        } finally {
            lab.destroyForcibly();
        }

        assertEquals(1, lab.exitValue());
        assertTrue(shown().contains("is not empty"), shown());
        assertFalse(shown().contains("Exception"), shown());
    }
}

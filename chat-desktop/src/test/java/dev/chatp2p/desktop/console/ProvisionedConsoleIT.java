package dev.chatp2p.desktop.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.desktop.app.Main;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.setup.lab.ZitiBinary;
import dev.chatp2p.setup.management.RestControllerAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a talk, with our own commands only, each in a process of its own. */
@RealNetwork
@Timeout(180)
class ProvisionedConsoleIT {

    @TempDir
    private Path folder;

    private final ZitiBinary ziti;

    ProvisionedConsoleIT(ZitiBinary ziti) {
        this.ziti = ziti;
    }

    private int chat(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of("XDG_CONFIG_HOME", folder.resolve("config").toString(), "CHAT_ADMIN_PASSWORD", "admin"));
        Process process = builder.start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the program did not end; it showed " + Files.readString(output));
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void twoPeopleOfANetworkThatWasJustSetUpTalk() throws Exception {
        try (LabNetwork network = LabNetwork.startEmpty(ziti, 1, _ -> {})) {
            String fingerprint = new RestControllerAccess(folder.resolve("unused.json"))
                    .probe(network.controllerAddress())
                    .fingerprint();
            String controller = network.controllerAddress().getAuthority();
            int exitCode = chat(
                    "setup",
                    "--controller-url",
                    controller,
                    "--trust",
                    fingerprint,
                    "--users",
                    "anna,ben",
                    "--enroll",
                    "--yes",
                    "--out",
                    folder.toString());
            assertEquals(0, exitCode, Files.readString(folder.resolve("output.txt")));

            try (ConsoleProcess anna = new ConsoleProcess(folder.resolve("anna.json"));
                    ConsoleProcess ben = new ConsoleProcess(folder.resolve("ben.json"))) {
                anna.sees("registered as anna");
                ben.sees("registered as ben");
                anna.types("/connect ben");
                ben.sees("Incoming connection from anna");
                ben.types("/accept", "Hello!");
                anna.sees("ben: Hello!");
                anna.types("Hi!");
                ben.sees("anna: Hi!");
                assertEquals(ConsoleApp.OK, anna.endInput());
                assertEquals(ConsoleApp.OK, ben.endInput());
            }
            assertEquals(0, chat("setup", "--controller-url", controller, "--remove", "--yes"));
            assertEquals(3, chat("setup", "--controller-url", controller, "--users", "anna,ben", "--plan"));
        }
    }
}

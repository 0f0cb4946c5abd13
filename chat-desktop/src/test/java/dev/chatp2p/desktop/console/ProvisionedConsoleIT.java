package dev.chatp2p.desktop.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.desktop.app.ChatProcess;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.setup.lab.ZitiBinary;
import dev.chatp2p.setup.management.RestControllerAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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

    private void chat(int expected, String... arguments) throws IOException, InterruptedException {
        try (ChatProcess chat = ChatProcess.start(folder, Map.of("CHAT_ADMIN_PASSWORD", "admin"), arguments)) {
            assertEquals(expected, chat.exitCode(), chat::shown);
        }
    }

    @Test
    void twoPeopleOfANetworkThatWasJustSetUpTalk() throws Exception {
        try (LabNetwork network = LabNetwork.startEmpty(ziti, 1, _ -> {})) {
            String fingerprint = new RestControllerAccess(folder.resolve("unused.json"))
                    .probe(network.controllerAddress())
                    .fingerprint();
            String controller = network.controllerAddress().getAuthority();
            chat(
                    0,
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
            chat(0, "setup", "--controller-url", controller, "--remove", "--yes");
            chat(3, "setup", "--controller-url", controller, "--users", "anna,ben", "--plan");
        }
    }
}

package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.setup.lab.ZitiBinary;
import dev.chatp2p.setup.management.RestControllerAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code chat setup} that is ended in the middle, at a real controller. */
@RealNetwork
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process cannot be asked to end there")
class InterruptedSetupIT {

    private static final int PEOPLE = 200;

    @TempDir
    private Path folder;

    private final ZitiBinary ziti;

    InterruptedSetupIT(ZitiBinary ziti) {
        this.ziti = ziti;
    }

    @Test
    void endedBetweenTwoStepsItSaysHowFarItCameAndASecondRunFinishes() throws Exception {
        try (LabNetwork network = LabNetwork.startEmpty(ziti, 1, _ -> {})) {
            try (ChatProcess first = setup(network)) {
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> first.shown().contains(" 10/205  created") || !first.isAlive());
                first.requestEnd();

                assertEquals(143, first.exitCode(), first::shown);
                assertTrue(first.shown().contains("of 205 steps are done and stay."), first::shown);
                assertFalse(first.shown().contains("205/205"), first::shown);
                assertFalse(first.shown().contains("Exception"), first::shown);
            }
            assertEquals(0, invitations());

            try (ChatProcess second = setup(network)) {
                assertEquals(0, second.exitCode(), second::shown);
                assertTrue(second.shown().contains("that stay"), second::shown);
            }
            assertEquals(PEOPLE, invitations());
        }
    }

    private ChatProcess setup(LabNetwork network) throws Exception {
        String fingerprint = new RestControllerAccess(folder.resolve("unused.json"))
                .probe(network.controllerAddress())
                .fingerprint();
        return ChatProcess.start(
                folder,
                Map.of("CHAT_ADMIN_PASSWORD", "admin"),
                "setup",
                "--controller-url",
                network.controllerAddress().getAuthority(),
                "--trust",
                fingerprint,
                "--users",
                IntStream.rangeClosed(1, PEOPLE).mapToObj(i -> "person " + i).collect(Collectors.joining(",")),
                "--out",
                folder.resolve("invitations").toString(),
                "--yes");
    }

    private long invitations() throws IOException {
        Path invitations = folder.resolve("invitations");
        if (!Files.exists(invitations)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(invitations)) {
            return files.count();
        }
    }
}

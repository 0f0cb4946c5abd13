package dev.chatp2p.desktop.app;

import dev.chatp2p.setup.cli.ProcessStop;
import dev.chatp2p.setup.cli.ProcessTerminal;
import dev.chatp2p.setup.cli.SetupSurroundings;
import dev.chatp2p.setup.management.RestControllerAccess;
import dev.chatp2p.setup.plan.NetworkProvisioner;
import dev.chatp2p.ziti.enroll.ControllerEnroller;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Surroundings of set-up commands that get nowhere: there is no controller. */
final class NoSetup {

    private NoSetup() {}

    static SetupSurroundings surroundings() {
        return new SetupSurroundings(
                ProcessTerminal::ofThisProcess,
                Map.of(),
                () -> new RestControllerAccess(Path.of("nowhere")),
                NetworkProvisioner::new,
                ControllerEnroller::new,
                () -> new ProcessStop(Duration.ofSeconds(1)),
                verbose -> {});
    }
}

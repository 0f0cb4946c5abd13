package dev.chatp2p.setup.management;

import java.net.URI;
import java.util.Optional;

/**
 * The client against a controller of another version that somebody has started by hand: docs/management.md. Its name keeps it
 * out of the build, where it would be left out for lack of such a controller.
 */
class GivenControllerCheck extends ManagementContract {
    private static final String VARIABLE = "CHATP2P_CONTROLLER";

    GivenControllerCheck() {
        super(URI.create(Optional.ofNullable(System.getenv(VARIABLE))
                .filter(address -> address.startsWith("https://127.0.0.1:"))
                .orElseThrow(() -> new IllegalStateException(
                        "Name a controller on this computer in " + VARIABLE + ", such as https://127.0.0.1:1280."))));
    }
}

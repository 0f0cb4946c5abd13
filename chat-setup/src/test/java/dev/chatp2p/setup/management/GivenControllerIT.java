package dev.chatp2p.setup.management;

import java.net.URI;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The client against a controller of another version that somebody has started by hand: docs/management.md. */
@EnabledIfEnvironmentVariable(named = GivenControllerIT.VARIABLE, matches = "https://127[.]0[.]0[.]1:.+")
class GivenControllerIT extends ManagementContract {
    static final String VARIABLE = "CHATP2P_CONTROLLER";

    GivenControllerIT() {
        super(URI.create(System.getenv(VARIABLE)));
    }
}

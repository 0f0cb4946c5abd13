package dev.chatp2p.setup.cli;

import dev.chatp2p.setup.management.ControllerAccess;
import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.plan.Provisioner;
import dev.chatp2p.ziti.enroll.Enroller;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the set-up commands reach out to; tests bring their own. Suppliers, because most starts of the program need none of
 * it.
 *
 * @param terminal the person at the terminal
 * @param environment environment variables
 * @param access the way to a controller
 * @param provisioners compares and changes what is on a controller
 * @param enroller exchanges invitations for identities
 * @param stop watches for Ctrl-C
 * @param log directs the log to the error stream; true for everything, false for warnings
 */
public record SetupSurroundings(
        Supplier<CommandTerminal> terminal,
        Map<String, String> environment,
        Supplier<ControllerAccess> access,
        Function<Management, Provisioner> provisioners,
        Supplier<Enroller> enroller,
        StopSignal.Watch stop,
        Consumer<Boolean> log) {

    public SetupSurroundings {
        environment = Map.copyOf(environment);
    }
}

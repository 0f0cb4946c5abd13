package dev.chatp2p.setup.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One edge router of the lab: created and enrolled once, then started and ended as tests need. */
final class LabRouter {
    private final String name;
    private final Path folder;
    private final ZitiCli cli;
    private final int port;
    /** Written by whoever starts and ends it, read also by those who look on. */
    private volatile Optional<Subprocess> process = Optional.empty();

    private LabRouter(String name, int port, Path folder, ZitiCli cli) {
        this.name = name;
        this.port = port;
        this.folder = folder;
        this.cli = cli;
    }

    static LabRouter enrol(String name, int port, int controllerPort, Path folder, ZitiCli cli)
            throws LabException, InterruptedException {
        LabRouter router = new LabRouter(name, port, folder, cli);
        Path jwt = folder.resolve(name + ".jwt");
        cli.administer("edge", "create", "edge-router", name, "--jwt-output-file", jwt.toString());
        cli.run(
                Map.of(
                        "ZITI_CTRL_ADVERTISED_ADDRESS",
                        "127.0.0.1",
                        "ZITI_CTRL_ADVERTISED_PORT",
                        Integer.toString(controllerPort),
                        "ZITI_ROUTER_ADVERTISED_ADDRESS",
                        "127.0.0.1",
                        "ZITI_ROUTER_IP_OVERRIDE",
                        "127.0.0.1",
                        "ZITI_ROUTER_PORT",
                        Integer.toString(port),
                        "ZITI_ROUTER_LISTENER_BIND_PORT",
                        Integer.toString(port)),
                "create",
                "config",
                "router",
                "edge",
                "--routerName",
                name,
                "--tunnelerMode",
                "none",
                "-o",
                router.config().toString());
        try {
            // There is no variable for the address it listens on, and nobody else's machine may reach a test network.
            String config = Files.readString(router.config());
            Files.writeString(router.config(), config.replace("0.0.0.0", "127.0.0.1"));
        } catch (IOException e) {
            throw new LabException("The configuration " + router.config() + " could not be rewritten.", e);
        }
        cli.run(Map.of(), "router", "enroll", router.config().toString(), "--jwt", jwt.toString());
        return router;
    }

    private Path config() {
        return folder.resolve(name + ".yaml");
    }

    String name() {
        return name;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    Optional<Subprocess> process() {
        return process;
    }

    boolean isRunning() {
        return process.filter(Subprocess::isAlive).isPresent();
    }

    /** Starts the router's process, which goes online a few seconds later. */
    void start(RunningProcesses processes) throws LabException {
        process = Optional.of(processes.add(Subprocess.start(
                cli.command("router " + name, List.of("router", "run", config().toString()), Map.of()),
                folder.resolve(name + ".log"),
                _ -> {})));
    }

    void stop() {
        process.ifPresent(Subprocess::close);
        process = Optional.empty();
    }

    void kill() {
        process.ifPresent(Subprocess::kill);
        process = Optional.empty();
    }
}

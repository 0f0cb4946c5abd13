package dev.chatp2p.setup.lab;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One controller of the lab: set up once, then started and ended as tests need. It may be alone, or a member of a cluster,
 * whose members share one root CA and keep one database in step.
 */
final class LabController {
    /** What {@code ziti edge quickstart} prints when it is through with setting up. */
    private static final String SET_UP = "controller and router started";

    private static final String TRUST_DOMAIN = "chat-p2p-lab";
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long DATABASE_BYTES = 64L << 20;

    private final String name;
    private final int port;
    /** Where quickstart keeps the keys of the root CA, and of all members of a cluster. */
    private final Path home;

    /** Its own part of that. */
    private final Path ownHome;

    private final Path log;
    private final ZitiCli cli;
    /** Written by whoever starts and ends it, read also by those who look on. */
    private volatile Optional<Subprocess> process = Optional.empty();

    private LabController(String name, int port, Path folder, Path ownHome, ZitiCli cli) {
        this.name = name;
        this.port = port;
        this.home = folder.resolve("controller");
        this.ownHome = ownHome;
        this.log = folder.resolve(name + ".log");
        this.cli = cli;
    }

    static LabController alone(int port, Path folder, ZitiCli cli) {
        return new LabController("controller", port, folder, folder.resolve("controller"), cli);
    }

    static LabController member(int number, int port, Path folder, ZitiCli cli) {
        String name = "controller-" + number;
        return new LabController(
                name, port, folder, folder.resolve("controller").resolve(name), cli);
    }

    String name() {
        return name;
    }

    URI address() {
        return URI.create("https://127.0.0.1:" + port);
    }

    Optional<Subprocess> process() {
        return process;
    }

    boolean isRunning() {
        return process.filter(Subprocess::isAlive).isPresent();
    }

    /** Makes its keys, its configuration and its database, and starts it; returns when it answers. */
    void setUp(RunningProcesses processes) throws LabException, InterruptedException {
        setUp(processes, List.of());
    }

    /** As {@link #setUp(RunningProcesses)}, as the first of a cluster, or as one more beside a member that runs. */
    void setUpInCluster(RunningProcesses processes, Optional<LabController> member)
            throws LabException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(member.isEmpty() ? "ha" : "join"));
        words.addAll(List.of("--instance-id", name, "--trust-domain", TRUST_DOMAIN));
        member.ifPresent(there -> words.addAll(List.of("--cluster-member", "tls:127.0.0.1:" + there.port)));
        setUp(processes, words);
    }

    private void setUp(RunningProcesses processes, List<String> cluster) throws LabException, InterruptedException {
        // Routers are processes of their own here, so that each can be ended and started by its name.
        List<String> words = new ArrayList<>(List.of("edge", "quickstart"));
        words.addAll(cluster);
        words.addAll(List.of("--no-router", "--home", home.toString()));
        words.addAll(List.of("--ctrl-address", "127.0.0.1", "--ctrl-port", Integer.toString(port)));
        words.addAll(List.of("-u", ZitiCli.ADMIN, "-p", ZitiCli.ADMIN));
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Subprocess started = processes.add(Subprocess.start(
                cli.command(
                        name,
                        words,
                        Map.of("ZITI_CTRL_BIND_ADDRESS", "127.0.0.1", "ZITI_CTRL_EDGE_BIND_ADDRESS", "127.0.0.1")),
                log,
                line -> {
                    if (line.contains(SET_UP)) {
                        ready.complete(null);
                    }
                }));
        try {
            CompletableFuture.anyOf(ready, started.onExit()).get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new LabException(
                    "The " + name + " was not up after " + START_LIMIT.toSeconds() + " s." + started.logTail(), e);
        }
        if (!started.isAlive()) {
            throw new LabException("The " + name + " ended while it was starting." + started.logTail());
        }
        process = Optional.of(started);
    }

    /**
     * Gives the database all the room it will need before anything happens; the controller is started again for it.
     * Controller 1.6.0 reads from the database's memory map after its transaction has ended when it answers a dial; it dies
     * of a segmentation fault when the database is mapped anew just then because it has grown. A large file is mapped whole
     * from the start.
     */
    void makeRoomInDatabase(RunningProcesses processes) throws LabException, InterruptedException {
        stop();
        for (String path : List.of("db/ctrl.db", "raft/ctrl-ha.db")) {
            Path database = ownHome.resolve(path);
            if (Files.exists(database)) {
                try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
                    file.setLength(Math.max(file.length(), DATABASE_BYTES));
                } catch (IOException e) {
                    throw new LabException("The controller's database " + database + " could not be enlarged.", e);
                }
            }
        }
        launch(processes);
        awaitAnswer();
    }

    /** Starts its process, with everything it knew; it answers about half a second later. */
    void launch(RunningProcesses processes) throws LabException {
        process = Optional.of(processes.add(Subprocess.start(
                cli.command(
                        name,
                        List.of(
                                "controller",
                                "run",
                                ownHome.resolve("ctrl.yaml").toString()),
                        Map.of()),
                log,
                _ -> {})));
    }

    /** Waits until it answers requests. */
    void awaitAnswer() throws LabException, InterruptedException {
        Subprocess started = process.orElseThrow(() -> new LabException("The " + name + " is not running."));
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try (ControllerProbe probe = probe()) {
            while (!probe.answers(Duration.ofSeconds(2))) {
                if (started.awaitExit(POLL)) {
                    throw new LabException("The " + name + " ended while it was starting." + started.logTail());
                }
                if (System.nanoTime() > deadline) {
                    throw new LabException("The " + name + " did not answer in " + START_LIMIT.toSeconds() + " s."
                            + started.logTail());
                }
            }
        }
    }

    private ControllerProbe probe() throws LabException {
        return new ControllerProbe(address(), rootCertificate());
    }

    Path rootCertificate() {
        return home.resolve("pki/root-ca/certs/root-ca.cert");
    }

    private void stop() {
        process.ifPresent(Subprocess::close);
        process = Optional.empty();
    }

    void kill() {
        process.ifPresent(Subprocess::kill);
        process = Optional.empty();
    }
}

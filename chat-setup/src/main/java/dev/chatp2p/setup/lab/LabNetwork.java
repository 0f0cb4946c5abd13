package dev.chatp2p.setup.lab;

import dev.chatp2p.setup.management.IdentityEntity;
import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.management.PendingInvitation;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.enroll.ControllerEnroller;
import dev.chatp2p.ziti.enroll.Enroller;
import dev.chatp2p.ziti.enroll.Invitation;
import dev.chatp2p.ziti.enroll.Proof;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A real OpenZiti network on this machine: a controller, edge routers of the names {@code router-1}, {@code router-2}, …,
 * and the service {@code chat-p2p} with the policies of the Go example, provisioned and enrolled by our own code. Everything listens on 127.0.0.1 only.
 *
 * <p>Every process is a child of this JVM and ends with {@link #close()}, or when the JVM exits. Logs are files in the
 * network's folder; exceptions quote their ends. Not safe for use by several threads, but {@link #close()} may come from
 * any.
 */
public final class LabNetwork implements AutoCloseable {
    /** The service of the chat. */
    public static final String SERVICE = "chat-p2p";

    /** A second service that everyone with {@link LabAccess#CHAT} may dial and host, but which is on no router. */
    public static final String SERVICE_WITHOUT_ROUTERS = "chat-p2p-without-routers";

    private static final String CONTROLLER = "controller";
    private static final String STARTED = "controller and router started";
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 200;
    private static final long DATABASE_BYTES = 64L << 20;

    private final Path folder;
    private final boolean temporary;
    private final int controllerPort;
    private final ZitiCli cli;
    private final LabAdministrator administrator;
    private final Consumer<String> progress;
    private final RunningProcesses processes = new RunningProcesses();
    private final Map<String, LabRouter> routers = new LinkedHashMap<>();
    private final Map<String, LabIdentity> identities = new LinkedHashMap<>();
    private Optional<Subprocess> controller = Optional.empty();
    private int nextFile;

    private LabNetwork(ZitiBinary ziti, Path folder, boolean temporary, int controllerPort, Consumer<String> progress) {
        this.folder = folder;
        this.temporary = temporary;
        this.controllerPort = controllerPort;
        this.cli = new ZitiCli(ziti, folder, controllerPort);
        this.administrator = new LabAdministrator(controllerAddress(), folder.resolve("known-controllers.json"));
        this.progress = progress;
    }

    /**
     * As {@link #start(ZitiBinary, Path, int, Consumer)}, in a temporary folder that goes when the network is closed, or when
     * the start fails or is interrupted.
     */
    public static LabNetwork start(ZitiBinary ziti, int routerCount, Consumer<String> progress)
            throws LabException, InterruptedException {
        return start(ziti, temporaryFolder(), true, routerCount, true, progress);
    }

    /** As {@link #start(ZitiBinary, int, Consumer)}, but nothing of the chat is there yet: no service, no policies. */
    public static LabNetwork startEmpty(ZitiBinary ziti, int routerCount, Consumer<String> progress)
            throws LabException, InterruptedException {
        return start(ziti, temporaryFolder(), true, routerCount, false, progress);
    }

    private static Path temporaryFolder() throws LabException {
        try {
            return Files.createTempDirectory("chat-p2p-lab");
        } catch (IOException e) {
            throw new LabException("There is no room for the network's temporary folder: " + e.getMessage(), e);
        }
    }

    /**
     * Starts a network, which takes 5 to 20 seconds, and returns when every router is online and linked to the others.
     *
     * @param folder where the network keeps its files; empty or not there yet
     * @param routerCount edge routers, at least one
     * @param progress told in sentences what is going on
     */
    public static LabNetwork start(ZitiBinary ziti, Path folder, int routerCount, Consumer<String> progress)
            throws LabException, InterruptedException {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw new LabException("The folder " + folder + " is not empty. Name one that is.");
                }
            }
        } catch (IOException e) {
            throw new LabException("The folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
        return start(ziti, folder, false, routerCount, true, progress);
    }

    private static LabNetwork start(
            ZitiBinary ziti,
            Path folder,
            boolean temporary,
            int routerCount,
            boolean provisioned,
            Consumer<String> progress)
            throws LabException, InterruptedException {
        List<Integer> ports = LoopbackPorts.free(1 + routerCount);
        LabNetwork network = new LabNetwork(ziti, folder.toAbsolutePath(), temporary, ports.getFirst(), progress);
        boolean up = false;
        try {
            network.startController();
            network.makeRoomInDatabase();
            network.addRouters(ports.subList(1, ports.size()));
            if (provisioned) {
                progress.accept("Provisioning the network");
                network.administrator.provision();
            }
            network.awaitLinks();
            up = true;
            return network;
        } finally {
            if (!up) {
                network.close();
            }
        }
    }

    /**
     * Gives the controller's database all the room it will need before anything happens. Controller 1.6.0 reads from the
     * database's memory map after its transaction has ended when it answers a dial; it dies of a segmentation fault when
     * the database is mapped anew just then because it has grown. A large file is mapped whole from the start.
     */
    private void makeRoomInDatabase() throws LabException, InterruptedException {
        Path database = controllerHome().resolve("db").resolve("ctrl.db");
        if (!Files.exists(database)) {
            return;
        }
        controller.ifPresent(Subprocess::close);
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.setLength(Math.max(file.length(), DATABASE_BYTES));
        } catch (IOException e) {
            throw new LabException("The controller's database " + database + " could not be enlarged.", e);
        }
        startController();
    }

    private void addRouters(List<Integer> ports) throws LabException, InterruptedException {
        for (int port : ports) {
            String name = "router-" + (routers.size() + 1);
            progress.accept("Starting " + name + " on port " + port);
            LabRouter router = LabRouter.enrol(name, port, controllerPort, folder, cli);
            routers.put(name, router);
            router.start(processes);
        }
        awaitOnline();
    }

    /** Where the network keeps its files and logs. */
    public Path folder() {
        return folder;
    }

    /** The controller's address, to which clients append {@code /edge/client/v1}. The administrator is admin, admin. */
    public URI controllerAddress() {
        return URI.create("https://127.0.0.1:" + controllerPort);
    }

    /** The names of all edge routers, running or not. */
    public List<String> routers() {
        return List.copyOf(routers.keySet());
    }

    /** The identity of that name; made with {@link LabAccess#CHAT} and an EC key when there is none yet. */
    public LabIdentity identity(String name) throws LabException, InterruptedException {
        LabIdentity known = identities.get(name);
        return known == null ? createIdentity(name, LabAccess.CHAT, LabKey.EC) : known;
    }

    /**
     * Makes and enrols an identity.
     *
     * @param name a name that is not taken
     */
    public LabIdentity createIdentity(String name, LabAccess access, LabKey key)
            throws LabException, InterruptedException {
        Path file = folder.resolve(fileName(name) + ".json");
        IdentityEntity invited = administrator.invite(name, access);
        String jwt = invited.invitation().map(PendingInvitation::jwt).orElseThrow();
        switch (key) {
            case EC -> enrol(jwt, file);
            case GO_EC -> enrolByZiti(jwt, "EC", file);
            case RSA -> enrolByZiti(jwt, "RSA", file);
        }
        LabIdentity identity = new LabIdentity(name, invited.id(), file);
        identities.put(name, identity);
        return identity;
    }

    private static void enrol(String jwt, Path file) throws LabException, InterruptedException {
        try {
            Enroller enroller = new ControllerEnroller();
            enroller.enroll(enroller.check(Invitation.parse(jwt)), new Proof.None(), file, _ -> {});
        } catch (ZitiException e) {
            throw new LabException("Lab: nobody could enrol into " + file + ". " + e.getMessage(), e);
        }
    }

    private void enrolByZiti(String jwt, String algorithm, Path file) throws LabException, InterruptedException {
        Path token = write(jwt, folder.resolve(file.getFileName() + ".jwt"));
        cli.run(Map.of(), "edge", "enroll", "--jwt", token.toString(), "--out", file.toString(), "--keyAlg", algorithm);
    }

    /**
     * Makes an identity that is not enrolled.
     *
     * @param name as for {@link #createIdentity}
     * @return its invitation, a file that ends in {@code .jwt}
     */
    public Path invite(String name, LabAccess access) throws LabException, InterruptedException {
        String jwt = administrator
                .invite(name, access)
                .invitation()
                .map(PendingInvitation::jwt)
                .orElseThrow();
        return write(jwt, folder.resolve(fileName(name) + ".jwt"));
    }

    /** An identity of the network that was enrolled by somebody else. */
    public LabIdentity enrolled(String name, Path file) throws LabException, InterruptedException {
        return new LabIdentity(name, administrator.idOf(name), file);
    }

    /** Runs a {@code ziti} command as the administrator, such as {@code edge create ca …}, and gives its output. */
    public String administer(String... words) throws LabException, InterruptedException {
        return cli.administer(words);
    }

    /** The token with which certificates of a CA enrol by themselves. */
    public String caToken(String caId) throws LabException, InterruptedException {
        return administrator.caToken(caId);
    }

    private String fileName(String name) {
        return name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*") ? name : "identity-" + nextFile++;
    }

    private static Path write(String jwt, Path token) throws LabException {
        try {
            return Files.writeString(token, jwt);
        } catch (IOException e) {
            throw new LabException("The invitation " + token + " could not be written.", e);
        }
    }

    /** Deletes an identity at the controller; its file stays, and is refused from now on. */
    public void deleteIdentity(LabIdentity identity) throws LabException, InterruptedException {
        administrator.delete(identity);
        identities.remove(identity.name());
    }

    /** Disables an identity at the controller until it is enabled again. */
    public void disableIdentity(LabIdentity identity) throws LabException, InterruptedException {
        administrator.disable(identity);
    }

    public void enableIdentity(LabIdentity identity) throws LabException, InterruptedException {
        administrator.enable(identity);
    }

    /** PEM file of the certificate of the network's root CA. */
    public Path rootCertificate() {
        return controllerHome().resolve("pki/root-ca/certs/root-ca.cert");
    }

    /** A log-in as the administrator, to be closed by the caller. */
    public Management logIn() throws LabException, InterruptedException {
        return administrator.logIn();
    }

    /** The terminators the controller knows of a service. */
    public List<LabTerminator> terminators(String service) throws LabException, InterruptedException {
        List<LabTerminator> terminators = new ArrayList<>();
        for (JsonNode row : cli.list("edge", "terminators", "service.name = \"" + service + "\"")) {
            terminators.add(new LabTerminator(
                    row.path("id").asString(),
                    row.path("service").path("name").asString(),
                    row.path("router").path("name").asString(),
                    row.path("identity").asString("")));
        }
        return terminators;
    }

    /** The names of the routers that the controller sees online and ready for clients. */
    public Set<String> routersOnline() throws LabException, InterruptedException {
        Set<String> online = new TreeSet<>();
        for (JsonNode row : cli.list("edge", "edge-routers", "true")) {
            if (row.path("isOnline").asBoolean(false)
                    && row.path("syncStatus").asString("").equals("SYNC_DONE")) {
                online.add(row.path("name").asString());
            }
        }
        return online;
    }

    /** Asks a router to end, as a service manager would, and waits until it has. */
    public void stopRouter(String name) {
        router(name).stop();
    }

    /** Kills a router: its connections break, and it tells nobody. */
    public void killRouter(String name) {
        router(name).kill();
    }

    /** Starts a router that was stopped or killed, on its old port, and waits until it is online and linked. */
    public void startRouter(String name) throws LabException, InterruptedException {
        LabRouter router = router(name);
        if (router.isRunning()) {
            throw new IllegalStateException(name + " is running");
        }
        awaitController(
                "the controller to see that " + name + " is gone",
                () -> !routersOnline().contains(name));
        router.start(processes);
        awaitOnline();
        awaitLinks();
    }

    private LabRouter router(String name) {
        LabRouter router = routers.get(name);
        if (router == null) {
            throw new IllegalArgumentException("no router " + name + " in " + routers());
        }
        return router;
    }

    /** Kills the controller: circuits and listeners live on, log-ins and dials fail. */
    public void killController() {
        controller.ifPresent(Subprocess::kill);
        controller = Optional.empty();
    }

    /** Starts the controller, again or for the first time, on its port, and waits until it answers. */
    public void startController() throws LabException, InterruptedException {
        progress.accept("Starting the controller on port " + controllerPort + ", files in " + folder);
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Subprocess started = processes.add(Subprocess.start(
                cli.command(
                        CONTROLLER,
                        // Routers are processes of their own here, so that each can be ended and started by its name.
                        List.of(
                                "edge",
                                "quickstart",
                                "--no-router",
                                "--home",
                                controllerHome().toString(),
                                "--ctrl-address",
                                "127.0.0.1",
                                "--ctrl-port",
                                Integer.toString(controllerPort),
                                "-u",
                                ZitiCli.ADMIN,
                                "-p",
                                ZitiCli.ADMIN),
                        Map.of("ZITI_CTRL_BIND_ADDRESS", "127.0.0.1", "ZITI_CTRL_EDGE_BIND_ADDRESS", "127.0.0.1")),
                folder.resolve(CONTROLLER + ".log"),
                line -> {
                    if (line.contains(STARTED)) {
                        ready.complete(null);
                    }
                }));
        try {
            CompletableFuture.anyOf(ready, started.onExit()).get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new LabException(
                    "The controller was not up after " + START_LIMIT.toSeconds() + " s." + started.logTail(), e);
        }
        if (!started.isAlive()) {
            throw new LabException("The controller ended while it was starting." + started.logTail());
        }
        controller = Optional.of(started);
    }

    private Path controllerHome() {
        return folder.resolve(CONTROLLER);
    }

    /** Starts whatever a test has stopped, so that the next one finds the network whole. */
    public void restore() throws LabException, InterruptedException {
        if (controller.filter(Subprocess::isAlive).isEmpty()) {
            startController();
            awaitOnline();
        }
        for (LabRouter router : routers.values()) {
            if (!router.isRunning()) {
                startRouter(router.name());
            }
        }
    }

    private List<String> runningRouters() {
        return routers.values().stream()
                .filter(LabRouter::isRunning)
                .map(LabRouter::name)
                .toList();
    }

    private void awaitOnline() throws LabException, InterruptedException {
        List<String> expected = runningRouters();
        awaitController(
                "the routers " + expected + " to go online",
                () -> routersOnline().containsAll(expected));
    }

    /** Without these a circuit between two routers has no way, and a dial just after the start fails. */
    private void awaitLinks() throws LabException, InterruptedException {
        int running = runningRouters().size();
        int expected = running * (running - 1) / 2;
        awaitController(expected + " links between the routers", () -> {
            int connected = 0;
            for (JsonNode link : cli.list("fabric", "links", "true")) {
                if (link.path("state").asString("").equals("Connected")
                        && !link.path("down").asBoolean(false)) {
                    connected++;
                }
            }
            return connected >= expected;
        });
    }

    private interface Condition {
        boolean holds() throws LabException, InterruptedException;
    }

    private void awaitController(String what, Condition condition) throws LabException, InterruptedException {
        Subprocess asked = controller.orElseThrow(() -> new LabException("The controller is not running."));
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!condition.holds()) {
            if (asked.awaitExit(Duration.ofMillis(POLL_MILLIS))) {
                throw new LabException("The controller ended." + asked.logTail());
            }
            if (System.nanoTime() > deadline) {
                throw new LabException("Waited " + START_LIMIT.toSeconds() + " s for " + what + "." + asked.logTail());
            }
        }
    }

    /** Every process of the network and of the Go peers on it that is running now. */
    public List<ProcessHandle> processes() {
        return processes.handles();
    }

    RunningProcesses running() {
        return processes;
    }

    private void stopProcesses() {
        administrator.close();
        processes.close();
    }

    /** Ends every process; returns when they are gone, after three seconds at most. */
    @Override
    public void close() {
        stopProcesses();
        if (temporary) {
            deleteFolder();
        }
    }

    private void deleteFolder() {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            progress.accept("The folder " + folder + " could not be deleted: " + e.getMessage());
        }
    }
}

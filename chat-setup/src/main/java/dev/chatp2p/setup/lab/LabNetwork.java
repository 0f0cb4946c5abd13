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
import java.net.InetSocketAddress;
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
import java.util.function.Consumer;
import java.util.stream.IntStream;
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

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 200;

    private final Path folder;
    private final boolean temporary;
    private final ZitiCli cli;
    /** The first is the one the administrator asks. */
    private final List<LabController> controllers;

    private final LabAdministrator administrator;
    private final Consumer<String> progress;
    private final RunningProcesses processes = new RunningProcesses();
    private final Map<String, LabRouter> routers = new LinkedHashMap<>();
    private final Map<String, LabIdentity> identities = new LinkedHashMap<>();
    private int nextFile;

    private LabNetwork(
            ZitiBinary ziti, Path folder, boolean temporary, List<Integer> controllerPorts, Consumer<String> progress) {
        this.folder = folder;
        this.temporary = temporary;
        this.cli = new ZitiCli(ziti, folder, controllerPorts.getFirst());
        this.controllers = controllerPorts.size() == 1
                ? List.of(LabController.alone(controllerPorts.getFirst(), folder, cli))
                : IntStream.range(0, controllerPorts.size())
                        .mapToObj(i -> LabController.member(i + 1, controllerPorts.get(i), folder, cli))
                        .toList();
        this.administrator = new LabAdministrator(controllerAddress(), folder.resolve("known-controllers.json"));
        this.progress = progress;
    }

    /**
     * As {@link #start(ZitiBinary, Path, int, Consumer)}, in a temporary folder that goes when the network is closed, or when
     * the start fails or is interrupted.
     */
    public static LabNetwork start(ZitiBinary ziti, int routerCount, Consumer<String> progress)
            throws LabException, InterruptedException {
        return start(ziti, temporaryFolder(), true, 1, routerCount, true, progress);
    }

    /**
     * As {@link #start(ZitiBinary, int, Consumer)}, with a cluster of controllers ({@code controller-1}, …), on which clients
     * log in with OIDC only; takes about five seconds more for each. The administrator asks the first controller: while that
     * is down, nothing can be administered.
     *
     * @param controllerCount 2 or more; most of them must be running for anything to change
     */
    public static LabNetwork startCluster(
            ZitiBinary ziti, int controllerCount, int routerCount, Consumer<String> progress)
            throws LabException, InterruptedException {
        return start(ziti, temporaryFolder(), true, controllerCount, routerCount, true, progress);
    }

    /** As {@link #start(ZitiBinary, int, Consumer)}, but nothing of the chat is there yet: no service, no policies. */
    public static LabNetwork startEmpty(ZitiBinary ziti, int routerCount, Consumer<String> progress)
            throws LabException, InterruptedException {
        return start(ziti, temporaryFolder(), true, 1, routerCount, false, progress);
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
        return start(ziti, folder, false, 1, routerCount, true, progress);
    }

    private static LabNetwork start(
            ZitiBinary ziti,
            Path folder,
            boolean temporary,
            int controllerCount,
            int routerCount,
            boolean provisioned,
            Consumer<String> progress)
            throws LabException, InterruptedException {
        List<Integer> ports = LoopbackPorts.free(controllerCount + routerCount);
        LabNetwork network =
                new LabNetwork(ziti, folder.toAbsolutePath(), temporary, ports.subList(0, controllerCount), progress);
        boolean up = false;
        try {
            network.setUpControllers();
            network.addRouters(ports.subList(controllerCount, ports.size()));
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

    private void setUpControllers() throws LabException, InterruptedException {
        LabController first = controllers.getFirst();
        progress.accept("Starting the controller on " + first.address() + ", files in " + folder);
        if (controllers.size() == 1) {
            first.setUp(processes);
            first.makeRoomInDatabase(processes);
            return;
        }
        first.setUpInCluster(processes, Optional.empty());
        for (LabController member : controllers.subList(1, controllers.size())) {
            progress.accept("Starting " + member.name() + " on " + member.address());
            member.setUpInCluster(processes, Optional.of(first));
        }
        awaitCluster();
    }

    private void addRouters(List<Integer> ports) throws LabException, InterruptedException {
        for (int port : ports) {
            String name = "router-" + (routers.size() + 1);
            progress.accept("Starting " + name + " on port " + port);
            LabRouter router = LabRouter.enrol(name, port, controllerAddress().getPort(), folder, cli);
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
        return controllers.getFirst().address();
    }

    /** The names of all controllers, running or not: {@code controller}, or {@code controller-1}, … in a cluster. */
    public List<String> controllers() {
        return controllers.stream().map(LabController::name).toList();
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
        return controllers.getFirst().rootCertificate();
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
        awaitGone(name);
        router.start(processes);
        awaitOnline();
        awaitLinks();
    }

    private void awaitGone(String router) throws LabException, InterruptedException {
        awaitController(
                "the controller to see that " + router + " is gone",
                () -> !routersOnline().contains(router));
    }

    /** Where a router listens. */
    public InetSocketAddress routerAddress(String name) {
        return router(name).address();
    }

    /**
     * Kills a controller or a router with all its connections; of no effect if it is not running.
     *
     * @param name one of {@link #controllers} or {@link #routers}
     */
    public void kill(String name) {
        controller(name).ifPresentOrElse(LabController::kill, () -> killRouter(name));
    }

    /** Starts a controller or a router that is not running, on its old port with all it knew, and returns at once. */
    public void launch(String name) throws LabException {
        if (isRunning(name)) {
            throw new IllegalStateException(name + " is running");
        }
        Optional<LabController> controller = controller(name);
        if (controller.isPresent()) {
            controller.get().launch(processes);
        } else {
            router(name).start(processes);
        }
    }

    /** Suspends a controller or a router: its connections stay open, new ones are taken, and nobody answers. Not on Windows. */
    public void freeze(String name) throws LabException, InterruptedException {
        process(name)
                .orElseThrow(() -> new IllegalStateException(name + " is not running"))
                .freeze();
    }

    /** Lets a controller or a router go on that was frozen. */
    public void thaw(String name) throws LabException, InterruptedException {
        process(name)
                .orElseThrow(() -> new IllegalStateException(name + " is not running"))
                .thaw();
    }

    /** Whether the process of a controller or a router is there, frozen or not. May be asked by any thread. */
    public boolean isRunning(String name) {
        return process(name).filter(Subprocess::isAlive).isPresent();
    }

    /** Whether a controller or a router is suspended. May be asked by any thread. */
    public boolean isFrozen(String name) {
        return process(name).filter(Subprocess::isFrozen).isPresent();
    }

    private Optional<Subprocess> process(String name) {
        Optional<LabController> controller = controller(name);
        return controller.isPresent()
                ? controller.get().process()
                : router(name).process();
    }

    private Optional<LabController> controller(String name) {
        return controllers.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    private LabRouter router(String name) {
        LabRouter router = routers.get(name);
        if (router == null) {
            throw new IllegalArgumentException("no router " + name + " in " + routers());
        }
        return router;
    }

    /** Kills the controllers: circuits and listeners live on, log-ins and dials fail. */
    public void killController() {
        controllers.forEach(LabController::kill);
    }

    /** Starts the controllers that are not running, each on its port, and waits until they answer. */
    public void startController() throws LabException, InterruptedException {
        List<LabController> missing =
                controllers.stream().filter(c -> !c.isRunning()).toList();
        for (LabController controller : missing) {
            progress.accept("Starting the " + controller.name() + " again");
            controller.launch(processes);
        }
        for (LabController controller : missing) {
            controller.awaitAnswer();
        }
        awaitCluster();
    }

    /** Starts whatever a test has stopped, and thaws what it has frozen, so that the next one finds the network whole. */
    public void restore() throws LabException, InterruptedException {
        List<String> all =
                Stream.concat(controllers().stream(), routers().stream()).toList();
        boolean changed = false;
        for (String name : all) {
            if (isFrozen(name)) {
                thaw(name);
                changed = true;
            }
        }
        if (!controllers.stream().allMatch(LabController::isRunning)) {
            startController();
            changed = true;
        }
        for (String router : routers()) {
            if (!isRunning(router)) {
                awaitGone(router);
                launch(router);
                changed = true;
            }
        }
        if (changed) {
            awaitOnline();
            awaitLinks();
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

    /** Until its members have agreed on a leader, a cluster refuses every change. */
    private void awaitCluster() throws LabException, InterruptedException {
        if (controllers.size() > 1) {
            // Who is no leader is connected to the leader only, so more cannot be asked for.
            awaitController("the controllers to agree on a leader", () -> {
                List<JsonNode> members =
                        cli.json("ops", "cluster", "list", "-j").findParents("leader");
                return members.size() == controllers.size()
                        && members.stream().anyMatch(m -> m.path("leader").asBoolean(false));
            });
        }
    }

    private interface Condition {
        boolean holds() throws LabException, InterruptedException;
    }

    private void awaitController(String what, Condition condition) throws LabException, InterruptedException {
        Subprocess asked =
                controllers.getFirst().process().orElseThrow(() -> new LabException("The controller is not running."));
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!holds(condition, deadline)) {
            if (asked.awaitExit(Duration.ofMillis(POLL_MILLIS))) {
                throw new LabException("The controller ended." + asked.logTail());
            }
            if (System.nanoTime() > deadline) {
                throw new LabException("Waited " + START_LIMIT.toSeconds() + " s for " + what + "." + asked.logTail());
            }
        }
    }

    /** A controller that has just been started or thawed may refuse for a while what it is asked. */
    private static boolean holds(Condition condition, long deadline) throws LabException, InterruptedException {
        try {
            return condition.holds();
        } catch (LabException e) {
            if (System.nanoTime() > deadline) {
                throw e;
            }
            return false;
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

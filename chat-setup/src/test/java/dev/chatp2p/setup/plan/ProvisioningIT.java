package dev.chatp2p.setup.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.setup.management.Entity;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.IdentityEntity;
import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.management.Semantic;
import dev.chatp2p.setup.management.ServiceEntity;
import dev.chatp2p.setup.management.ServicePolicy;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.enroll.ControllerEnroller;
import dev.chatp2p.ziti.enroll.Enroller;
import dev.chatp2p.ziti.enroll.Invitation;
import dev.chatp2p.ziti.enroll.Proof;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Provisioning a real controller. Every test has a service of its own, beside the lab's. */
@RealNetwork
@Timeout(180)
class ProvisioningIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** How many people are provisioned where the time is taken; {@code -Dchat.people=200} for the other number. */
    private static final int PEOPLE = Integer.getInteger("chat.people", 4);

    private final LabNetwork network;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @TempDir
    Path folder;

    private final Management management;
    private final NetworkProvisioner provisioner;

    ProvisioningIT(LabNetwork network) throws Exception {
        this.network = network;
        management = network.logIn();
        provisioner = new NetworkProvisioner(management);
    }

    @BeforeEach
    void open() {
        opened.push(management);
    }

    @AfterEach
    void closeEverything() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void fromNothingToInvitationsAndTheSecondTimeThereIsNothingToDo() throws Exception {
        List<String> names =
                IntStream.rangeClosed(1, PEOPLE).mapToObj(i -> "timed-" + i).toList();
        DesiredState desired = new DesiredState("it-timed", names);

        long begun = System.nanoTime();
        try (Management fresh = network.logIn()) {
            NetworkProvisioner timed = new NetworkProvisioner(fresh);
            timed.apply(timed.plan(desired), ApplyProgress.NONE);
            List<PersonReport> reports = timed.verify(desired);
            List<PersonInvitation> invitations = timed.invitations(desired);
            System.out.printf(
                    "FIGURE log-in, plan, apply, verify and invitations of a service and %d people: %d ms%n",
                    PEOPLE, (System.nanoTime() - begun) / 1_000_000);
            assertTrue(reports.stream().allMatch(report -> report.problem().isEmpty()), reports.toString());
            assertEquals(names, invitations.stream().map(PersonInvitation::name).toList());
        }
        assertTrue(provisioner.plan(desired).isEmpty());
        remove("it-timed");
    }

    @Test
    void brokenOffAnywhereTheSecondRunCompletesAndRemovingLeavesTheRestAsItWas() throws Exception {
        management.create(
                EntityKind.IDENTITY, identity("it-foreign", Set.of("it-killed"), Map.of("chatSetup", "another")));
        Set<Entity> before = everything();
        DesiredState desired = new DesiredState("it-killed", List.of("killed-1", "killed-2", "it-foreign"));
        boolean complete = false;
        for (int calls = 4; !complete; calls++) {
            NetworkProvisioner dying = new NetworkProvisioner(dyingAfter(calls));
            try {
                dying.apply(dying.plan(desired), ApplyProgress.NONE);
                complete = true;
            } catch (SetupException e) {
                assertEquals(SetupFailure.UNREACHABLE, e.failure());
            }
            provisioner.apply(provisioner.plan(desired), ApplyProgress.NONE);
            assertTrue(provisioner.plan(desired).isEmpty());
            assertEquals(before.size() + 7, everything().size());
            remove("it-killed");
            assertEquals(before, everything());
        }
    }

    @Test
    void peopleWeInvitedAndEnrolledCallEachOtherAndRemovingEndsIt() throws Exception {
        Set<Entity> before = everything();
        DesiredState desired = new DesiredState("it-talk", List.of("Ann \"Q\" O'Neil 👋", "back\\slash, tüte"));
        provisioner.apply(provisioner.plan(desired), ApplyProgress.NONE);
        List<OverlaySession> sessions = new ArrayList<>();
        for (InvitationFile file : new InvitationFiles(folder).write(provisioner.invitations(desired))) {
            sessions.add(session(enrol(Invitation.read(file.file()), sessions.size() + ".json")));
        }
        assertEquals(List.of(), provisioner.invitations(desired));
        assertTrue(provisioner.verify(desired).stream().allMatch(PersonReport::enrolled));

        Listener listener = opened(sessions.getFirst().host("it-talk", HostOptions.DEFAULT));
        await().atMost(SOON).until(() -> listener.terminators() == 3);
        Link calling = opened(sessions.getLast()
                .dial("it-talk", DialOptions.to(new PeerId("Ann \"Q\" O'Neil 👋"), "hi there".getBytes(UTF_8))));
        Link called = opened(listener.accept());
        assertEquals(new PeerId("back\\slash, tüte"), called.peer());
        byte[] text = "Grüß dich".getBytes(UTF_8);
        calling.write(text, 0, text.length);
        byte[] received = new byte[text.length];
        for (int read = 0; read < received.length; ) {
            read += called.read(received, read, received.length - read);
        }
        assertEquals("Grüß dich", new String(received, UTF_8));

        remove("it-talk");
        assertEquals(before, everything());
    }

    @Test
    void whatSomebodyWidenedOrSwitchedOffIsPutRight() throws Exception {
        DesiredState desired = new DesiredState("it-wide", List.of("wide-1"));
        Map<String, String> ours = Map.of("chatSetup", "it-wide");
        management.create(EntityKind.SERVICE, new ServiceEntity("", "it-wide", Set.of("x"), false, ours));
        management.create(
                EntityKind.SERVICE_POLICY,
                new ServicePolicy(
                        "",
                        "it-wide-dial",
                        ServicePolicy.Type.BIND,
                        Set.of("#all"),
                        Set.of("#it-wide", "#x"),
                        Semantic.ALL_OF,
                        ours));
        management.create(EntityKind.IDENTITY, identity("wide-1", Set.of("x"), ours));

        Plan plan = provisioner.plan(desired);
        assertEquals(
                List.of("it-wide", "it-wide-dial", "wide-1"),
                plan.changes().stream()
                        .filter(step -> step.action() == PlanStep.Action.CHANGE)
                        .map(PlanStep::name)
                        .toList());
        provisioner.apply(plan, ApplyProgress.NONE);
        assertTrue(provisioner.plan(desired).isEmpty(), "changes arrive at the controller");
        assertTrue(found(EntityKind.SERVICE, "it-wide").encryptionRequired());
        assertEquals(
                Set.of("x", "it-wide"), found(EntityKind.IDENTITY, "wide-1").roleAttributes());
        assertEquals(List.of(), problems(desired));
        remove("it-wide");
    }

    @Test
    void whatOthersMadeIsKeptOrStandsInTheWay() throws Exception {
        String service = management.create(
                EntityKind.SERVICE, new ServiceEntity("", "it-hand", Set.of("it-hand"), true, Map.of()));
        management.create(
                EntityKind.SERVICE_POLICY,
                new ServicePolicy(
                        "",
                        "it-hand-dial",
                        ServicePolicy.Type.DIAL,
                        Set.of("#it-hand"),
                        Set.of("@" + service),
                        Semantic.ALL_OF,
                        Map.of()));
        management.create(EntityKind.IDENTITY, identity("hand-1", Set.of(), Map.of()));

        Plan plan = provisioner.plan(new DesiredState("it-hand", List.of("hand-1")));
        assertEquals(
                List.of("hand-1"), plan.conflicts().stream().map(PlanStep::name).toList());
        assertEquals(SetupFailure.NAME_TAKEN, failureOf(() -> provisioner.apply(plan, ApplyProgress.NONE)));
        DesiredState others = new DesiredState("it-hand", List.of("hand-2"));
        provisioner.apply(provisioner.plan(others), ApplyProgress.NONE);
        assertEquals(List.of(), problems(others));

        remove("it-hand");
        assertEquals(service, found(EntityKind.SERVICE, "it-hand").id());
        found(EntityKind.SERVICE_POLICY, "it-hand-dial");
        found(EntityKind.IDENTITY, "hand-1");
    }

    @Test
    void theAdviserSeesHowManyRoutersAreOnline() throws Exception {
        DesiredState desired = new DesiredState("it-advice", List.of("advice-1"));
        provisioner.apply(provisioner.plan(desired), ApplyProgress.NONE);
        assertEquals(3, provisioner.verify(desired).getFirst().routersOnline());
        network.stopRouter("router-3");
        await().atMost(SOON).until(() -> provisioner.verify(desired).getFirst().routersOnline() == 2);
        assertEquals(List.of(), problems(desired));
        remove("it-advice");
    }

    @Test
    void aLostInvitationOrIdentityIsReplacedAndTheOldOneIsVoid() throws Exception {
        DesiredState desired = new DesiredState("it-again", List.of("again-1"));
        provisioner.apply(provisioner.plan(desired), ApplyProgress.NONE);
        PersonInvitation lost = provisioner.invitations(desired).getFirst();
        PersonInvitation again = provisioner.reissue("it-again", "again-1");
        assertEquals(List.of(again), provisioner.invitations(desired));

        ZitiException refusal =
                assertThrows(ZitiException.class, () -> enrol(Invitation.parse(lost.jwt()), "lost.json"));
        assertEquals(ZitiFailure.INVITATION_USED, refusal.failure());
        session(enrol(Invitation.parse(again.jwt()), "first.json"));
        assertTrue(provisioner.verify(desired).getFirst().enrolled());

        PersonInvitation third = provisioner.reissue("it-again", "again-1");
        assertFalse(provisioner.verify(desired).getFirst().enrolled());
        enrol(Invitation.parse(third.jwt()), "second.json");
        remove("it-again");
    }

    @Test
    void peopleCanBeRemovedOneByOne() throws Exception {
        DesiredState desired = new DesiredState("it-single", List.of("single-1", "single-2"));
        provisioner.apply(provisioner.plan(desired), ApplyProgress.NONE);
        provisioner.apply(provisioner.planRemovalOf("it-single", List.of("single-1")), ApplyProgress.NONE);
        assertEquals(
                List.of("single-1"),
                provisioner.plan(desired).changes().stream().map(PlanStep::name).toList());
        remove("it-single");
    }

    // ---- helpers

    private void remove(String service) throws Exception {
        provisioner.apply(provisioner.planRemoval(service), ApplyProgress.NONE);
        assertEquals(List.of(), provisioner.planRemoval(service).changes());
    }

    private List<String> problems(DesiredState desired) throws Exception {
        return provisioner.verify(desired).stream()
                .flatMap(report -> report.problem().stream())
                .toList();
    }

    private <E extends Entity> E found(EntityKind<E> kind, String name) throws Exception {
        return management.findByName(kind, List.of(name)).getFirst();
    }

    private static IdentityEntity identity(String name, Set<String> attributes, Map<String, String> tags) {
        return new IdentityEntity("", name, attributes, tags, Optional.empty(), false, false, false);
    }

    /** Everything on the network, without what changes by itself. */
    private Set<Entity> everything() throws Exception {
        Set<Entity> all = new HashSet<>();
        for (EntityKind<?> kind : List.of(
                EntityKind.SERVICE,
                EntityKind.SERVICE_POLICY,
                EntityKind.EDGE_ROUTER_POLICY,
                EntityKind.SERVICE_EDGE_ROUTER_POLICY)) {
            all.addAll(management.all(kind));
        }
        for (IdentityEntity one : management.all(EntityKind.IDENTITY)) {
            all.add(new IdentityEntity(
                    one.id(),
                    one.name(),
                    one.roleAttributes(),
                    one.tags(),
                    one.invitation(),
                    one.enrolled(),
                    false,
                    one.admin()));
        }
        return all;
    }

    /** Answers that many calls; then the controller cannot be reached any more. */
    private Management dyingAfter(int calls) {
        AtomicInteger left = new AtomicInteger(calls);
        return (Management) Proxy.newProxyInstance(
                Management.class.getClassLoader(), new Class<?>[] {Management.class}, (_, method, arguments) -> {
                    if (left.getAndDecrement() <= 0) {
                        throw new SetupException(SetupFailure.UNREACHABLE, "The controller is gone.");
                    }
                    try {
                        return method.invoke(management, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static SetupFailure failureOf(Attempt attempt) {
        return assertThrows(SetupException.class, attempt::run).failure();
    }

    private Path enrol(Invitation invitation, String file) throws Exception {
        Path identity = folder.resolve(file);
        Enroller enroller = new ControllerEnroller();
        enroller.enroll(enroller.check(invitation), new Proof.None(), identity, _ -> {});
        return identity;
    }

    private OverlaySession session(Path identity) throws Exception {
        return opened(new ZitiOverlay("test").open(new Credentials.IdentityFile(identity), _ -> {}));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }
}

package dev.chatp2p.setup.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import dev.chatp2p.setup.lab.LabIdentity;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.LabTerminator;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.management.ServiceEntity;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of hosting and of talks while parts of a real network die, freeze, come back or are reconfigured. */
@RealNetwork
@Timeout(180)
class ResilienceIT extends InteropTestBase {
    private static final HostOptions ON_TWO = new HostOptions(Optional.empty(), 2, Duration.ofSeconds(30));
    /** As long as it takes to see it through the controller; a back-off would take longer. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    /** A log-in that was refused is not tried again at once. */
    private static final Duration NEXT_LOGIN = Duration.ofSeconds(60);

    private final Queue<OverlayStatus> statuses = new ConcurrentLinkedQueue<>();

    ResilienceIT(LabNetwork network) {
        super(network);
    }

    // ---- routers

    @Test
    void aKilledRoutersTerminatorIsReplacedAtOnceOnAnotherRouter() throws Exception {
        OverlaySession session = openWatched(network.identity("replaced"));
        Listener listener = hostOnTwo(session);
        Set<String> before = routersHosting("replaced");
        String victim = before.iterator().next();
        String spare = theOther(before);
        network.killRouter(victim);

        await().atMost(AT_ONCE).until(() -> routersHosting("replaced").contains(spare) && listener.terminators() == 2);
        awaitSentence("Online on 2 routers", session);
        assertTrue(sentences().contains("Online on 1 of 2 routers"), () -> "said: " + sentences());

        network.startRouter(victim);
        assertEquals(2, listener.terminators());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFrozenRoutersTerminatorIsReplacedOnAnotherRouter() throws Exception {
        OverlaySession session = openWatched(network.identity("thaws"));
        Listener listener = hostOnTwo(session);
        Set<String> before = routersHosting("thaws");
        String victim = before.iterator().next();
        String spare = theOther(before);
        network.freeze(victim);
        await().atMost(SOON.plus(SOON)).until(() -> routersHosting("thaws").contains(spare));

        network.thaw(victim);
        await().atMost(SOON).until(() -> listener.terminators() == 2);
        Link link = opened(dial("calls-thawed", "thaws"));
        assertEchoes(link, opened(listener.accept()));
    }

    @Test
    void afterAllRoutersWereRestartedItHostsOnAllOfThemAgain() throws Exception {
        OverlaySession session = openWatched(network.identity("lost-all"));
        Listener listener = host(session, 3);
        network.routers().forEach(network::kill);
        await().atMost(SOON).until(() -> session.status().state() == OverlayStatus.State.DEGRADED);
        assertEquals(0, listener.terminators());

        network.restore();
        await().atMost(SOON).until(() -> listener.terminators() == 3);
        awaitSentence("Online on 3 routers", session);
    }

    // ---- the controller

    @Test
    void aTalkOutlivesTheControllerAndHostingNeedsNoNewTerminators() throws Exception {
        OverlaySession session = openWatched(network.identity("outlives"));
        Listener listener = host(session, 3);
        Link link = opened(dial("calls-on", "outlives"));
        Link incoming = opened(listener.accept());
        Set<String> terminators = terminatorIds("outlives");

        network.killController();
        assertEchoes(link, incoming);
        awaitTrouble(session);
        assertEquals(3, listener.terminators());

        network.restore();
        assertEchoes(link, incoming);
        await().atMost(SOON).until(() -> session.status().state() == OverlayStatus.State.ONLINE);
        assertEquals(3, listener.terminators());
        assertEquals(terminators, terminatorIds("outlives"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aTalkOutlivesAControllerThatHangs() throws Exception {
        OverlaySession session = openWatched(network.identity("waits"));
        Listener listener = host(session, 3);
        Link link = opened(dial("calls-while", "waits"));
        Link incoming = opened(listener.accept());

        network.freeze(network.controllers().getFirst());
        assertEchoes(link, incoming);
        awaitTrouble(session);
        assertEquals(3, listener.terminators());

        network.restore();
        await().atMost(SOON).until(() -> session.status().state() == OverlayStatus.State.ONLINE);
        assertEchoes(link, incoming);
        assertEchoes(opened(dial("calls-later", "waits")), opened(listener.accept()));
    }

    // ---- what an administrator can do

    @Test
    void whoseLogInIsDeletedIsBackByThemselves() throws Exception {
        LabIdentity identity = network.identity("logged-out");
        OverlaySession session = openWatched(identity);
        Listener listener = host(session, 3);
        Set<String> before = terminatorIds("logged-out");
        deleteAll("api-session", "api-sessions", identity, _ -> true);

        await().atMost(NEXT_LOGIN)
                .until(() -> listener.terminators() == 3 && isOtherThan(before, terminatorIds("logged-out")));
        assertEchoes(opened(dial("calls-back", "logged-out")), opened(listener.accept()));
    }

    @Test
    void whoseBindSessionIsDeletedHostsWithANewOne() throws Exception {
        LabIdentity identity = network.identity("unbound");
        OverlaySession session = openWatched(identity);
        Listener listener = host(session, 3);
        Link link = opened(dial("calls-unbound", "unbound"));
        Link incoming = opened(listener.accept());
        Set<String> before = terminatorIds("unbound");
        deleteAll(
                "session",
                "sessions",
                identity,
                row -> row.path("type").asString("").equals("Bind"));

        await().atMost(NEXT_LOGIN)
                .until(() -> listener.terminators() == 3 && isOtherThan(before, terminatorIds("unbound")));
        assertEchoes(link, incoming);
        assertEchoes(opened(dial("calls-unbound-again", "unbound")), opened(listener.accept()));
    }

    @Test
    void aServiceThatIsDeletedAndMadeAgainIsHostedUnderItsNewId() throws Exception {
        String name = "made-again";
        try (Management management = network.logIn()) {
            String first = management.create(EntityKind.SERVICE, serviceLike(management, name));
            OverlaySession session = openWatched(network.identity("host-of-made-again"));
            Listener listener = opened(session.host(name, HostOptions.DEFAULT));
            await().atMost(SOON).until(() -> listener.terminators() == 3);

            management.delete(EntityKind.SERVICE, first);
            await().atMost(NEXT_LOGIN)
                    .until(() -> session.status().reason().equals(Optional.of(Reason.SERVICE_MISSING)));
            String second = management.create(EntityKind.SERVICE, serviceLike(management, name));
            await().atMost(NEXT_LOGIN).until(() -> listener.terminators() == 3);
            assertEquals(3, management.terminators(second).size());
            management.delete(EntityKind.SERVICE, second);
        }
    }

    @Test
    void aDisabledIdentityIsToldSoAndIsBackWhenItIsEnabled() throws Exception {
        LabIdentity identity = network.identity("disabled-while-online");
        OverlaySession session = openWatched(identity);
        Listener listener = host(session, 3);
        network.disableIdentity(identity);
        await().atMost(NEXT_LOGIN).until(() -> session.status().state() == OverlayStatus.State.REJECTED);

        network.enableIdentity(identity);
        await().atMost(NEXT_LOGIN)
                .until(() -> listener.terminators() == 3 && session.status().state() == OverlayStatus.State.ONLINE);
    }

    @Test
    void aNameThatIsGivenBackIsHostedByItsOwner() throws Exception {
        OverlaySession squatter = open(network.identity("squats"));
        Listener squatting =
                squatter.host(LabNetwork.SERVICE, new HostOptions(Optional.of("owner"), 3, Duration.ofSeconds(30)));
        await().atMost(SOON).until(() -> squatting.terminators() == 3);
        OverlaySession owner = openWatched(network.identity("owner"));
        Listener listener = opened(owner.host(LabNetwork.SERVICE, HostOptions.DEFAULT));
        await().atMost(SOON).until(() -> owner.status().reason().equals(Optional.of(Reason.NAME_IN_USE)));

        squatting.close();
        await().atMost(NEXT_LOGIN).until(() -> listener.terminators() == 3);
    }

    // ---- helpers

    private OverlaySession openWatched(LabIdentity identity) throws LinkException {
        return opened(new ZitiOverlay("test").open(new Credentials.IdentityFile(identity.file()), statuses::add));
    }

    private List<String> sentences() {
        return statuses.stream().map(OverlayStatus::sentence).toList();
    }

    /** The status is told a moment after the listener knows. */
    private static void awaitSentence(String sentence, OverlaySession session) {
        await().atMost(AT_ONCE).until(() -> session.status().sentence(), sentence::equals);
    }

    private Listener hostOnTwo(OverlaySession session) {
        Listener listener = opened(session.host(LabNetwork.SERVICE, ON_TWO));
        await().atMost(SOON).until(() -> listener.terminators() == 2);
        return listener;
    }

    private String theOther(Set<String> two) {
        return network.routers().stream()
                .filter(router -> !two.contains(router))
                .findFirst()
                .orElseThrow();
    }

    private Link dial(String caller, String callee) throws Exception {
        return open(network.identity(caller))
                .dial(LabNetwork.SERVICE, DialOptions.to(new PeerId(callee), "hi".getBytes(UTF_8)));
    }

    private static void assertEchoes(Link link, Link incoming) throws Exception {
        byte[] sent = "still there?".getBytes(UTF_8);
        link.write(sent, 0, sent.length);
        assertEquals("still there?", read(incoming, sent.length));
        incoming.write(sent, 0, sent.length);
        assertEquals("still there?", read(link, sent.length));
    }

    private static String read(Link link, int length) throws Exception {
        byte[] bytes = new byte[length];
        int count = 0;
        while (count < length) {
            int more = link.read(bytes, count, length - count);
            assertTrue(more > 0, "the link has ended");
            count += more;
        }
        return new String(bytes, UTF_8);
    }

    /** Asks for the list of people until the status says what the answer to that says. */
    private static void awaitTrouble(OverlaySession session) {
        await().atMost(NEXT_LOGIN).pollInterval(Duration.ofSeconds(1)).until(() -> {
            try {
                session.terminators(LabNetwork.SERVICE);
            } catch (LinkException e) {
                // as expected
            }
            return session.status().state() == OverlayStatus.State.DEGRADED
                    && session.status().sentence().contains("talking goes on");
        });
    }

    private Set<String> terminatorIds(String name) throws Exception {
        return terminatorsOf(name).map(LabTerminator::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> routersHosting(String name) throws Exception {
        return terminatorsOf(name).map(LabTerminator::router).collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<LabTerminator> terminatorsOf(String name) throws Exception {
        return network.terminators(LabNetwork.SERVICE).stream()
                .filter(t -> t.instance().equals(name));
    }

    private static boolean isOtherThan(Set<String> before, Set<String> now) {
        Set<String> common = new HashSet<>(before);
        common.retainAll(now);
        return common.isEmpty() && now.size() == before.size();
    }

    private void deleteAll(String entity, String entities, LabIdentity of, Predicate<JsonNode> which) throws Exception {
        JsonNode rows = JsonMapper.shared()
                .readTree(network.administer("edge", "list", entities, "limit none", "-j"))
                .path("data");
        List<String> ids = rows.valueStream()
                .filter(row -> row.path("identityId").asString("").equals(of.id()) && which.test(row))
                .map(row -> row.path("id").asString())
                .toList();
        assertFalse(ids.isEmpty(), () -> "no " + entity + " among " + rows);
        for (String id : ids) {
            network.administer("edge", "delete", entity, id);
        }
    }

    private static ServiceEntity serviceLike(Management management, String name) throws Exception {
        ServiceEntity chat = management
                .findByName(EntityKind.SERVICE, List.of(LabNetwork.SERVICE))
                .getFirst();
        return new ServiceEntity("", name, chat.roleAttributes(), true, Map.of());
    }
}

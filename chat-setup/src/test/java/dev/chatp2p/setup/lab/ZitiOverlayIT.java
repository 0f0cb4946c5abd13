package dev.chatp2p.setup.lab;

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
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Ziti adapter on a real network: hosting, the Go SDK as the other side, and everything a network can refuse. */
@RealNetwork
@Timeout(420)
class ZitiOverlayIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    /** How long a listener is watched; CI sets {@code PT5M}. Routers inspect a terminator 10 to 30 s after the bind. */
    private static final Duration WATCHED = Duration.parse(System.getProperty("chat.watch", "PT40S"));

    private final LabNetwork network;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    ZitiOverlayIT(LabNetwork network) {
        this.network = network;
    }

    @AfterEach
    void closeEverything() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void aHostHasATerminatorOnEachOfThreeRoutersAndKeepsThem() throws Exception {
        OverlaySession session = open(network.identity("keeps-hosting"));
        Listener listener = host(session, 3);

        await().atMost(WATCHED.plus(SOON))
                .during(WATCHED)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> listener.terminators() == 3
                        && routersHosting("keeps-hosting").size() == 3);
        assertEquals(new TreeSet<>(network.routers()), routersHosting("keeps-hosting"));
        assertEquals("Online on 3 routers", session.status().sentence());
    }

    @Test
    void theNameIsGoneFromTheListAsSoonAsHostingEnds() throws Exception {
        OverlaySession session = open(network.identity("stops-hosting"));
        Listener listener = host(session, 3);
        assertEquals(3, routersHosting("stops-hosting").size());
        listener.close();
        await().atMost(SOON).until(() -> routersHosting("stops-hosting").isEmpty());
    }

    @Test
    void aTerminatorIsBackAfterItsRouterWasKilledAndRestarted() throws Exception {
        OverlaySession session = open(network.identity("survivor"));
        Listener listener = host(session, 3);
        network.killRouter("router-2");
        await().atMost(SOON).until(() -> listener.terminators() == 2);
        assertEquals(OverlayStatus.State.ONLINE, session.status().state());
        network.startRouter("router-2");
        await().atMost(Duration.ofSeconds(90)).until(() -> listener.terminators() == 3);
    }

    @Test
    void weCallAGoPeer(GoPeers peers) throws Exception {
        GoPeer callee = peers.host(network.identity("go-callee"));
        OverlaySession session = open(network.identity("java-caller"));
        Link link = dial(session, "go-callee");

        GoPeer.Event incoming = callee.await("INCOMING");
        assertEquals("java-caller", incoming.field(1));
        assertEquals("hi there", incoming.field(2));

        write(link, "Grüß dich 👋\n");
        callee.awaitLine("Grüß dich 👋");
        callee.say("Hello!");
        assertEquals("Hello!\n", read(link, 7));
        link.closeOutput();
        callee.await("CLOSED");
    }

    @Test
    void aGoPeerCallsUs(GoPeers peers) throws Exception {
        OverlaySession session = open(network.identity("java-callee"));
        Listener listener = host(session, 3);
        GoPeer caller = peers.dial(network.identity("go-caller"), "java-callee", "are you there?");

        Link link = listener.accept();
        opened.push(link);
        assertEquals(new PeerId("go-caller"), link.peer());
        assertFalse(link.peerVouched(), "routers before 2.0 do not vouch for the caller");
        assertEquals("are you there?", new String(link.appData(), UTF_8));
        caller.await("CONNECTED");
        caller.say("Hello!");
        assertEquals("Hello!\n", read(link, 7));
        write(link, "Hi!\n");
        caller.awaitLine("Hi!");
        link.close();
        caller.await("CLOSED");
    }

    // ---- what a network can refuse

    @Test
    void aPeerThatIsNotThereIsOffline() throws Exception {
        LinkException e = refused(network.identity("caller"), "nobody");
        assertEquals(Reason.PEER_OFFLINE, e.reason());
        assertEquals("“nobody” is not online.", e.sentence());
    }

    @Test
    void withoutDialPermissionNobodyCanBeCalled() throws Exception {
        LabIdentity identity = network.createIdentity("bind-only-java", LabAccess.BIND_ONLY, LabKey.EC);
        assertEquals(Reason.NOT_ALLOWED, refused(identity, "nobody").reason());
    }

    @Test
    void withoutBindPermissionTheStatusSaysSo() throws Exception {
        LabIdentity identity = network.createIdentity("dial-only-java", LabAccess.DIAL_ONLY, LabKey.EC);
        assertStatusOfHost(identity, LabNetwork.SERVICE, OverlayStatus.State.DEGRADED, Reason.NOT_ALLOWED);
    }

    @Test
    void aServiceOneMayNotSeeIsMissing() throws Exception {
        LabIdentity identity = network.createIdentity("no-service-java", LabAccess.NO_SERVICE, LabKey.EC);
        assertEquals(Reason.SERVICE_MISSING, refused(identity, "nobody").reason());
    }

    @Test
    void aServiceWithoutRoutersSaysSo() throws Exception {
        assertStatusOfHost(
                network.createIdentity("no-routers-java", LabAccess.NO_ROUTER, LabKey.EC),
                LabNetwork.SERVICE_WITHOUT_ROUTERS,
                OverlayStatus.State.DEGRADED,
                Reason.NO_ROUTER);
    }

    @Test
    void aDeletedIdentityIsRefusedAtLogIn() throws Exception {
        LabIdentity identity = network.createIdentity("deleted-java", LabAccess.CHAT, LabKey.EC);
        network.deleteIdentity(identity);
        OverlaySession session = open(identity);
        await().atMost(SOON).until(() -> session.status().reason().equals(Optional.of(Reason.LOGIN_REFUSED)));
        assertEquals(OverlayStatus.State.REJECTED, session.status().state());
    }

    @Test
    void aNameThatAnotherIdentityHoldsIsSaidSo() throws Exception {
        OverlaySession squatter = open(network.identity("squatter"));
        Listener squatting =
                squatter.host(LabNetwork.SERVICE, new HostOptions(Optional.of("victim"), 3, Duration.ofSeconds(30)));
        await().atMost(SOON).until(() -> squatting.terminators() == 3);
        assertStatusOfHost(
                network.identity("victim"), LabNetwork.SERVICE, OverlayStatus.State.DEGRADED, Reason.NAME_IN_USE);
    }

    // ---- helpers

    private void assertStatusOfHost(LabIdentity identity, String service, OverlayStatus.State state, Reason reason)
            throws Exception {
        OverlaySession session = open(identity);
        session.host(service, HostOptions.DEFAULT);
        await().atMost(SOON).until(() -> session.status().reason().equals(Optional.of(reason)));
        assertEquals(state, session.status().state());
        assertTrue(session.status().sentence().endsWith("."));
    }

    private LinkException refused(LabIdentity identity, String peer) throws Exception {
        OverlaySession session = open(identity);
        return assertThrows(LinkException.class, () -> dial(session, peer));
    }

    private OverlaySession open(LabIdentity identity) throws LinkException {
        OverlaySession session =
                new ZitiOverlay("test").open(new Credentials.IdentityFile(identity.file()), status -> {});
        opened.push(session);
        return session;
    }

    private Listener host(OverlaySession session, int terminators) {
        Listener listener = session.host(LabNetwork.SERVICE, HostOptions.DEFAULT);
        await().atMost(SOON).until(() -> listener.terminators() == terminators);
        return listener;
    }

    private Link dial(OverlaySession session, String peer) throws LinkException, InterruptedException {
        Link link = session.dial(
                LabNetwork.SERVICE,
                new DialOptions(new PeerId(peer), Duration.ofSeconds(20), "hi there".getBytes(UTF_8)));
        opened.push(link);
        return link;
    }

    private Set<String> routersHosting(String name) throws Exception {
        return network.terminators(LabNetwork.SERVICE).stream()
                .filter(t -> t.instance().equals(name))
                .map(LabTerminator::router)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void write(Link link, String text) throws Exception {
        byte[] bytes = text.getBytes(UTF_8);
        link.write(bytes, 0, bytes.length);
    }

    private static String read(Link link, int length) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[length];
        while (all.size() < length) {
            int n = link.read(buffer, 0, length - all.size());
            if (n < 0) {
                break;
            }
            all.write(buffer, 0, n);
        }
        return all.toString(UTF_8);
    }
}

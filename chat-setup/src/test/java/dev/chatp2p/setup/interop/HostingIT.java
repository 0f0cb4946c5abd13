package dev.chatp2p.setup.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.setup.lab.LabAccess;
import dev.chatp2p.setup.lab.LabIdentity;
import dev.chatp2p.setup.lab.LabKey;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.LabTerminator;
import dev.chatp2p.setup.lab.RealNetwork;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosting through our Ziti client on a real network: as the controller sees it, over time, and when it is refused. */
@RealNetwork
@Timeout(420)
class HostingIT extends InteropTestBase {

    /** How long a listener is watched; CI sets {@code PT5M}. Routers inspect a terminator 10 to 30 s after the bind. */
    private static final Duration WATCHED = Duration.parse(System.getProperty("chat.watch", "PT40S"));

    HostingIT(LabNetwork network) {
        super(network);
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

    // ---- what a network can refuse

    @Test
    void withoutBindPermissionTheStatusSaysSo() throws Exception {
        LabIdentity identity = network.createIdentity("dial-only-java", LabAccess.DIAL_ONLY, LabKey.EC);
        assertStatusOfHost(identity, LabNetwork.SERVICE, OverlayStatus.State.DEGRADED, Reason.NOT_ALLOWED);
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

    private Set<String> routersHosting(String name) throws Exception {
        return network.terminators(LabNetwork.SERVICE).stream()
                .filter(t -> t.instance().equals(name))
                .map(LabTerminator::router)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

package dev.chatp2p.setup.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RealNetwork
@Timeout(120)
class LabNetworkIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final LabNetwork network;

    LabNetworkIT(LabNetwork network) {
        this.network = network;
    }

    @Test
    void threeRoutersAreOnline() throws Exception {
        assertEquals(Set.of("router-1", "router-2", "router-3"), network.routersOnline());
        assertEquals(List.of("router-1", "router-2", "router-3"), network.routers());
    }

    @ParameterizedTest
    @CsvSource({"EC, BEGIN PRIVATE KEY", "GO_EC, BEGIN EC PRIVATE KEY", "RSA, BEGIN RSA PRIVATE KEY"})
    void goPeersAcceptIdentitiesHoweverTheyWereEnrolled(LabKey key, String header, GoPeers peers) throws Exception {
        LabIdentity identity = network.createIdentity("“" + key + "” \"key\" 🔑", LabAccess.CHAT, key);
        assertTrue(Files.readString(identity.file()).contains(header), "private key");
        peers.start(identity, "host", "--echo").await("BOUND");
    }

    @Test
    void aGoPeerHostsOnThreeRoutersUnderItsName(GoPeers peers) throws Exception {
        peers.host(network.identity("hosting-on-three"));

        await().atMost(SOON).until(() -> routersHosting("hosting-on-three").size() == 3);
        assertEquals(new TreeSet<>(network.routers()), routersHosting("hosting-on-three"));
    }

    @Test
    void twoGoPeersTalkInBothDirectionsAndTheCalleeSeesNameAndGreeting(GoPeers peers) throws Exception {
        GoPeer callee = peers.host(network.identity("callee"));
        GoPeer caller = peers.dial(network.identity("caller"), "callee", "hi there");

        caller.await("CONNECTED");
        GoPeer.Event incoming = callee.await("INCOMING");
        assertEquals("caller", incoming.field(1));
        assertEquals("hi there", incoming.field(2));

        caller.say("Hello!");
        callee.awaitLine("Hello!");
        callee.say("Grüß dich 👋");
        caller.awaitLine("Grüß dich 👋");

        caller.endInput();
        callee.await("CLOSED");
        caller.await("CLOSED");
    }

    @Test
    void aPeerThatIsNotThereCannotBeDialed(GoPeers peers) throws Exception {
        GoPeer caller = peers.dial(network.identity("caller"), "nobody", "hi there");

        assertTrue(caller.await("FAILED").field(0).contains("no terminators"));
    }

    @Test
    void identitiesWithLessThanFullAccessAreRefused(GoPeers peers) throws Exception {
        LabIdentity dialOnly = network.createIdentity("dial-only", LabAccess.DIAL_ONLY, LabKey.EC);
        LabIdentity bindOnly = network.createIdentity("bind-only", LabAccess.BIND_ONLY, LabKey.EC);
        LabIdentity noService = network.createIdentity("no-service", LabAccess.NO_SERVICE, LabKey.EC);
        LabIdentity noRouter = network.createIdentity("no-router", LabAccess.NO_ROUTER, LabKey.EC);
        peers.echo(bindOnly);

        peers.dial(dialOnly, "bind-only", "hi").await("CONNECTED");
        peers.start(dialOnly, "host", "--echo", "--timeout=3s").await("FAILED");
        peers.start(bindOnly, "dial", "bind-only", "--timeout=3s").await("FAILED");
        peers.start(noService, "dial", "bind-only", "--timeout=3s").await("FAILED");
        peers.start(noRouter, "dial", "bind-only", "--timeout=3s").await("FAILED");
    }

    @Test
    void disabledAndDeletedIdentitiesAreRefusedAndEnabledOnesAreNot(GoPeers peers) throws Exception {
        peers.echo(network.identity("callee"));
        LabIdentity disabled = network.identity("disabled");
        network.disableIdentity(disabled);
        LabIdentity deleted = network.identity("deleted");
        network.deleteIdentity(deleted);

        peers.dial(disabled, "callee", "hi").await("FAILED");
        peers.dial(deleted, "callee", "hi").await("FAILED");

        network.enableIdentity(disabled);
        peers.dial(disabled, "callee", "hi").await("CONNECTED");
    }

    @Test
    void aKilledRouterGoesOfflineAndComesBack() throws Exception {
        network.killRouter("router-2");
        await().atMost(SOON).until(() -> !network.routersOnline().contains("router-2"));

        network.startRouter("router-2");
        assertTrue(network.routersOnline().contains("router-2"));
    }

    @Test
    void theControllerComesBackWithEverythingItKnew() throws Exception {
        LabIdentity before = network.identity("before-the-restart");

        network.killController();
        network.restore();

        assertEquals(Set.copyOf(network.routers()), network.routersOnline());
        assertThrows(
                LabException.class, () -> network.createIdentity(before.name(), LabAccess.CHAT, LabKey.EC), "known");
    }

    @Test
    void benchAnswersEachCommandWithOneLineOfJson(GoPeers peers) throws Exception {
        peers.echo(network.identity("echo"));
        GoPeer bench = peers.start(network.identity("caller"), "bench");
        Map<String, String> figures = Map.of(
                "rtt echo 10 20", "p50Micros",
                "dials echo 1 2", "p99Micros",
                "stream echo 1", "mbs",
                "crowd echo 3 1 2", "linesPerSecond");

        for (Map.Entry<String, String> figure : figures.entrySet()) {
            bench.say(figure.getKey());
            String result = bench.awaitMeasurement(SOON);
            assertTrue(result.contains("\"" + figure.getValue() + "\""), result);
        }
    }

    @Test
    void nothingIsLeftRunningAfterClose(ZitiBinary ziti, GoPeerBinary goPeer) throws Exception {
        LabNetwork own;
        List<ProcessHandle> processes;
        try (LabNetwork small = LabNetwork.start(ziti, 1, _ -> {})) {
            own = small;
            new GoPeers(goPeer, small).host(small.identity("left-behind"));
            processes = small.processes();
            assertEquals(3, processes.size(), "controller, router and Go peer");
            assertTrue(processes.stream().allMatch(ProcessHandle::isAlive));
        }

        assertFalse(processes.stream().anyMatch(ProcessHandle::isAlive));
        assertTrue(own.processes().isEmpty());
        assertFalse(Files.exists(own.folder()));
    }

    private Set<String> routersHosting(String name) throws LabException, InterruptedException {
        Set<String> routers = new TreeSet<>();
        for (LabTerminator terminator : network.terminators(LabNetwork.SERVICE)) {
            if (terminator.instance().equals(name)) {
                routers.add(terminator.router());
            }
        }
        return routers;
    }
}

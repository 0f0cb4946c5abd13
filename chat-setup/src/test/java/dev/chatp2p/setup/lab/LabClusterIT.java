package dev.chatp2p.setup.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three controllers that keep one network, and our client on it. */
@RealNetwork
@Timeout(240)
class LabClusterIT {
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final PeerId BOB = new PeerId("bob");

    @Test
    void whenAControllerDiesTheOthersServeOurClientAndItComesBack(ZitiBinary ziti) throws Exception {
        try (LabNetwork cluster = LabNetwork.startCluster(ziti, 3, 2, _ -> {})) {
            assertEquals(List.of("controller-1", "controller-2", "controller-3"), cluster.controllers());
            try (OverlaySession alice = open(cluster.identity("alice"));
                    OverlaySession bob = open(cluster.identity("bob"));
                    Listener listener = bob.host(LabNetwork.SERVICE, HostOptions.DEFAULT)) {
                await().atMost(SOON).until(() -> listener.terminators() == 2);
                try (Link link = dial(alice);
                        Link incoming = listener.accept()) {
                    assertArrives(link, incoming);

                    cluster.kill("controller-1"); // the one that has enrolled them, and the only one in their files
                    assertArrives(link, incoming);
                    await().atMost(SOON).until(() -> listed(alice) == 2);
                    assertEquals(OverlayStatus.State.ONLINE, alice.status().state());
                    assertArrives(link, incoming);
                    assertEquals(2, listener.terminators());
                }
                try (Link link = dial(alice);
                        Link incoming = listener.accept()) {
                    assertArrives(link, incoming);
                }
                cluster.restore();
                assertEquals(Set.copyOf(cluster.routers()), cluster.routersOnline());
                assertEquals(2, listener.terminators());
            }
        }
    }

    private static OverlaySession open(LabIdentity identity) throws LinkException {
        return new ZitiOverlay("test").open(new Credentials.IdentityFile(identity.file()), _ -> {});
    }

    private static Link dial(OverlaySession caller) throws Exception {
        return caller.dial(LabNetwork.SERVICE, DialOptions.to(BOB, "hi".getBytes(UTF_8)));
    }

    private static long listed(OverlaySession session) throws InterruptedException {
        try {
            return session.terminators(LabNetwork.SERVICE).stream()
                    .filter(t -> t.peer().equals(BOB))
                    .count();
        } catch (LinkException e) {
            return 0;
        }
    }

    private static void assertArrives(Link from, Link to) throws Exception {
        byte[] sent = "there?".getBytes(UTF_8);
        from.write(sent, 0, sent.length);
        byte[] came = new byte[sent.length];
        int count = 0;
        while (count < came.length) {
            count += to.read(came, count, came.length - count);
        }
        assertEquals("there?", new String(came, UTF_8));
    }
}

package dev.chatp2p.core.overlay.memory;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlayContract;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.OverlayStatus.State;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryOverlayTest extends OverlayContract {

    private static final PeerId SILENT = new PeerId("silent");

    private final MemoryOverlay network = new MemoryOverlay();

    @Override
    protected OverlaySession open(String name) throws LinkException {
        return network.open(new Credentials.Name(new PeerId(name)), status -> {});
    }

    @Override
    protected boolean vouchesForCallers() {
        return true;
    }

    @Override
    protected boolean arrangeUnnamedTerminator() {
        network.addStaleTerminator(service(), "", "router-1");
        return true;
    }

    @Override
    protected Optional<PeerId> arrangeSilentPeer() {
        network.stall(SILENT);
        return Optional.of(SILENT);
    }

    @Test
    void anUnpluggedPeerLosesItsLinksAndIsOffline() throws Exception {
        OverlaySession alice = session("alice");
        OverlaySession bob = session("bob");
        Listener listener = host(bob, HostOptions.DEFAULT);
        Link callers = dial(alice, name(bob));
        Link callees = listener.accept();
        network.unplug(name(bob));
        assertEquals(Reason.LOST, readFailure(callers));
        assertEquals(Reason.LOST, readFailure(callees));
        assertEquals(
                Reason.PEER_OFFLINE,
                assertThrows(LinkException.class, () -> dial(alice, name(bob))).reason());
        assertEquals(
                Reason.CONTROLLER_UNREACHABLE,
                assertThrows(LinkException.class, () -> bob.terminators(service()))
                        .reason());
        network.plugIn(name(bob));
        await().until(() -> listener.terminators() == 3);
        dial(alice, name(bob));
    }

    @Test
    void aSessionTellsThroughWhichRoutersItCanBeReached() throws Exception {
        OverlaySession bob = session("bob");
        assertEquals(3, bob.routers().size());
        host(bob, new HostOptions(Optional.empty(), 2, Duration.ofMinutes(1)));
        await().until(() -> bob.routers().stream()
                        .filter(router -> router.connected() && router.hosting())
                        .count()
                == 2);
        network.unplug(name(bob));
        await().until(() ->
                bob.routers().stream().noneMatch(router -> router.connected() || router.hosting()));
    }

    @Test
    void dialsBeyondTheBacklogAreRefused() throws Exception {
        OverlaySession alice = session("alice");
        OverlaySession bob = session("bob");
        host(bob, HostOptions.DEFAULT);
        for (int i = 0; i < MemoryListener.MAX_BACKLOG; i++) {
            dial(alice, name(bob));
        }
        LinkException refused = assertThrows(LinkException.class, () -> dial(alice, name(bob)));
        assertEquals(Reason.REJECTED, refused.reason());
    }

    @Test
    void whoSignsOnAndHostsIsConnectingAndThenOnline() throws Exception {
        List<OverlayStatus> told = new CopyOnWriteArrayList<>();
        CountDownLatch hosting = new CountDownLatch(1);
        OverlaySession alice = network.open(new Credentials.Name(new PeerId("alice")), status -> {
            told.add(status);
            awaitUninterrupted(hosting);
        });
        alice.host(service(), HostOptions.DEFAULT);
        hosting.countDown();
        await().until(() -> told.getLast().terminators() == 3);
        assertEquals(
                List.of(State.CONNECTING, State.ONLINE),
                told.stream().map(OverlayStatus::state).toList());
        alice.close();
    }

    @Test
    void whoIsPluggedInAgainIsNeverToldThatItsNameIsInUse() throws Exception {
        List<OverlayStatus> told = new CopyOnWriteArrayList<>();
        PeerId name = new PeerId("alice");
        OverlaySession alice = network.open(new Credentials.Name(name), told::add);
        alice.host(service(), HostOptions.DEFAULT);
        for (int i = 0; i < 200; i++) {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> alice.status().terminators() == 3);
            network.unplug(name);
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> alice.status().state() == State.OFFLINE);
            network.plugIn(name);
        }
        assertEquals(
                List.of(),
                told.stream().filter(status -> status.state() == State.DEGRADED).toList());
        alice.close();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Reason readFailure(Link link) {
        return assertThrows(LinkException.class, () -> link.read(new byte[1], 0, 1))
                .reason();
    }
}

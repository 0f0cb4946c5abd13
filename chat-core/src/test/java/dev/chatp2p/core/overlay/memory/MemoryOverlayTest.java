package dev.chatp2p.core.overlay.memory;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlayContract;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryOverlayTest extends OverlayContract {

    private static final PeerId SILENT = new PeerId("silent");

    private final MemoryOverlay network = new MemoryOverlay();

    @Override
    protected OverlaySession open(String name) throws LinkException {
        return network.open(new Credentials.Name(new PeerId(name)), status -> {});
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

    private static Reason readFailure(Link link) {
        return assertThrows(LinkException.class, () -> link.read(new byte[1], 0, 1))
                .reason();
    }
}

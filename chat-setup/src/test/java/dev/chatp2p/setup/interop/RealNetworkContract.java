package dev.chatp2p.setup.interop;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.OverlayContract;
import dev.chatp2p.core.overlay.OverlayEvents;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.setup.lab.GoPeers;
import dev.chatp2p.setup.lab.LabNetwork;
import java.time.Duration;
import java.util.Optional;

/** The overlay contract on a real network, where Go peers are whoever has to be odd. */
abstract class RealNetworkContract extends OverlayContract {

    private final Overlay overlay;
    private final LabNetwork network;
    private final GoPeers peers;

    RealNetworkContract(Overlay overlay, LabNetwork network, GoPeers peers) {
        this.overlay = overlay;
        this.network = network;
        this.peers = peers;
    }

    @Override
    protected OverlaySession open(String name) throws Exception {
        return open(name, _ -> {});
    }

    OverlaySession open(String name, OverlayEvents events) throws Exception {
        return overlay.open(
                new Credentials.IdentityFile(
                        network.identity(identityName(name)).file()),
                events);
    }

    /** The name of the identity that a test calls by that name. */
    String identityName(String name) {
        return "contract-" + name;
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(40);
    }

    @Override
    protected boolean arrangeUnnamedTerminator() throws Exception {
        peers.start(network.identity("go-unnamed"), "host", "--echo", "--unnamed")
                .await("BOUND");
        return true;
    }

    @Override
    protected Optional<PeerId> arrangeSilentPeer() throws Exception {
        peers.start(network.identity("go-silent"), "host", "--silent").await("BOUND");
        return Optional.of(new PeerId("go-silent"));
    }

    /** Routers do not slow a sender down for us, and the SDK would for all links at once: up to 16 MiB a link are kept unread. */
    @Override
    protected boolean slowReaderHoldsUpItsWriter() {
        return false;
    }
}

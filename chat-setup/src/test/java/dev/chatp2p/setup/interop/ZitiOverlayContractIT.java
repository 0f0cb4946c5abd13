package dev.chatp2p.setup.interop;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.OverlayContract;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import dev.chatp2p.setup.lab.GoPeers;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import java.time.Duration;
import java.util.Optional;

/** The Ziti adapter keeps the overlay contract on a real network. */
@RealNetwork
class ZitiOverlayContractIT extends OverlayContract {
    private final LabNetwork network;
    private final GoPeers peers;

    ZitiOverlayContractIT(LabNetwork network, GoPeers peers) {
        this.network = network;
        this.peers = peers;
    }

    @Override
    protected OverlaySession open(String name) throws Exception {
        return new ZitiOverlay("test")
                .open(
                        new Credentials.IdentityFile(
                                network.identity("contract-" + name).file()),
                        _ -> {});
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

    /** Routers do not slow a sender down for us, so unread data is kept, up to 16 MiB a link. */
    @Override
    protected boolean slowReaderHoldsUpItsWriter() {
        return false;
    }
}

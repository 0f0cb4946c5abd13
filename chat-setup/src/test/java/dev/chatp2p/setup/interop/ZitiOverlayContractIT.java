package dev.chatp2p.setup.interop;

import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import dev.chatp2p.setup.lab.GoPeers;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;

/** The Ziti adapter keeps the overlay contract on a real network. */
@RealNetwork
class ZitiOverlayContractIT extends RealNetworkContract {

    ZitiOverlayContractIT(LabNetwork network, GoPeers peers) {
        super(new ZitiOverlay("test"), network, peers);
    }
}

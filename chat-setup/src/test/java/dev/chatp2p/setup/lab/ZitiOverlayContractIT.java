package dev.chatp2p.setup.lab;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.OverlayContract;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import java.time.Duration;

/** The Ziti adapter keeps the port's contract on a real network with three edge routers. */
@RealNetwork
class ZitiOverlayContractIT extends OverlayContract {

    private final LabNetwork network;

    ZitiOverlayContractIT(LabNetwork network) {
        this.network = network;
    }

    @Override
    protected OverlaySession open(String name) throws Exception {
        LabIdentity identity = network.identity("contract-" + name);
        return new ZitiOverlay("test").open(new Credentials.IdentityFile(identity.file()), status -> {});
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    /** Routers do not slow a sender down for us, so unread data is kept, up to 16 MiB a link. */
    @Override
    protected boolean slowReaderHoldsUpItsWriter() {
        return false;
    }
}

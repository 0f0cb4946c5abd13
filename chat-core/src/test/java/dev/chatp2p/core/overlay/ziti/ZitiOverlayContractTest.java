package dev.chatp2p.core.overlay.ziti;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.OverlayContract;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.ziti.client.FakeZitiNetwork;
import dev.chatp2p.ziti.router.ContentType;
import dev.chatp2p.ziti.router.FakeRouter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The Ziti adapter keeps the port's contract; against fake routers, so that nothing needs to be installed. */
class ZitiOverlayContractTest extends OverlayContract {

    @TempDir
    Path folder;

    private FakeZitiNetwork network;

    @BeforeEach
    void startNetwork() {
        network = new FakeZitiNetwork(folder, 3);
    }

    @AfterEach
    void stopNetwork() {
        network.close();
    }

    @Override
    protected OverlaySession open(String name) throws Exception {
        return new ZitiOverlay("test").open(new Credentials.IdentityFile(network.identityFile(name)), status -> {});
    }

    @Override
    protected Set<PeerId> arrangeManyTerminators() {
        Set<String> names = IntStream.range(0, 1200).mapToObj(i -> "many-" + i).collect(Collectors.toSet());
        names.forEach(name -> network.controller().addTerminator("s1", name, "r1"));
        return names.stream().map(PeerId::new).collect(Collectors.toSet());
    }

    @Override
    protected boolean arrangeUnnamedTerminator() {
        network.controller().addTerminator("s1", "", "r1");
        return true;
    }

    @Override
    protected Optional<PeerId> arrangeSilentPeer() {
        for (FakeRouter router : network.routers()) {
            router.ignore(ContentType.CONNECT);
        }
        return Optional.of(new PeerId("silent"));
    }

    /** Routers do not slow a sender down for us, so unread data is kept, up to 16 MiB a link (protocol notes, §12). */
    @Override
    protected boolean slowReaderHoldsUpItsWriter() {
        return false;
    }
}

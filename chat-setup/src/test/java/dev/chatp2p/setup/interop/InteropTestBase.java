package dev.chatp2p.setup.interop;

import static org.awaitility.Awaitility.await;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import dev.chatp2p.setup.lab.LabIdentity;
import dev.chatp2p.setup.lab.LabNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;

/** Our Ziti client on a real network; what a test opens is closed after it, the last first. */
abstract class InteropTestBase {
    static final Duration SOON = Duration.ofSeconds(30);

    final LabNetwork network;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    InteropTestBase(LabNetwork network) {
        this.network = network;
    }

    @AfterEach
    void closeEverything() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    OverlaySession open(LabIdentity identity) throws LinkException {
        return open(identity.file());
    }

    OverlaySession open(Path identity) throws LinkException {
        return open(new Credentials.IdentityFile(identity));
    }

    OverlaySession open(Credentials credentials) throws LinkException {
        return opened(new ZitiOverlay("test").open(credentials, _ -> {}));
    }

    /** Waits until it has so many terminators. */
    Listener host(OverlaySession session, int terminators) {
        Listener listener = opened(session.host(LabNetwork.SERVICE, HostOptions.DEFAULT));
        await().atMost(SOON).until(() -> listener.terminators() == terminators);
        return listener;
    }
}

package dev.chatp2p.core.overlay.ziti;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.ziti.client.FakeZitiNetwork;
import dev.chatp2p.ziti.router.FakeRouter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the Ziti adapter on a fake network with three routers; what they open is closed in reverse order. */
abstract class FakeNetworkTestBase {

    static final PeerId BOB = new PeerId("bob");

    @TempDir
    Path folder;

    FakeZitiNetwork network;
    final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @BeforeEach
    void startNetwork() {
        network = new FakeZitiNetwork(folder, 3);
        opened.push(network);
    }

    @AfterEach
    void closeEverything() throws Exception {
        network.routers().forEach(FakeRouter::thaw);
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    OverlaySession open(String name) throws Exception {
        OverlaySession session =
                new ZitiOverlay("test").open(new Credentials.IdentityFile(network.identityFile(name)), s -> {});
        opened.push(session);
        return session;
    }

    static void write(Link link, String text) throws LinkException, InterruptedException {
        byte[] bytes = text.getBytes(UTF_8);
        link.write(bytes, 0, bytes.length);
    }

    /** That many bytes, or fewer if the link ends before. */
    static String read(Link link, int length) throws LinkException, InterruptedException {
        byte[] buffer = new byte[length];
        int got = 0;
        while (got < length) {
            int n = link.read(buffer, got, length - got);
            if (n < 0) {
                break;
            }
            got += n;
        }
        return new String(buffer, 0, got, UTF_8);
    }
}

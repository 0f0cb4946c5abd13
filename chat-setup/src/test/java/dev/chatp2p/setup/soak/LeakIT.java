package dev.chatp2p.setup.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.ziti.HeldResources;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dials on a real network leave nothing behind; the larger numbers are run on a fake one, in chat-core. */
@RealNetwork
@Timeout(180)
class LeakIT {
    private static final int WARM_UP = 100;
    private static final int DIALS = 1_000;
    private static final int SESSIONS = 10;

    /** Less than a bare object with a few fields for each dial, and some room for the JVM's own. */
    private static final long HEAP_MARGIN = 256 << 10;

    private static final long DESCRIPTOR_MARGIN = 4;
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    private final LabNetwork network;

    LeakIT(LabNetwork network) {
        this.network = network;
    }

    @Test
    void aThousandDialsLeaveNothingBehind() throws Exception {
        try (OverlaySession caller = open("leak-caller");
                OverlaySession callee = open("leak-callee");
                Listener listener = callee.host(LabNetwork.SERVICE, HostOptions.DEFAULT)) {
            await().until(() -> listener.terminators() == network.routers().size());
            dialOften(WARM_UP, caller, listener);
            HeldResources before = HeldResources.now();

            dialOften(DIALS, caller, listener);

            assertNothingLeaked(before);
        }
    }

    @Test
    void sessionsThatWereOpenedAndClosedLeaveNothingBehind() throws Exception {
        network.identity("leak-comes-and-goes");
        comeAndGo(2);
        HeldResources before = HeldResources.now();

        comeAndGo(SESSIONS);

        assertNothingLeaked(before);
    }

    private void comeAndGo(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (OverlaySession session = open("leak-comes-and-goes");
                    Listener listener = session.host(LabNetwork.SERVICE, HostOptions.DEFAULT)) {
                await().until(() -> listener.terminators() > 0);
            }
        }
    }

    private OverlaySession open(String name) throws Exception {
        return new ZitiOverlay("test")
                .open(new Credentials.IdentityFile(network.identity(name).file()), _ -> {});
    }

    private static void dialOften(int times, OverlaySession caller, Listener listener) throws Exception {
        byte[] buffer = new byte[64];
        for (int i = 0; i < times; i++) {
            try (Link out = caller.dial(LabNetwork.SERVICE, DialOptions.to(new PeerId("leak-callee"), HELLO));
                    Link in = listener.accept()) {
                out.write(HELLO, 0, HELLO.length);
                assertTrue(in.read(buffer, 0, buffer.length) > 0);
            }
        }
    }

    private static void assertNothingLeaked(HeldResources before) {
        // What was closed last may still be on its way out.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertEquals(
                        List.of(), HeldResources.now().leakedSince(before, HEAP_MARGIN, DESCRIPTOR_MARGIN)));
    }
}

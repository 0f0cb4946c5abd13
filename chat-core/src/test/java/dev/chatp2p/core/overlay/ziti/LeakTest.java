package dev.chatp2p.core.overlay.ziti;

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
import dev.chatp2p.ziti.HeldResources;
import dev.chatp2p.ziti.client.FakeZitiNetwork;
import dev.chatp2p.ziti.router.FakeRouter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of circuits and hundreds of channels later, a client holds what it held before. */
@Timeout(300)
class LeakTest {
    /** Until caches and tables have their size. */
    private static final int WARM_UP = 500;

    private static final int DIALS = 10_000;
    private static final int RECONNECTS = 1_000;
    private static final int TERMINATORS = 10;
    /** A router that was lost is left alone for a second: with so many, there is always one to go to. */
    private static final int ROUTERS = 40;

    /** Less than a bare object with a few fields for each dial. */
    private static final long DIALS_HEAP = DIALS * 48L;

    /** Less than one TLS session for each channel. */
    private static final long RECONNECTS_HEAP = RECONNECTS * 512L;

    private static final long DESCRIPTORS = 4;
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    @TempDir
    Path folder;

    @Test
    void tenThousandDialsLeaveNothingBehind() throws Exception {
        try (FakeZitiNetwork network = new FakeZitiNetwork(folder, 1);
                OverlaySession alice = open(network, "alice");
                OverlaySession bob = open(network, "bob");
                Listener listener = bob.host(FakeZitiNetwork.SERVICE, HostOptions.DEFAULT)) {
            await().until(() -> listener.terminators() == 1);
            dialOften(WARM_UP, network, alice, listener);
            HeldResources before = HeldResources.now();

            dialOften(DIALS, network, alice, listener);

            assertNothingLeaked(before, DIALS_HEAP);
            await().until(() -> network.fabric().circuits() == 0); // the routers hear of the last ones a moment later
        }
    }

    @Test
    void aThousandLostChannelsLeaveNothingBehind() throws Exception {
        try (FakeZitiNetwork network = new FakeZitiNetwork(folder, ROUTERS);
                OverlaySession bob = open(network, "bob");
                Listener listener = bob.host(
                        FakeZitiNetwork.SERVICE,
                        new HostOptions(Optional.empty(), TERMINATORS, Duration.ofSeconds(10)))) {
            await().until(() -> listener.terminators() == TERMINATORS);
            loseChannels(WARM_UP, network, listener);
            HeldResources before = HeldResources.now();

            loseChannels(RECONNECTS, network, listener);

            assertNothingLeaked(before, RECONNECTS_HEAP);
        }
    }

    private static OverlaySession open(FakeZitiNetwork network, String name) throws Exception {
        return new ZitiOverlay("test").open(new Credentials.IdentityFile(network.identityFile(name)), _ -> {});
    }

    private static void dialOften(int times, FakeZitiNetwork network, OverlaySession caller, Listener listener)
            throws Exception {
        byte[] buffer = new byte[64];
        for (int i = 0; i < times; i++) {
            try (Link out = caller.dial(FakeZitiNetwork.SERVICE, DialOptions.to(new PeerId("bob"), HELLO));
                    Link in = listener.accept()) {
                out.write(HELLO, 0, HELLO.length);
                assertTrue(in.read(buffer, 0, buffer.length) > 0);
            }
            forget(network);
        }
    }

    private static void loseChannels(int times, FakeZitiNetwork network, Listener listener) {
        int next = 0;
        for (int lost = 0; lost < times; next++) {
            FakeRouter router = network.routers().get(next % ROUTERS);
            if (router.clients() == 0) {
                continue;
            }
            router.hangUp();
            lost++;
            await().pollInterval(Duration.ofMillis(1))
                    .until(() ->
                            network.fabric().hosted().size() == TERMINATORS && listener.terminators() == TERMINATORS);
            forget(network);
        }
    }

    /** The fake routers remember every frame. */
    private static void forget(FakeZitiNetwork network) {
        network.routers().forEach(router -> router.received().clear());
    }

    private static void assertNothingLeaked(HeldResources before, long heapMargin) {
        // What was closed last may still be on its way out.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertEquals(List.of(), HeldResources.now().leakedSince(before, heapMargin, DESCRIPTORS)));
    }
}

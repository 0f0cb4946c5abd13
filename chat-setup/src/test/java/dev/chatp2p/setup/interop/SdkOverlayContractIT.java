package dev.chatp2p.setup.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.sdk.SdkOverlay;
import dev.chatp2p.setup.interop.KnownLimits.Limit;
import dev.chatp2p.setup.lab.GoPeers;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The adapter of the official SDK keeps the overlay contract on a real network, but for the limits listed here. */
@RealNetwork
@Timeout(KnownLimits.ALL_ATTEMPTS)
class SdkOverlayContractIT extends RealNetworkContract implements KnownLimits.Repeatable {

    @RegisterExtension
    static final KnownLimits LIMITS = new KnownLimits(Map.of(
            "theCalleeSeesTheCallersNameAndAppData",
            new Limit(
                    "the SDK hands the caller's name to the host, but not what the caller sent along",
                    "array lengths differ"),
            "theChannelBindingIsTheSameAtBothEndsAndDifferentForEveryLink",
            new Limit("the SDK keeps the keys of a link to itself", "this network has no channel binding")));

    /** Less than the SDK keeps a listener. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final AtomicInteger ATTEMPTS = new AtomicInteger();

    private int attempt = ATTEMPTS.incrementAndGet();

    SdkOverlayContractIT(LabNetwork network, GoPeers peers) {
        super(new SdkOverlay(), network, peers);
    }

    /** Others in every attempt: what the SDK hosted in an earlier one it may still host, or host again, after its close. */
    @Override
    String identityName(String name) {
        return super.identityName(name) + "-" + attempt;
    }

    /** Of more, some would nearly always lose what arrives before the SDK has got round to registering them. */
    @Override
    protected int manyLinks() {
        return 20;
    }

    /** More would take so long on a busy machine that the network looks after the terminator meanwhile. */
    @Override
    protected int muchData() {
        return 1024 * 1024;
    }

    @Override
    public void startOver() throws Exception {
        closeEverything();
        attempt = ATTEMPTS.incrementAndGet();
    }

    @Test
    void itUsesOneRouterHoweverManyThereAre() throws Exception {
        OverlaySession alone = session("alone");
        Listener listener = host(alone, new HostOptions(Optional.empty(), 3, patience()));
        PeerId name = name(alone);
        // Not at once: the SDK may just have lost its router (see below) and be binding again. For longer than binding
        // on a second and a third router would take: one row that others are about to join proves nothing.
        await().atMost(patience()).during(SETTLED).until(() -> isHostedOnce(listener, alone, name));
    }

    private boolean isHostedOnce(Listener listener, OverlaySession session, PeerId name) throws Exception {
        int before = listener.terminators();
        long listed = session.terminators(service()).stream()
                .filter(row -> row.peer().equals(name))
                .count();
        int after = listener.terminators();
        assertTrue(Math.max(before, after) <= 1, "it hosts on more than one router");
        return before == 1 && listed == 1 && after == 1;
    }

    /** 5 to 15 s after a bind the controller has the router ask whether the terminator is still there; the SDK drops the router. */
    @Test
    void itLosesItsListenerWhenTheNetworkLooksAfterItAndBindsAgain() throws Exception {
        BlockingQueue<OverlayStatus> statuses = new LinkedBlockingQueue<>();
        try (OverlaySession bob = open("bob", statuses::add)) {
            bob.host(service(), HostOptions.DEFAULT);
            awaitStatus(statuses, status -> status.state() == OverlayStatus.State.ONLINE && status.terminators() == 1);
            awaitStatus(statuses, status -> status.reason().equals(Optional.of(Reason.LOST)));
            awaitStatus(statuses, status -> status.state() == OverlayStatus.State.ONLINE && status.terminators() == 1);
        }
    }

    private static void awaitStatus(BlockingQueue<OverlayStatus> statuses, Predicate<OverlayStatus> wanted)
            throws InterruptedException {
        OverlayStatus next;
        do {
            next = statuses.poll(60, TimeUnit.SECONDS);
            assertNotNull(next, "no such status came");
        } while (!wanted.test(next));
    }
}

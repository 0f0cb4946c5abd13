package dev.chatp2p.setup.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlayContract;
import dev.chatp2p.core.overlay.OverlayEvents;
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
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The adapter of the official SDK keeps the overlay contract on a real network, but for the limits listed here. */
@RealNetwork
class SdkOverlayContractIT extends OverlayContract implements KnownLimits.Repeatable {

    @RegisterExtension
    static final KnownLimits LIMITS = new KnownLimits(Map.of(
            "theCalleeSeesTheCallersNameAndAppData",
            new Limit(
                    "the SDK hands the caller's name to the host, but not what the caller sent along",
                    "array lengths differ"),
            "theChannelBindingIsTheSameAtBothEndsAndDifferentForEveryLink",
            new Limit("the SDK keeps the keys of a link to itself", "this network has no channel binding")));

    private final LabNetwork network;
    private final GoPeers peers;

    SdkOverlayContractIT(LabNetwork network, GoPeers peers) {
        this.network = network;
        this.peers = peers;
    }

    @Override
    protected OverlaySession open(String name) throws Exception {
        return open(name, _ -> {});
    }

    private OverlaySession open(String name, OverlayEvents events) throws Exception {
        return new SdkOverlay()
                .open(
                        new Credentials.IdentityFile(
                                network.identity("contract-" + name).file()),
                        events);
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

    /** The SDK stops reading for all links when one is not read, so the adapter takes in up to 16 MiB of each. */
    @Override
    protected boolean slowReaderHoldsUpItsWriter() {
        return false;
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
    }

    @Test
    void itUsesOneRouterHoweverManyThereAre() throws Exception {
        OverlaySession bob = session("bob");
        Listener listener = host(bob, new HostOptions(Optional.empty(), 3, patience()));
        PeerId name = name(bob);
        assertEquals(1, listener.terminators());
        assertEquals(
                1,
                bob.terminators(service()).stream()
                        .filter(row -> row.peer().equals(name))
                        .count());
    }

    /** 5 to 15 s after a bind the controller has the router ask whether the terminator is still there; the SDK drops the router. */
    @Test
    void itLosesItsListenerWhenTheNetworkLooksAfterItAndBindsAgain() throws Exception {
        BlockingQueue<OverlayStatus> statuses = new LinkedBlockingQueue<>();
        try (OverlaySession bob = open("bob", statuses::add)) {
            bob.host(service(), HostOptions.DEFAULT);
            await(statuses, status -> status.state() == OverlayStatus.State.ONLINE && status.terminators() == 1);
            await(statuses, status -> status.reason().equals(Optional.of(Reason.LOST)));
            await(statuses, status -> status.state() == OverlayStatus.State.ONLINE && status.terminators() == 1);
        }
    }

    private static void await(BlockingQueue<OverlayStatus> statuses, Predicate<OverlayStatus> wanted)
            throws InterruptedException {
        OverlayStatus next;
        do {
            next = statuses.poll(60, TimeUnit.SECONDS);
            assertNotNull(next, "no such status came");
        } while (!wanted.test(next));
    }
}

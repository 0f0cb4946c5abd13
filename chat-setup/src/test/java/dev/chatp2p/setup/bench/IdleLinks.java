package dev.chatp2p.setup.bench;

import dev.chatp2p.setup.lab.LabException;
import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** What links cost on which nothing happens. */
final class IdleLinks {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** These load classes and compile code; what is measured is what more of them cost. */
    private static final int FIRST = 250;

    private final Peers peers;
    private final Results results;

    IdleLinks(Peers peers, Results results) {
        this.peers = peers;
        this.results = results;
    }

    void run(int links) throws IOException, InterruptedException, LabException {
        PeerProcess host = peers.ours("idle-host");
        host.ask("host-idle 1", LIMIT);
        PeerProcess dialer = peers.ours("idle-dialer");
        dialer.ask("open idle-host " + FIRST, LIMIT);
        Footprint hostBefore = footprint(host);
        Footprint dialerBefore = footprint(dialer);
        dialer.ask("open idle-host " + links, LIMIT);
        Footprint dialerAfter = footprint(dialer);
        Footprint hostAfter = footprint(host);
        add(Figure.IDLE_HOST, kibibytesEach(hostBefore, hostAfter, links));
        add(Figure.IDLE_DIALER, kibibytesEach(dialerBefore, dialerAfter, links));
        add(
                Figure.IDLE_THREADS,
                hostAfter.platformThreads()
                        - hostBefore.platformThreads()
                        + dialerAfter.platformThreads()
                        - dialerBefore.platformThreads());
    }

    private void add(Figure figure, double value) {
        results.add(figure, Contestant.OURS, value);
    }

    private static double kibibytesEach(Footprint before, Footprint after, int links) {
        return (after.heapBytes() - before.heapBytes()) / 1024.0 / links;
    }

    private static Footprint footprint(PeerProcess peer) throws IOException, InterruptedException {
        return JsonMapper.shared().readValue(peer.ask("footprint", LIMIT), Footprint.class);
    }
}

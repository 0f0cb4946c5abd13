package dev.chatp2p.setup.bench;

import dev.chatp2p.setup.lab.LabException;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.LabTerminator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** How long it takes until a client is hosted, and until it is hosted again when a router dies. */
final class Hosting {

    /** How many it hosts on; the network has one more. */
    static final int ROUTERS = 3;

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int WARMUP = 5;
    private static final int TIMES = 15;

    private final LabNetwork network;
    private final Peers peers;
    private final Results results;
    private final Consumer<String> progress;

    Hosting(LabNetwork network, Peers peers, Results results, Consumer<String> progress) {
        this.network = network;
        this.peers = peers;
        this.results = results;
        this.progress = progress;
    }

    /** Log-ins of a JVM that has done it before. */
    void logIns() throws IOException, InterruptedException, LabException {
        try (PeerProcess peer = peers.ours("our-hosting")) {
            peer.ask("hosting " + ROUTERS + " " + WARMUP, LIMIT);
            Spread spread =
                    JsonMapper.shared().readValue(peer.ask("hosting " + ROUTERS + " " + TIMES, LIMIT), Spread.class);
            results.add(Figure.HOSTING, Contestant.OURS, spread.p50Micros() / 1e3);
        }
    }

    /** Kills a router it is hosted on, each time until that is replaced, and starts it again. */
    void replacements(int times) throws IOException, InterruptedException, LabException {
        String identity = "our-replaced";
        try (PeerProcess host = peers.ours(identity)) {
            host.ask("host " + ROUTERS, LIMIT);
            String router = routerOf(identity);
            for (int i = 0; i < times; i++) {
                Instant killed = Instant.now();
                network.killRouter(router);
                String micros = host.ask("replaced " + ROUTERS + " " + killed.toEpochMilli(), LIMIT);
                progress.accept("  " + router + " was replaced after " + micros + " µs");
                results.add(Figure.REPLACEMENT, Contestant.OURS, Long.parseLong(micros) / 1e3);
                network.startRouter(router);
                router = anotherThan(router);
            }
        }
    }

    private String routerOf(String identity) throws LabException, InterruptedException {
        return network.terminators(LabNetwork.SERVICE).stream()
                .filter(terminator -> terminator.instance().equals(identity))
                .map(LabTerminator::router)
                .findFirst()
                .orElseThrow(() -> new LabException(identity + " is hosted nowhere."));
    }

    /**
     * It is hosted on all routers but the one that was just replaced. The controller's list does not tell: it keeps the
     * terminators of a dead router for a while.
     */
    private String anotherThan(String replaced) throws LabException {
        return network.routers().stream()
                .filter(router -> !router.equals(replaced))
                .findFirst()
                .orElseThrow(() -> new LabException("There is only one router."));
    }
}

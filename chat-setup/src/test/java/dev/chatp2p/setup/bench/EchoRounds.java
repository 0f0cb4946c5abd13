package dev.chatp2p.setup.bench;

import dev.chatp2p.setup.lab.LabException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What dialers and echo hosts do with each other on one router, in rounds: every contestant is measured in every round, in
 * turns, so that what the machine does meanwhile hits all alike.
 */
final class EchoRounds {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int WARMUP = 20_000;
    private static final int ROUND_WARMUP = 500;
    private static final int TRIPS = 3_000;
    private static final int DIALS = 60;
    private static final int DIAL_WARMUP = 20;
    private static final int MEBIBYTES = 128;
    private static final int CROWD_WARMUP = 10;
    private static final int CROWD_TRIPS = 40;

    /** The JVM SDK loses its listener 10 to 30 s after binding. */
    private static final int SDK_WARMUP = 300;

    private static final int SDK_TRIPS = 400;
    private static final int SDK_DIALS = 20;
    private static final int SDK_ATTEMPTS = 3;

    private final Peers peers;
    private final Results results;
    private final int crowd;
    private final Consumer<String> progress;
    private final JsonMapper json = JsonMapper.shared();
    private int sdkAttempts;
    private int sdkFailures;

    EchoRounds(Peers peers, Results results, int crowd, Consumer<String> progress) {
        this.peers = peers;
        this.results = results;
        this.crowd = crowd;
        this.progress = progress;
    }

    /** A dialer and the host it is measured with. */
    private record Pair(Contestant who, PeerProcess dialer, PeerProcess host, String target) {}

    void run(int rounds) throws IOException, InterruptedException, LabException {
        PeerProcess ourHost = peers.ours("our-host");
        ourHost.ask("host 1", LIMIT);
        PeerProcess goHost = peers.go("go-host", "host", "--echo", "--exit-with-stdin");
        goHost.await("BOUND", LIMIT);
        List<PeerProcess> tls = peers.tls();
        tls.getFirst().ask("host 1", LIMIT);
        PeerProcess ourDialer = peers.ours("our-dialer");
        List<Pair> pairs = new ArrayList<>(List.of(
                new Pair(Contestant.OURS, ourDialer, ourHost, "our-host"),
                new Pair(Contestant.GO, peers.go("go-dialer", "bench"), goHost, "go-host"),
                new Pair(Contestant.OURS_TO_GO, ourDialer, goHost, "go-host"),
                new Pair(Contestant.TLS, tls.getLast(), tls.getFirst(), "tls-host")));
        for (Pair pair : pairs) {
            progress.accept("warm-up of " + pair.who().title());
            ask(pair, "rtt", WARMUP, 1);
            ask(pair, "stream", MEBIBYTES);
            ask(pair, "crowd", crowd, 0, CROWD_TRIPS);
        }
        for (int round = 1; round <= rounds; round++) {
            progress.accept("round " + round + " of " + rounds);
            for (Pair pair : pairs) {
                round(pair);
            }
            sdkRound();
            Collections.reverse(pairs);
        }
        progress.accept(sdkFailures + " of the JVM SDK's " + sdkAttempts + " runs failed");
    }

    private void round(Pair pair) throws IOException, InterruptedException {
        rtt(pair, ROUND_WARMUP, TRIPS);
        dial(pair, DIAL_WARMUP, DIALS);
        double before = pair.dialer().cpuSeconds() + pair.host().cpuSeconds();
        Flow flow = json.readValue(ask(pair, "stream", MEBIBYTES), Flow.class);
        double cpu = pair.dialer().cpuSeconds() + pair.host().cpuSeconds() - before;
        results.add(Figure.THROUGHPUT, pair.who(), flow.mbs());
        results.add(Figure.CPU, pair.who(), cpu * 1024 / MEBIBYTES);
        Crowd many = json.readValue(ask(pair, "crowd", crowd, CROWD_WARMUP, CROWD_TRIPS), Crowd.class);
        results.add(Figure.CROWD_RATE, pair.who(), many.linesPerSecond());
        results.add(Figure.CROWD_P99, pair.who(), many.rtt().p99Micros() / 1e3);
    }

    private void rtt(Pair pair, int warmup, int trips) throws IOException, InterruptedException {
        Spread rtt = json.readValue(ask(pair, "rtt", warmup, trips), Spread.class);
        results.add(Figure.RTT_P50, pair.who(), rtt.p50Micros() / 1e3);
        results.add(Figure.RTT_P99, pair.who(), rtt.p99Micros() / 1e3);
    }

    private void dial(Pair pair, int warmup, int dials) throws IOException, InterruptedException {
        Spread dial = json.readValue(ask(pair, "dials", warmup, dials), Spread.class);
        results.add(Figure.DIAL, pair.who(), dial.p50Micros() / 1e3);
    }

    private String ask(Pair pair, String verb, int... numbers) throws IOException, InterruptedException {
        StringBuilder command = new StringBuilder(verb + " " + pair.target());
        for (int number : numbers) {
            command.append(' ').append(number);
        }
        String answer = pair.dialer().ask(command.toString(), LIMIT);
        progress.accept("  " + pair.who().title() + ": " + command + ": " + answer);
        return answer;
    }

    /** Host and dialer anew each round: its listener does not live long enough for more. */
    private void sdkRound() throws InterruptedException, LabException {
        for (int attempt = 0; attempt < SDK_ATTEMPTS; attempt++) {
            sdkAttempts++;
            try (PeerProcess host = peers.sdk("sdk-host");
                    PeerProcess dialer = peers.sdk("sdk-dialer")) {
                host.ask("host 1", LIMIT);
                Pair pair = new Pair(Contestant.SDK, dialer, host, "sdk-host");
                Spread rtt = json.readValue(ask(pair, "rtt", SDK_WARMUP, SDK_TRIPS), Spread.class);
                Spread dial = json.readValue(ask(pair, "dials", SDK_DIALS, SDK_DIALS), Spread.class);
                sdk(rtt.p50Micros() / 1e3, rtt.p99Micros() / 1e3, dial.p50Micros() / 1e3);
                return;
            } catch (IOException e) {
                sdkFailures++;
                progress.accept("the JVM SDK failed: " + e.getMessage());
            }
        }
        sdk(Double.NaN, Double.NaN, Double.NaN);
    }

    private void sdk(double p50, double p99, double dial) {
        results.add(Figure.RTT_P50, Contestant.SDK, p50);
        results.add(Figure.RTT_P99, Contestant.SDK, p99);
        results.add(Figure.DIAL, Contestant.SDK, dial);
    }
}

package dev.chatp2p.setup.bench;

import dev.chatp2p.setup.lab.GoPeerBinary;
import dev.chatp2p.setup.lab.LabEnvironment;
import dev.chatp2p.setup.lab.LabException;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.ZitiBinary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The benchmark of {@code docs/performance.md}: one network with three routers, every client in processes of its own, one
 * table. Rounds alternate between the clients, so that what the machine does meanwhile hits all alike.
 *
 * <p>Arguments, all optional: number of rounds (5), number of idle links (500).
 */
final class Benchmark {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String SDK = "dev.chatp2p.setup.bench.sdk.SdkEchoClient";
    /** It opens java.net.Socket by reflection, and loads libsodium. */
    private static final List<String> SDK_FLAGS =
            List.of("--add-opens=java.base/java.net=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED");

    private static final int ROUTERS = 3;
    private static final int WARMUP = 20_000;
    private static final int ROUND_WARMUP = 500;
    private static final int TRIPS = 3_000;
    private static final int DIALS = 60;
    private static final int MEBIBYTES = 128;
    /** The JVM SDK loses its listener 10 to 30 s after binding. */
    private static final int SDK_WARMUP = 300;

    private static final int SDK_TRIPS = 400;
    private static final int SDK_DIALS = 20;
    private static final int SDK_ATTEMPTS = 3;
    private static final int HOSTING_WARMUP = 5;
    private static final int HOSTING_TIMES = 15;

    private final LabNetwork network;
    private final Path goPeer;
    private final int rounds;
    private final int idleLinks;
    private final JsonMapper json = JsonMapper.shared();
    private final List<PeerProcess> running = new ArrayList<>();
    private int sdkAttempts;
    private int sdkFailures;

    private Benchmark(LabNetwork network, Path goPeer, int rounds, int idleLinks) {
        this.network = network;
        this.goPeer = goPeer;
        this.rounds = rounds;
        this.idleLinks = idleLinks;
    }

    static void main(String[] arguments) throws Exception {
        LabEnvironment environment = LabEnvironment.current();
        ZitiBinary ziti = ZitiBinary.find(environment, Benchmark::progress);
        GoPeerBinary goPeer = GoPeerBinary.find(environment, Benchmark::progress);
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int idleLinks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        try (LabNetwork network = LabNetwork.start(ziti, ROUTERS, Benchmark::progress)) {
            Benchmark benchmark = new Benchmark(network, goPeer.path(), rounds, idleLinks);
            try {
                benchmark.run(ziti.version());
            } finally {
                benchmark.running.reversed().forEach(PeerProcess::close);
            }
        }
    }

    private static void progress(String sentence) {
        System.err.println("· " + sentence);
    }

    private void run(String zitiVersion) throws IOException, InterruptedException, LabException {
        Spread hosting = hosting();

        // One router from here on: with more, who gets which way through the network would decide the figures.
        network.stopRouter("router-2");
        network.stopRouter("router-3");
        Pair ours = new Pair("chat-p2p ↔ chat-p2p");
        Pair go = new Pair("Go ↔ Go");
        Pair mixed = new Pair("chat-p2p → Go echo");
        Pair sdk = new Pair("JVM SDK ↔ JVM SDK");
        PeerProcess ourHost = ours("our-host");
        ourHost.ask("host 1", LIMIT);
        go("go-host", "host", "--echo", "--exit-with-stdin").await("BOUND", LIMIT);
        PeerProcess dialer = ours("our-dialer");
        progress("warm-up");
        bench(dialer, "our-host", WARMUP, TRIPS, DIALS, MEBIBYTES);
        bench(dialer, "go-host", ROUND_WARMUP, TRIPS, 0, 0);
        for (int round = 1; round <= rounds; round++) {
            if (round % 2 == 1) {
                ours.add(bench(dialer, "our-host", ROUND_WARMUP, TRIPS, DIALS, MEBIBYTES));
                go.add(goBench());
            } else {
                go.add(goBench());
                ours.add(bench(dialer, "our-host", ROUND_WARMUP, TRIPS, DIALS, MEBIBYTES));
            }
            mixed.add(bench(dialer, "go-host", ROUND_WARMUP, TRIPS, DIALS, MEBIBYTES));
            sdkRound(sdk);
            progress("round " + round + " of " + rounds + " done");
        }
        Idle idle = idle();
        print(zitiVersion, hosting, List.of(ours, go, mixed, sdk), idle);
    }

    private Spread hosting() throws IOException, InterruptedException, LabException {
        progress("log-in to hosting");
        try (PeerProcess peer = ours("our-hosting")) {
            peer.ask("hosting " + ROUTERS + " " + HOSTING_WARMUP, LIMIT);
            return json.readValue(peer.ask("hosting " + ROUTERS + " " + HOSTING_TIMES, LIMIT), Spread.class);
        }
    }

    /** What {@link #idleLinks} links cost: bytes of heap each, and platform threads in all. */
    private record Idle(double hostBytes, double dialerBytes, int hostThreads, int dialerThreads) {}

    private Idle idle() throws IOException, InterruptedException, LabException {
        progress(idleLinks + " idle links");
        PeerProcess host = ours("idle-host");
        host.ask("host-idle 1", LIMIT);
        PeerProcess dialer = ours("idle-dialer");
        // The first links load classes and compile code; what is measured is what more of them cost.
        dialer.ask("open idle-host 250", LIMIT);
        Footprint hostBefore = footprint(host);
        Footprint dialerBefore = footprint(dialer);
        dialer.ask("open idle-host " + idleLinks, LIMIT);
        Footprint dialerAfter = footprint(dialer);
        Footprint hostAfter = footprint(host);
        return new Idle(
                (double) (hostAfter.heapBytes() - hostBefore.heapBytes()) / idleLinks,
                (double) (dialerAfter.heapBytes() - dialerBefore.heapBytes()) / idleLinks,
                hostAfter.platformThreads() - hostBefore.platformThreads(),
                dialerAfter.platformThreads() - dialerBefore.platformThreads());
    }

    private Footprint footprint(PeerProcess peer) throws IOException, InterruptedException {
        return json.readValue(peer.ask("footprint", LIMIT), Footprint.class);
    }

    private Measurement bench(PeerProcess dialer, String target, int warmup, int trips, int dials, int mebibytes)
            throws IOException, InterruptedException {
        String command =
                String.join(" ", "bench", target, number(warmup), number(trips), number(dials), number(mebibytes));
        return measured(dialer.ask(command, LIMIT));
    }

    private Measurement goBench() throws IOException, InterruptedException, LabException {
        try (PeerProcess dialer = go(
                "go-dialer",
                "bench",
                "--target",
                "go-host",
                "--warmup",
                number(ROUND_WARMUP),
                "--rtt",
                number(TRIPS),
                "--dials",
                number(DIALS),
                "--throughput",
                number(MEBIBYTES))) {
            return measured(dialer.await("{", LIMIT));
        }
    }

    private Measurement measured(String line) {
        progress("  " + line);
        return json.readValue(line, Measurement.class);
    }

    private void sdkRound(Pair sdk) throws InterruptedException, LabException {
        for (int attempt = 0; attempt < SDK_ATTEMPTS; attempt++) {
            sdkAttempts++;
            try (PeerProcess host = sdk("sdk-host");
                    PeerProcess dialer = sdk("sdk-dialer")) {
                host.ask("host 1", LIMIT);
                sdk.add(bench(dialer, "sdk-host", SDK_WARMUP, SDK_TRIPS, SDK_DIALS, 0));
                return;
            } catch (IOException e) {
                sdkFailures++;
                progress("the JVM SDK failed: " + e.getMessage());
            }
        }
        sdk.addNothing();
    }

    private static String number(int n) {
        return Integer.toString(n);
    }

    private PeerProcess ours(String identity) throws IOException, InterruptedException, LabException {
        return keep(
                PeerProcess.java(identity, log(identity), List.of(), ZitiEchoClient.class.getName(), file(identity)));
    }

    private PeerProcess sdk(String identity) throws IOException, InterruptedException, LabException {
        return keep(PeerProcess.java(identity, log(identity), SDK_FLAGS, SDK, file(identity)));
    }

    private PeerProcess go(String identity, String... words) throws IOException, InterruptedException, LabException {
        List<String> command = Stream.concat(
                        Stream.of(goPeer.toString(), "-i", file(identity).toString()), Stream.of(words))
                .toList();
        return keep(PeerProcess.start(identity, log(identity), command));
    }

    private PeerProcess keep(PeerProcess peer) {
        running.add(peer);
        return peer;
    }

    private Path file(String identity) throws LabException, InterruptedException {
        return network.identity(identity).file();
    }

    private Path log(String identity) {
        return network.folder().resolve("bench-" + identity + ".log");
    }

    private void print(String zitiVersion, Spread hosting, List<Pair> pairs, Idle idle) {
        Pair ours = pairs.get(0);
        Pair go = pairs.get(1);
        Pair sdk = pairs.get(3);
        List<String> out = new ArrayList<>();
        out.add("%s, %s %s, %d processors, Java %s with %s, ziti %s, %d rounds"
                .formatted(
                        Instant.now().truncatedTo(ChronoUnit.MINUTES),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        String.join(" ", PeerProcess.JVM_FLAGS),
                        zitiVersion,
                        rounds));
        out.add("");
        out.add("| Dialer and echo host, one router | RTT 64 B p50, ms | RTT p99, ms | Dial p50, ms | MB/s each way |");
        out.add("|---|---|---|---|---|");
        for (Pair pair : pairs) {
            out.add("| " + pair.name() + " | " + Goals.number(pair.rttP50().median()) + " | "
                    + Goals.number(pair.rttP99().median()) + " | "
                    + Goals.number(pair.dial().median()) + " | "
                    + Goals.number(pair.throughput().median()) + " |");
        }
        out.add("");
        out.add("| Goal | Measured | Wanted | |");
        out.add("|---|---|---|---|");
        Goals goals = new Goals();
        goals.atMost("RTT p50, ours / Go", ours.rttP50().ratioTo(go.rttP50()), 1.1, "");
        goals.atLeast("RTT p50, JVM SDK / ours", sdk.rttP50().ratioTo(ours.rttP50()), 8, "");
        goals.atMost("Dial p50, ours / Go", ours.dial().ratioTo(go.dial()), 0.8, "");
        goals.atLeast("Throughput, ours / Go", ours.throughput().ratioTo(go.throughput()), 1.0, "");
        goals.atMost("Identity file to hosting on 3 routers, warm, p50", hosting.p50Micros() / 1e3, 500, " ms");
        goals.atMost("Heap of an idle link, host's end", idle.hostBytes() / 1024, 64, " KiB");
        goals.atMost("Heap of an idle link, dialer's end", idle.dialerBytes() / 1024, 64, " KiB");
        goals.atMost(
                "Platform threads for " + idleLinks + " idle links, host + dialer",
                (double) idle.hostThreads() + idle.dialerThreads(),
                0,
                "");
        out.addAll(goals.rows());
        out.add("");
        out.add("Medians of the rounds; ratios are medians of the ratios within a round. The JVM SDK was measured over "
                + SDK_TRIPS + " trips after " + SDK_WARMUP + " (ours and Go: " + TRIPS + "), because it loses its"
                + " listener 10 to 30 s after binding; " + sdkFailures + " of its " + sdkAttempts + " runs failed.");
        System.out.println(String.join("\n", out));
    }
}

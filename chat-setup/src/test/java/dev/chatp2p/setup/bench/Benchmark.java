package dev.chatp2p.setup.bench;

import dev.chatp2p.setup.lab.GoPeerBinary;
import dev.chatp2p.setup.lab.LabEnvironment;
import dev.chatp2p.setup.lab.LabException;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.ZitiBinary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The benchmark of {@code docs/performance.md}, {@code lab/bench}: one network, every client in processes of its own, one
 * table on standard output. What goes on meanwhile is told on standard error.
 *
 * <p>Arguments: number of rounds, number of links, the parts to measure in lower case with commas, or {@code all}.
 */
final class Benchmark {

    private enum Part {
        START,
        HOSTING,
        REPLACEMENT,
        ROUNDS,
        IDLE
    }

    private final LabNetwork network;
    private final Peers peers;
    private final int rounds;
    private final int links;
    private final Results results = new Results();

    private Benchmark(LabNetwork network, Peers peers, int rounds, int links) {
        this.network = network;
        this.peers = peers;
        this.rounds = rounds;
        this.links = links;
    }

    static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        int links = Integer.parseInt(arguments[1]);
        Set<Part> parts = parts(arguments[2]);
        LabEnvironment environment = LabEnvironment.current();
        ZitiBinary ziti = ZitiBinary.find(environment, Benchmark::progress);
        GoPeerBinary goPeer = GoPeerBinary.find(environment, Benchmark::progress);
        double loadBefore = load();
        try (LabNetwork network = LabNetwork.start(ziti, Hosting.ROUTERS + 1, Benchmark::progress);
                Peers peers = new Peers(network, goPeer.path())) {
            Benchmark benchmark = new Benchmark(network, peers, rounds, links);
            for (Part part : parts) {
                benchmark.measure(part);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s %s, %d processors, load before %.1f, Java %s with %s, ziti %s, %d rounds, %d links%n%n",
                    Instant.now().truncatedTo(ChronoUnit.MINUTES),
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    Runtime.getRuntime().availableProcessors(),
                    loadBefore,
                    Runtime.version(),
                    String.join(" ", PeerProcess.JVM_FLAGS),
                    ziti.version(),
                    rounds,
                    links);
            benchmark.results.table().forEach(System.out::println);
        }
    }

    /** In the order of the declaration: after the first three, only one router is left. */
    private static Set<Part> parts(String words) {
        if (words.equals("all")) {
            return EnumSet.allOf(Part.class);
        }
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String word : words.split(",", -1)) {
            parts.add(Part.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return parts;
    }

    /** How many threads have waited for a processor, on average of the last minute; negative where that is not known. */
    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static void progress(String sentence) {
        System.err.println("· " + sentence);
    }

    private void measure(Part part) throws IOException, InterruptedException, LabException {
        progress("measuring: " + part.name().toLowerCase(Locale.ROOT));
        switch (part) {
            case START -> new StartUps(network.folder(), peers, results, Benchmark::progress).run(rounds);
            case HOSTING -> hosting().logIns();
            case REPLACEMENT -> hosting().replacements(rounds);
            case ROUNDS -> {
                oneRouter();
                new EchoRounds(peers, results, links, Benchmark::progress).run(rounds);
            }
            case IDLE -> {
                oneRouter();
                new IdleLinks(peers, results).run(links);
            }
        }
    }

    private Hosting hosting() {
        return new Hosting(network, peers, results, Benchmark::progress);
    }

    /** With more than one, who gets which way through the network would decide the figures. */
    private void oneRouter() {
        List<String> routers = network.routers();
        routers.subList(1, routers.size()).forEach(network::stopRouter);
    }
}

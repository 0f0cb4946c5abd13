package dev.chatp2p.setup.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a JVM of the benchmark does: one command a line on standard input, one line of answer on standard output, until the
 * input ends.
 *
 * <pre>
 *   host ROUTERS                     BOUND; echoes every byte
 *   host-idle ROUTERS                BOUND; reads and says nothing
 *   rtt TARGET WARMUP TRIPS          a {@link Spread}
 *   dials TARGET WARMUP DIALS        a {@link Spread}
 *   stream TARGET MEBIBYTES          a {@link Flow}
 *   crowd TARGET LINKS WARMUP TRIPS  a {@link Crowd}
 *   hosting ROUTERS TIMES            a {@link Spread}: from the identity file to hosting
 *   replaced ROUTERS KILLED          microseconds from then (in ms since 1970) until hosting on that many routers again
 *   open TARGET COUNT                OPENED; links that stay open, with a thread waiting to read each
 *   footprint                        a {@link Footprint}
 * </pre>
 */
public final class PeerCommands {

    private static final int ECHO_BUFFER = 64 << 10;
    /** What the chat reads its links with. */
    private static final int IDLE_BUFFER = 8 << 10;

    private final EchoClient client;
    private final EchoMeasurements measurements;
    private final JsonMapper json = JsonMapper.shared();
    private final List<EchoLink> idle = new ArrayList<>();

    public PeerCommands(EchoClient client) {
        this.client = client;
        this.measurements = new EchoMeasurements(client);
    }

    /** Obeys until standard input ends; a command that fails ends it with the exception. */
    public void run() throws IOException, InterruptedException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println(obey(List.of(line.split(" "))));
        }
    }

    private String obey(List<String> words) throws IOException, InterruptedException {
        return switch (words.getFirst()) {
            case "host" -> {
                client.host(number(words, 1), PeerCommands::echo);
                yield "BOUND";
            }
            case "host-idle" -> {
                client.host(number(words, 1), PeerCommands::swallow);
                yield "BOUND";
            }
            case "rtt" -> json.writeValueAsString(measurements.rtt(words.get(1), number(words, 2), number(words, 3)));
            case "dials" ->
                json.writeValueAsString(measurements.dials(words.get(1), number(words, 2), number(words, 3)));
            case "stream" -> json.writeValueAsString(measurements.stream(words.get(1), number(words, 2)));
            case "crowd" ->
                json.writeValueAsString(
                        measurements.crowd(words.get(1), number(words, 2), number(words, 3), number(words, 4)));
            case "hosting" -> json.writeValueAsString(hosting(number(words, 1), number(words, 2)));
            case "replaced" -> {
                Instant killed = Instant.ofEpochMilli(Long.parseLong(words.get(2)));
                Duration took = hostingClient().timeToReplacement(number(words, 1), killed);
                yield Long.toString(took.toNanos() / 1000);
            }
            case "open" -> {
                open(words.get(1), number(words, 2));
                yield "OPENED";
            }
            case "footprint" -> json.writeValueAsString(Footprint.now());
            default -> throw new IllegalArgumentException("no such command: " + words);
        };
    }

    private static int number(List<String> words, int index) {
        return Integer.parseInt(words.get(index));
    }

    private HostingClient hostingClient() {
        if (client instanceof HostingClient hosting) {
            return hosting;
        }
        throw new IllegalArgumentException("this client does not tell when it is hosted");
    }

    private Spread hosting(int routers, int times) throws IOException, InterruptedException {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            nanos[i] = hostingClient().timeToHosting(routers).toNanos();
        }
        return Spread.ofNanos(nanos);
    }

    private void open(String target, int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            EchoLink link = client.dial(target);
            idle.add(link);
            Thread.ofVirtual().name("bench-idle-" + i).start(() -> swallow(link));
        }
    }

    private static void echo(EchoLink link) {
        byte[] buffer = new byte[ECHO_BUFFER];
        try (link) {
            for (int n = link.read(buffer, 0, buffer.length); n >= 0; n = link.read(buffer, 0, buffer.length)) {
                link.write(buffer, 0, n);
            }
        } catch (IOException | InterruptedException e) {
            // The dialer hung up.
        }
    }

    private static void swallow(EchoLink link) {
        byte[] buffer = new byte[IDLE_BUFFER];
        try (link) {
            int n = 0;
            while (n >= 0) {
                n = link.read(buffer, 0, buffer.length);
            }
        } catch (IOException | InterruptedException e) {
            // The dialer hung up.
        }
    }
}

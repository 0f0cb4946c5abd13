package dev.chatp2p.setup.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a JVM of the benchmark does: one command a line on standard input, one line of answer on standard output, until the
 * input ends.
 *
 * <pre>
 *   host ROUTERS                              BOUND; echoes every byte
 *   bench TARGET WARMUP TRIPS DIALS MEBIBYTES a {@link Measurement}
 *   hosting ROUTERS TIMES                     a {@link Spread}: from the identity file to hosting
 *   open TARGET COUNT                         OPENED; links that stay open, with a thread waiting to read each
 *   footprint                                 a {@link Footprint}
 * </pre>
 */
public final class PeerCommands {

    private static final int ECHO_BUFFER = 64 << 10;
    /** What the chat reads its links with. */
    private static final int IDLE_BUFFER = 8 << 10;

    private final EchoClient client;
    private final JsonMapper json = JsonMapper.shared();
    private final List<EchoLink> idle = new ArrayList<>();

    public PeerCommands(EchoClient client) {
        this.client = client;
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
            case "bench" ->
                json.writeValueAsString(new EchoMeasurements(client)
                        .run(new EchoMeasurements.Plan(
                                words.get(1), number(words, 2), number(words, 3), number(words, 4), number(words, 5))));
            case "hosting" -> json.writeValueAsString(hosting(number(words, 1), number(words, 2)));
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

    private Spread hosting(int routers, int times) throws IOException, InterruptedException {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            nanos[i] = client.timeToHosting(routers).toNanos();
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

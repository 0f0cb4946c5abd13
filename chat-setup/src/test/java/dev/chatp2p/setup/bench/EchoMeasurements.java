package dev.chatp2p.setup.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Measures a client as {@code lab/peer bench} measures the Go SDK: the same loops, the same sizes. */
final class EchoMeasurements {

    private static final int LINE = 64;
    private static final int BLOCK = 64 << 10;
    /** How much may be on its way: an overlay link has no window of its own, so whoever streams keeps one. */
    private static final int BLOCKS_IN_FLIGHT = 64;

    private final EchoClient client;

    EchoMeasurements(EchoClient client) {
        this.client = client;
    }

    /**
     * How much to measure; what is 0 is left out.
     *
     * @param target name of an echo host
     * @param warmup round trips, and a tenth as many dials, before the clock starts
     * @param trips round trips to time
     * @param dials dials to time
     * @param mebibytes to stream through the echo
     */
    record Plan(String target, int warmup, int trips, int dials, int mebibytes) {}

    Measurement run(Plan plan) throws IOException, InterruptedException {
        long started = System.nanoTime();
        EchoLink link = client.dial(plan.target());
        long firstDial = System.nanoTime() - started;
        Spread rtt;
        double throughput;
        try {
            rtt = plan.trips() == 0 ? null : roundTrips(link, plan.warmup(), plan.trips());
            throughput = plan.mebibytes() == 0 ? 0 : stream(link, plan.mebibytes());
        } finally {
            link.close();
        }
        Spread dial = plan.dials() == 0 ? null : dials(plan.target(), plan.warmup() / 10, plan.dials());
        return measurement(plan, firstDial, rtt, dial, throughput);
    }

    private Measurement measurement(
            Plan plan, long firstDial, @Nullable Spread rtt, @Nullable Spread dial, double throughput) {
        return new Measurement(client.name(), plan.target(), firstDial / 1000, rtt, dial, throughput);
    }

    private static Spread roundTrips(EchoLink link, int warmup, int count) throws IOException, InterruptedException {
        byte[] line = ("x".repeat(LINE - 1) + "\n").getBytes(US_ASCII);
        byte[] answer = new byte[LINE];
        long[] times = new long[count];
        for (int i = -warmup; i < count; i++) {
            long started = System.nanoTime();
            link.write(line, 0, LINE);
            link.readFully(answer, LINE);
            if (i >= 0) {
                times[i] = System.nanoTime() - started;
            }
        }
        if (!Arrays.equals(line, answer)) {
            throw new IOException("the echo differs from what was sent");
        }
        return Spread.ofNanos(times);
    }

    private static double stream(EchoLink link, int mebibytes) throws IOException, InterruptedException {
        long total = (long) mebibytes << 20;
        byte[] data = "0123456789abcdef".repeat(BLOCK / 16).getBytes(US_ASCII);
        Semaphore window = new Semaphore(BLOCKS_IN_FLIGHT);
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        long started = System.nanoTime();
        Thread.ofVirtual().name("bench-write").start(() -> {
            try {
                for (long sent = 0; sent < total; sent += BLOCK) {
                    window.acquire();
                    link.write(data, 0, BLOCK);
                }
                written.complete(true);
            } catch (IOException | InterruptedException e) {
                written.completeExceptionally(e);
            }
        });
        byte[] echo = new byte[BLOCK];
        for (long received = 0; received < total; ) {
            int n = link.read(echo, 0, BLOCK);
            if (n < 0) {
                throw new IOException("the echo ended after " + received + " of " + total + " bytes");
            }
            window.release((int) ((received + n) / BLOCK - received / BLOCK));
            received += n;
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        try {
            written.get();
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
        return total / 1e6 / seconds;
    }

    /** Times a dial until the link is usable; the link before has just been closed. */
    private Spread dials(String target, int warmup, int count) throws IOException, InterruptedException {
        long[] times = new long[count];
        for (int i = -warmup; i < count; i++) {
            long started = System.nanoTime();
            EchoLink link = client.dial(target);
            if (i >= 0) {
                times[i] = System.nanoTime() - started;
            }
            link.close();
        }
        return Spread.ofNanos(times);
    }
}

package dev.chatp2p.setup.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Measures a client as {@code lab/peer bench} measures the Go SDK: the same loops, the same sizes. */
final class EchoMeasurements {

    private static final byte[] LINE = ("x".repeat(63) + "\n").getBytes(US_ASCII);
    private static final int BLOCK = 64 << 10;
    /** How much may be on its way: an overlay link has no window of its own, so whoever streams keeps one. */
    private static final int BLOCKS_IN_FLIGHT = 64;

    private final EchoClient client;

    EchoMeasurements(EchoClient client) {
        this.client = client;
    }

    /** A line written until all of it has come back. */
    Spread rtt(String target, int warmup, int trips) throws IOException, InterruptedException {
        try (EchoLink link = client.dial(target)) {
            roundTrips(link, warmup);
            return Spread.ofNanos(roundTrips(link, trips));
        }
    }

    private static long[] roundTrips(EchoLink link, int count) throws IOException, InterruptedException {
        byte[] answer = new byte[LINE.length];
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            long started = System.nanoTime();
            link.write(LINE, 0, LINE.length);
            link.readFully(answer, LINE.length);
            times[i] = System.nanoTime() - started;
        }
        if (count > 0 && !Arrays.equals(LINE, answer)) {
            throw new IOException("the echo differs from what was sent");
        }
        return times;
    }

    /** Blocks of 64 KiB written while the echo is read. */
    Flow stream(String target, int mebibytes) throws IOException, InterruptedException {
        try (EchoLink link = client.dial(target)) {
            return stream(link, mebibytes);
        }
    }

    private static Flow stream(EchoLink link, int mebibytes) throws IOException, InterruptedException {
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
        outcome(written);
        return new Flow(total / 1e6 / seconds);
    }

    /** Times a dial until the link is usable; the link before has just been closed. */
    Spread dials(String target, int warmup, int count) throws IOException, InterruptedException {
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

    /** Round trips on many links at once, each on a virtual thread; the clock starts when all have done their warm-up. */
    Crowd crowd(String target, int count, int warmup, int trips) throws IOException, InterruptedException {
        List<EchoLink> links = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                links.add(client.dial(target));
            }
            together(links, warmup);
            long started = System.nanoTime();
            long[] times = together(links, trips);
            double seconds = (System.nanoTime() - started) / 1e9;
            return new Crowd(times.length / seconds, Spread.ofNanos(times));
        } finally {
            links.forEach(EchoLink::close);
        }
    }

    private static long[] together(List<EchoLink> links, int trips) throws IOException, InterruptedException {
        List<Callable<long[]>> tasks = links.stream()
                .map(link -> (Callable<long[]>) () -> roundTrips(link, trips))
                .toList();
        long[] all = new long[links.size() * trips];
        int at = 0;
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("bench-crowd-", 0).factory())) {
            for (Future<long[]> each : threads.invokeAll(tasks)) {
                System.arraycopy(outcome(each), 0, all, at, trips);
                at += trips;
            }
        }
        return all;
    }

    private static <T> T outcome(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }
}

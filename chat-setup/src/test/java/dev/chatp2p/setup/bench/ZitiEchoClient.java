package dev.chatp2p.setup.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.circuit.EdgeConnection;
import dev.chatp2p.ziti.client.BindOptions;
import dev.chatp2p.ziti.client.ZitiClient;
import dev.chatp2p.ziti.client.ZitiListener;
import dev.chatp2p.ziti.controller.ClientInfo;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Our own edge client under measurement; a program of its own with the identity file as its argument. */
final class ZitiEchoClient implements HostingClient {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path identity;
    private final ClientAtWork atWork;

    private ZitiEchoClient(Path identity) throws ZitiException {
        this.identity = identity;
        this.atWork = new ClientAtWork(identity);
    }

    static void main(String[] arguments) throws Exception {
        try (ZitiEchoClient client = new ZitiEchoClient(Path.of(arguments[0]))) {
            new PeerCommands(client).run();
        }
    }

    /** How far hosting had got, and when. */
    private record Change(Instant at, int bound) {}

    /** A client and how its hosting went. */
    private static final class ClientAtWork implements AutoCloseable {
        private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
        private final ZitiClient client;
        /** Written by {@link #host}, read by the client's threads. */
        private volatile @Nullable ZitiListener listener;

        ClientAtWork(Path identity) throws ZitiException {
            client = new ZitiClient(ZitiIdentity.read(identity), new ClientInfo("chat-p2p-bench", "0"), this::changed);
            client.start();
        }

        private void changed() {
            ZitiListener hosting = listener;
            changes.add(new Change(
                    Instant.now(), hosting == null ? 0 : hosting.state().bound()));
        }

        ZitiListener host(int routers) throws IOException, InterruptedException {
            ZitiListener hosting = client.host(LabNetwork.SERVICE, new BindOptions(Optional.empty(), routers, LIMIT));
            listener = hosting;
            while (hosting.state().bound() < routers) {
                nextChange();
            }
            return hosting;
        }

        Change nextChange() throws IOException, InterruptedException {
            Change change = changes.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (change == null) {
                throw new IOException("nothing happened for " + LIMIT.toSeconds() + " s; hosting: "
                        + Optional.ofNullable(listener).map(ZitiListener::state));
            }
            return change;
        }

        @Override
        public void close() {
            client.close();
        }
    }

    @Override
    public void host(int routers, Consumer<EchoLink> each) throws IOException, InterruptedException {
        ZitiListener listener = atWork.host(routers);
        Thread.ofVirtual().name("bench-accept").start(() -> {
            try {
                while (true) {
                    EchoLink link = new Connection(listener.accept());
                    Thread.ofVirtual().name("bench-link").start(() -> each.accept(link));
                }
            } catch (ZitiException | InterruptedException e) {
                // The listener was closed.
            }
        });
    }

    @Override
    public EchoLink dial(String target) throws IOException, InterruptedException {
        try {
            return new Connection(atWork.client.dial(LabNetwork.SERVICE, target, "bench".getBytes(US_ASCII), LIMIT));
        } catch (ZitiException e) {
            throw new IOException(e);
        }
    }

    @Override
    public Duration timeToHosting(int routers) throws IOException, InterruptedException {
        long started = System.nanoTime();
        try (ClientAtWork fresh = new ClientAtWork(identity)) {
            fresh.host(routers);
            return Duration.ofNanos(System.nanoTime() - started);
        } catch (ZitiException e) {
            throw new IOException(e);
        }
    }

    @Override
    public Duration timeToReplacement(int routers, Instant killed) throws IOException, InterruptedException {
        boolean lost = false;
        while (true) {
            Change change = atWork.nextChange();
            if (change.at().isBefore(killed)) {
                continue;
            }
            if (lost && change.bound() >= routers) {
                return Duration.between(killed, change.at());
            }
            lost |= change.bound() < routers;
        }
    }

    @Override
    public void close() {
        atWork.close();
    }

    private record Connection(EdgeConnection connection) implements EchoLink {

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException, InterruptedException {
            try {
                connection.write(buffer, offset, length);
            } catch (ZitiException e) {
                throw new IOException(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException, InterruptedException {
            try {
                return connection.read(buffer, offset, length);
            } catch (ZitiException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}

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
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Our own edge client under measurement; a program of its own with the identity file as its argument. */
final class ZitiEchoClient implements EchoClient {

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

    /** A client and the signal that its state has changed. */
    private static final class ClientAtWork implements AutoCloseable {
        private final Semaphore changes = new Semaphore(0);
        private final ZitiClient client;

        ClientAtWork(Path identity) throws ZitiException {
            client = new ZitiClient(
                    ZitiIdentity.read(identity), new ClientInfo("chat-p2p-bench", "0"), changes::release);
            client.start();
        }

        ZitiListener host(int routers) throws IOException, InterruptedException {
            ZitiListener listener = client.host(LabNetwork.SERVICE, new BindOptions(Optional.empty(), routers, LIMIT));
            while (listener.state().bound() < routers) {
                if (!changes.tryAcquire(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException("not hosted on " + routers + " routers: " + listener.state());
                }
            }
            return listener;
        }

        @Override
        public void close() {
            client.close();
        }
    }

    @Override
    public String name() {
        return "chat-p2p";
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

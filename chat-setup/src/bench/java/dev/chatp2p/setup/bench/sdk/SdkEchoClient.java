package dev.chatp2p.setup.bench.sdk;

import dev.chatp2p.setup.bench.EchoClient;
import dev.chatp2p.setup.bench.EchoLink;
import dev.chatp2p.setup.bench.PeerCommands;
import dev.chatp2p.setup.lab.LabNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.openziti.Ziti;
import org.openziti.ZitiAddress;
import org.openziti.ZitiContext;

/** {@code org.openziti:ziti} under measurement; a program of its own with the identity file as its argument. */
final class SdkEchoClient implements EchoClient {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ZitiContext context;

    private SdkEchoClient(Path identity) {
        context = Ziti.newContext(identity.toFile(), new char[0]);
    }

    static void main(String[] arguments) throws Exception {
        try (SdkEchoClient client = new SdkEchoClient(Path.of(arguments[0]))) {
            new PeerCommands(client).run();
        }
        // Its threads are no daemons.
        System.exit(0);
    }

    @Override
    public void host(int routers, Consumer<EchoLink> each) throws IOException, InterruptedException {
        awaitService();
        AsynchronousServerSocketChannel server = context.openServer();
        server.bind(new ZitiAddress.Bind(LabNetwork.SERVICE, null, true));
        Thread.ofVirtual().name("bench-accept").start(() -> {
            try {
                while (true) {
                    EchoLink link = new Channel(server.accept().get());
                    Thread.ofVirtual().name("bench-link").start(() -> each.accept(link));
                }
            } catch (ExecutionException | InterruptedException e) {
                System.err.println("the listener ended: " + e);
            }
        });
    }

    @Override
    public EchoLink dial(String target) throws IOException, InterruptedException {
        awaitService();
        AsynchronousSocketChannel channel = context.open();
        await(channel.connect(new ZitiAddress.Dial(LabNetwork.SERVICE, "bench", target)));
        return new Channel(channel);
    }

    /** It logs in by itself in the background and offers nothing to wait on from Java but this. */
    private void awaitService() throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (context.getService(LabNetwork.SERVICE) == null) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the JVM SDK does not see the service; its status is " + context.getStatus());
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        context.destroy();
    }

    private static <T> T await(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private record Channel(AsynchronousSocketChannel channel) implements EchoLink {

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException, InterruptedException {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, offset, length);
            while (bytes.hasRemaining()) {
                await(channel.write(bytes));
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException, InterruptedException {
            return await(channel.read(ByteBuffer.wrap(buffer, offset, length)));
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // Nothing is left to lose.
            }
        }
    }
}

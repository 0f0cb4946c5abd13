package dev.chatp2p.setup.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * The limit: nothing but TLS between dialer and host. A program of its own; its arguments are a PKCS #12 file with a key
 * whose certificate is its own authority, and the port. Platform threads, which wake up faster than virtual ones.
 */
final class TlsEchoClient implements EchoClient {

    static final String PASSWORD = "benchmark";

    private final SSLContext tls;
    private final int port;

    private TlsEchoClient(Path store, int port) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD.toCharArray());
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry(
                "host", keys.getCertificate(keys.aliases().nextElement()));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(authorities);
        tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        this.port = port;
    }

    static void main(String[] arguments) throws Exception {
        try (TlsEchoClient client = new TlsEchoClient(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
            new PeerCommands(client).run();
        }
    }

    @Override
    public void host(int routers, Consumer<EchoLink> each) throws IOException {
        SSLServerSocket server = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(port, 500, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("bench-accept").start(() -> {
            try {
                while (true) {
                    EchoLink link = new Connection((SSLSocket) server.accept());
                    Thread.ofPlatform().daemon().name("bench-link").start(() -> each.accept(link));
                }
            } catch (IOException e) {
                System.err.println("the listener ended: " + e);
            }
        });
    }

    /** There is one host only, whatever its name. */
    @Override
    public EchoLink dial(String target) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.startHandshake();
        return new Connection(socket);
    }

    @Override
    public void close() {
        // The process ends, and with it its sockets.
    }

    private record Connection(SSLSocket socket) implements EchoLink {

        Connection {
            try {
                socket.setTcpNoDelay(true);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            socket.getOutputStream().write(buffer, offset, length);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return socket.getInputStream().read(buffer, offset, length);
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                // Nothing is left to lose.
            }
        }
    }
}

package dev.chatp2p.ziti.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real handshakes on the loopback interface, once with a socket (as to a router), once with HTTP (as to a controller). */
@Timeout(30)
class TlsFailuresTest {
    private static final byte[] HTTP_OK =
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final TestPki network = new TestPki("network");
    private final CompletableFuture<X509Certificate> seen = new CompletableFuture<>();

    @TempDir
    private Path folder;

    private ZitiIdentity identity;
    private ServerSocket server;

    enum Way {
        SOCKET,
        HTTP
    }

    @BeforeEach
    void readIdentity() throws Exception {
        server = new ServerSocket();
        identity = network.identity(folder, "alice", URI.create("https://127.0.0.1:1"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void connectsToAServerOfTheNetworkAndShowsItsCertificate(Way way) throws Exception {
        serve(network.serverContext(network.issueServer("127.0.0.1")));

        connect(way);

        assertEquals(identity.certificate(), seen.get(10, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @EnumSource
    void showsItsCertificateAlsoToAServerThatListsOtherIssuers(Way way) throws Exception {
        serve(new IndulgentServer(network.issueServer("127.0.0.1"), new TestPki("stranger").authority()).context());

        connect(way);

        assertEquals(identity.certificate(), seen.get(10, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @EnumSource
    void distrustsAServerOfAnotherNetwork(Way way) throws Exception {
        TestPki other = new TestPki("other");
        serve(other.serverContext(other.issueServer("127.0.0.1")));

        assertFails(way, ZitiFailure.UNTRUSTED, "belongs to this identity's network");
    }

    @ParameterizedTest
    @EnumSource
    void distrustsAnotherNetworkOfTheSameName(Way way) throws Exception {
        TestPki other = new TestPki("network");
        serve(other.serverContext(other.issueServer("127.0.0.1")));

        assertFails(way, ZitiFailure.UNTRUSTED, "belongs to this identity's network");
    }

    @ParameterizedTest
    @EnumSource
    void distrustsAServerWithAnotherAddress(Way way) throws Exception {
        serve(network.serverContext(network.issueServer("router.example.com")));

        assertFails(way, ZitiFailure.UNTRUSTED, "does not fit that address");
    }

    @ParameterizedTest
    @EnumSource
    void distrustsAnExpiredServer(Way way) throws Exception {
        serve(network.serverContext(network.issueServer("127.0.0.1", days(-5), days(-1))));

        assertFails(way, ZitiFailure.UNTRUSTED, "has expired");
    }

    @ParameterizedTest
    @EnumSource
    void suspectsTheClockWhenTheServerIsNotYetValid(Way way) throws Exception {
        serve(network.serverContext(network.issueServer("127.0.0.1", days(1), days(5))));

        assertFails(way, ZitiFailure.CLOCK_OFF, "Set the clock");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheServerRefusesTheIdentity(Way way) throws Exception {
        TestPki clients = new TestPki("clients");
        TestPki.Certified certified = network.issueServer("127.0.0.1");
        serve(clients.serverContext(certified));

        assertFails(way, ZitiFailure.LOGIN_REFUSED, "does not accept this identity's certificate");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatSomethingElseAnswers(Way way) throws Exception {
        servePlainly("SSH-2.0-OpenSSH_9.6\r\n");

        assertFails(way, ZitiFailure.PROTOCOL, "not the way a Ziti network does");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheConnectionBreaks(Way way) throws Exception {
        servePlainly("");

        assertFails(way, ZitiFailure.LOST, "broke");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatNobodyAnswers(Way way) throws Exception {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.close();

        assertFails(way, ZitiFailure.LOST, "cannot be reached");
    }

    @Test
    void saysWhyAServerCannotBeReached() {
        assertSays("name of host:1 cannot be found", new UnknownHostException("host"));
        assertSays("name of host:1 cannot be found", (IOException)
                new ConnectException().initCause(new UnresolvedAddressException()));
        assertSays("does not answer in time", new SocketTimeoutException());
        assertSays("does not answer in time", new HttpTimeoutException("x"));
        assertSays("broke", new IOException());
    }

    @Test
    void suspectsTheClockWhenTheServerFindsTheCertificateExpired() {
        IOException alert =
                new SSLHandshakeException("(certificate_expired) Received fatal alert: certificate_expired");

        assertEquals(
                ZitiFailure.CLOCK_OFF,
                TlsFailures.explain(alert, "host:1", ZitiFailure.LOST).failure());
    }

    private static void assertSays(String words, IOException failed) {
        ZitiException explained = TlsFailures.explain(failed, "host:1", ZitiFailure.CONTROLLER_UNREACHABLE);
        assertEquals(ZitiFailure.CONTROLLER_UNREACHABLE, explained.failure());
        assertTrue(explained.sentence().contains(words), explained::sentence);
    }

    private void assertFails(Way way, ZitiFailure failure, String words) {
        IOException failed = assertThrows(IOException.class, () -> connect(way));
        ZitiException explained = TlsFailures.explain(failed, address(), ZitiFailure.LOST);
        assertEquals(failure, explained.failure(), () -> explained.sentence() + " " + failed);
        assertTrue(explained.sentence().contains(words), explained::sentence);
        assertTrue(explained.sentence().contains(address()), explained::sentence);
    }

    private String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void connect(Way way) throws IOException, InterruptedException {
        if (way == Way.HTTP) {
            try (HttpClient http =
                    HttpClient.newBuilder().sslContext(identity.sslContext()).build()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + address()))
                        .build();
                http.send(request, HttpResponse.BodyHandlers.discarding());
            }
            return;
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                SSLSocket tls = (SSLSocket) identity.sslContext()
                        .getSocketFactory()
                        .createSocket(socket, "127.0.0.1", server.getLocalPort(), true)) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            // With TLS 1.3 the server's verdict on our certificate arrives after the handshake.
            if (tls.getInputStream().read() < 0) {
                throw new IOException("closed");
            }
        }
    }

    private void serve(SSLContext context) throws IOException {
        accept(socket -> {
            // The connection outlives a failed handshake, so that the alert always arrives.
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, (InputStream) null, false);
            tls.setUseClientMode(false);
            tls.setNeedClientAuth(true);
            tls.startHandshake();
            seen.complete((X509Certificate) tls.getSession().getPeerCertificates()[0]);
            tls.getOutputStream().write(HTTP_OK);
        });
    }

    private void servePlainly(String greeting) throws IOException {
        accept(socket -> {
            assertTrue(socket.getInputStream().read() >= 0);
            socket.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
        });
    }

    private interface Service {
        void serve(Socket socket) throws IOException;
    }

    private void accept(Service service) throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().name("test-server").start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    serve(service, socket);
                    socket.shutdownOutput();
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // The client went away, as it may.
                }
            }
        });
    }

    private static void serve(Service service, Socket socket) {
        try {
            service.serve(socket);
        } catch (IOException e) {
            // The handshake failed, as most of these tests want it to.
        }
    }

    private static Instant days(int fromNow) {
        return Instant.now().plus(Duration.ofDays(fromNow));
    }
}

package dev.chatp2p.ziti.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Certificates that change while connections are made. */
@Timeout(30)
class IdentityTlsTest {

    private final TestPki pki = new TestPki("network");
    private final KeyPair keys = TestPki.ecKeys();
    private final X509Certificate before = issue();
    private final X509Certificate after = issue();
    /** What the server was shown, one for every connection. */
    private final BlockingQueue<Certificate> shown = new LinkedBlockingQueue<>();

    private IdentityTls tls;
    private SSLServerSocket server;

    @BeforeEach
    void startServer() throws Exception {
        tls = new IdentityTls(keys.getPrivate(), List.of(before), List.of(pki.authority()));
        server = (SSLServerSocket) pki.serverContext(pki.issueServer("127.0.0.1"))
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        try {
            while (true) {
                try (SSLSocket client = (SSLSocket) server.accept()) {
                    shown.add(client.getSession().getPeerCertificates()[0]);
                    client.getOutputStream().write(1);
                }
            }
        } catch (IOException e) {
            // The test is over, or misses what it was to see.
        }
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    @Test
    void aHandshakeUnderWayWhenTheCertificateChangesIsNotTakenUpAgain() throws Exception {
        try (SSLSocket underWay = connect(tls.context())) {
            underWay.startHandshake(); // what a later connection could resume comes with the first byte
            assertEquals(before, seen());
            tls.show(List.of(after));
            assertEquals(1, underWay.getInputStream().read());
        }
        assertEquals(after, shownBy(tls.context()));
    }

    @Test
    void connectionsWithTheSameCertificateGoByIt() throws Exception {
        assertEquals(before, shownBy(tls.context()));
        assertEquals(before, shownBy(tls.context()));
    }

    private X509Certificate issue() {
        Instant now = Instant.now();
        return pki.issue("alice", keys, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)))
                .certificate();
    }

    private Certificate shownBy(SSLContext context) throws Exception {
        try (SSLSocket socket = connect(context)) {
            assertEquals(1, socket.getInputStream().read());
        }
        return seen();
    }

    private Certificate seen() throws InterruptedException {
        return shown.poll(20, TimeUnit.SECONDS);
    }

    private SSLSocket connect(SSLContext context) throws Exception {
        return (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.getLocalPort());
    }
}

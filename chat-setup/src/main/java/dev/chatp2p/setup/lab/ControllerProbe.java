package dev.chatp2p.setup.lab;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Tells whether a controller answers requests: one that is frozen still takes connections. Thread-safe. */
public final class ControllerProbe implements AutoCloseable {
    private static final int OK = 200;

    private final URI version;
    private final HttpClient http;

    /**
     * @param controller the controller's address, without a path
     * @param rootCertificate PEM file of the only CA that is trusted
     */
    public ControllerProbe(URI controller, Path rootCertificate) throws LabException {
        this.version = controller.resolve("/edge/client/v1/version");
        this.http =
                HttpClient.newBuilder().sslContext(trusting(rootCertificate)).build();
    }

    /** A context for TLS connections that trusts one CA. */
    public static SSLContext trusting(Path rootCertificate) throws LabException {
        try (InputStream pem = Files.newInputStream(rootCertificate)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new LabException("The certificate " + rootCertificate + " cannot be used.", e);
        }
    }

    /** Asks for the controller's version; false if there is no good answer within the limit. */
    public boolean answers(Duration limit) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(version).timeout(limit).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

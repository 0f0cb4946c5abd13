package dev.chatp2p.ziti.identity;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * TLS with an identity whose certificate may change. Every certificate has a context of its own: TLS resumes sessions with the
 * certificate that they began with, and a handshake that is under way while the certificate changes leaves one more of
 * those, so that it is not enough to forget the sessions there are. Thread-safe.
 */
final class IdentityTls {

    private final PrivateKey key;
    private final TrustManager[] trust;
    private volatile SSLContext context;

    /**
     * @param chain the certificate of {@code key} first; none is shown while it is empty
     * @param authorities whom to trust; the system's when there are none
     */
    IdentityTls(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        this.key = key;
        this.trust = ClientTls.trust(authorities);
        this.context = ClientTls.context(key, chain, trust);
    }

    /** The certificate of now. Whoever keeps it goes on showing that one. */
    SSLContext context() {
        return context;
    }

    /** Shows that certificate from now on, in new contexts. */
    void show(List<X509Certificate> chain) {
        try {
            context = ClientTls.context(key, chain, trust);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS worked with the certificate before", e);
        }
    }
}

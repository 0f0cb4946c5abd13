package dev.chatp2p.ziti.identity;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS 1.3 and 1.2 as a client of a Ziti network. The contexts do not check host names by themselves: {@code HttpClient}
 * does, and for plain sockets set the endpoint identification algorithm {@code HTTPS}.
 */
public final class ClientTls {

    /** More than there are routers and controllers to come back to. */
    private static final int SESSIONS_KEPT = 64;

    private ClientTls() {}

    /** Shows no certificate; trusts exactly these CAs. */
    public static SSLContext trusting(List<X509Certificate> authorities) throws GeneralSecurityException, IOException {
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException("no CA to trust");
        }
        return context(new KeyManager[0], trust(authorities));
    }

    /**
     * Always offers a certificate; trusts exactly these CAs, or the system's when there are none.
     *
     * @param chain the certificate of {@code key} first
     */
    public static SSLContext showing(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        return context(key, chain, trust(authorities));
    }

    /** As above; none is shown if the chain is empty. */
    static SSLContext context(PrivateKey key, List<X509Certificate> chain, TrustManager[] trust)
            throws GeneralSecurityException {
        return context(new KeyManager[] {new IdentityKeyManager(key, chain)}, trust);
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        // By itself the JDK keeps the last 20480 sessions for a day: one for every connection there ever was.
        context.getClientSessionContext().setSessionCacheSize(SESSIONS_KEPT);
        return context;
    }

    /** Exactly these CAs, or the system's when there are none. */
    static TrustManager[] trust(List<X509Certificate> authorities) throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(authorities.isEmpty() ? null : store(authorities));
        return factory.getTrustManagers();
    }

    private static KeyStore store(List<X509Certificate> authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("ca-" + store.size(), authority);
        }
        return store;
    }
}

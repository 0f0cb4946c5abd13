package dev.chatp2p.ziti.identity;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
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
        return context(new KeyManager[0], trust(authorities));
    }

    /**
     * Always offers a certificate; trusts exactly these CAs, or the system's when there are none.
     *
     * @param chain the certificate of {@code key} first
     */
    public static SSLContext showing(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        return showing(key, () -> chain, authorities);
    }

    /** As above, with the chain that there is at each handshake; none is shown while it is empty. */
    static SSLContext showing(PrivateKey key, Supplier<List<X509Certificate>> chain, List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyManager[] keys = {new IdentityKeyManager(key, chain)};
        return context(keys, authorities.isEmpty() ? systemTrust() : trust(authorities));
    }

    /** The next connections start with a whole handshake: a resumed one would go by the certificate shown before. */
    static void forgetSessions(SSLContext tls) {
        SSLSessionContext resumable = tls.getClientSessionContext();
        for (byte[] id : Collections.list(resumable.getIds())) {
            SSLSession session = resumable.getSession(id);
            if (session != null) {
                session.invalidate();
            }
        }
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        // By itself the JDK keeps the last 20480 sessions for a day: one for every connection there ever was.
        context.getClientSessionContext().setSessionCacheSize(SESSIONS_KEPT);
        return context;
    }

    private static TrustManager[] systemTrust() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init((KeyStore) null);
        return factory.getTrustManagers();
    }

    private static TrustManager[] trust(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException("no CA to trust");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("ca-" + store.size(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers();
    }
}

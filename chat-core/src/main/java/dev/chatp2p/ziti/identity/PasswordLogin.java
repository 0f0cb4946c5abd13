package dev.chatp2p.ziti.identity;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * How an identity without a certificate of its own logs in: with a name and a password, and then with a certificate that
 * holds for one log-in, because routers want one (ziti-edge-protocol §4.6). Its key lives in memory only. Safe for any
 * thread.
 */
public final class PasswordLogin {
    private final String username;
    private final String password;
    private final KeyPair keys;
    private final IdentityTls tls;
    /** Of the present log-in; empty before the first. Written by whoever logs in. */
    private volatile List<X509Certificate> chain = List.of();

    PasswordLogin(String username, String password, List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        this.username = username;
        this.password = password;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        this.keys = generator.generateKeyPair();
        this.tls = new IdentityTls(keys.getPrivate(), chain, authorities);
    }

    public String username() {
        return username;
    }

    /** Secret. */
    public String password() {
        return password;
    }

    /** What to ask the controller to sign after logging in, in PEM form. */
    public String certificateRequest() {
        return CertificateRequest.text(username, keys.getPrivate(), keys.getPublic());
    }

    /**
     * Shows that certificate from now on, in connections of contexts that are asked for from now on.
     *
     * @param pem what the controller has signed
     * @throws ZitiException PROTOCOL if it is none, or one for another key
     */
    public void adopt(String pem) throws ZitiException {
        List<X509Certificate> signed =
                Pem.certificates(pem.getBytes(StandardCharsets.UTF_8)).orElseThrow(PasswordLogin::odd);
        if (!signed.getFirst().getPublicKey().equals(keys.getPublic())) {
            throw odd();
        }
        chain = signed;
        tls.show(signed);
    }

    /** Whether the certificate is in the second half of its life; not before there is one. */
    public boolean isDue(Instant now) {
        List<X509Certificate> shown = chain;
        if (shown.isEmpty()) {
            return false;
        }
        Instant from = shown.getFirst().getNotBefore().toInstant();
        Instant until = shown.getFirst().getNotAfter().toInstant();
        return now.isAfter(from.plus(Duration.between(from, until).dividedBy(2)));
    }

    SSLContext sslContext() {
        return tls.context();
    }

    private static ZitiException odd() {
        return new ZitiException(
                ZitiFailure.PROTOCOL,
                "The controller's answer cannot be understood (certificate)."
                        + " It may be newer than this program: look for an update.");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PasswordLogin[" + username + "]";
    }
}

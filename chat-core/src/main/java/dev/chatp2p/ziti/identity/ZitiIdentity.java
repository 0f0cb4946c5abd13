package dev.chatp2p.ziti.identity;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One identity on a Ziti network: a private key, its certificate, the CAs to trust, and where the controllers are.
 * Immutable and safe for any thread.
 */
public final class ZitiIdentity {
    private static final int MAX_CERTIFICATES = 1000;

    private final List<URI> controllers;
    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final X509Certificate certificate;
    private final String fingerprint;
    private final SSLContext sslContext;

    private ZitiIdentity(IdentityFile file, InstantSource clock) throws ZitiException {
        controllers = file.controllers();
        key = PrivateKeys.read(file.keyPem());
        chain = certificates(file.certPem(), "certificate");
        certificate = chain.getFirst();
        checkKey();
        checkDates(clock.instant());
        try {
            fingerprint =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
            Optional<String> ca = file.caPem();
            sslContext =
                    ClientTls.showing(key, chain, ca.isPresent() ? certificates(ca.get(), "CA bundle") : List.of());
        } catch (GeneralSecurityException | IOException e) {
            throw bad("The identity's certificates cannot be used for TLS. Enroll the identity again.", e);
        }
    }

    /**
     * Reads an identity file and the files it points to; relative names are relative to its folder. Reads files (each at
     * most 1 MiB) but no network.
     *
     * @throws ZitiException BAD_IDENTITY (missing, unreadable, damaged, an invitation, encrypted key, key and certificate do
     *     not belong together), HARDWARE_KEY, CERTIFICATE_EXPIRED, CLOCK_OFF (the certificate is not valid yet)
     */
    public static ZitiIdentity read(Path file) throws ZitiException {
        return read(file, InstantSource.system());
    }

    static ZitiIdentity read(Path file, InstantSource clock) throws ZitiException {
        return new ZitiIdentity(IdentityFile.read(file), clock);
    }

    /** Base URLs of the controllers' Edge Client API ({@code https://host:port/edge/client/v1}), at least one, in order. */
    public List<URI> controllers() {
        return controllers;
    }

    /**
     * TLS 1.3 and 1.2 with this identity: always offers its certificate chain, and trusts exactly its CA bundle, or the
     * system's CAs when it has none. It does not check host names by itself: {@code HttpClient} does, and for plain sockets
     * set the endpoint identification algorithm {@code HTTPS}.
     */
    public SSLContext sslContext() {
        return sslContext;
    }

    /**
     * As {@link #sslContext()}, but trusts exactly these CAs instead of its own.
     *
     * @param authorities at least one
     */
    public SSLContext sslContext(List<X509Certificate> authorities) throws GeneralSecurityException, IOException {
        if (authorities.isEmpty()) {
            throw new IllegalArgumentException("no CA to trust");
        }
        return ClientTls.showing(key, chain, authorities);
    }

    /** The identity's own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** SHA-1 of the certificate, 40 lower-case hex digits: how Ziti's controller names certificates. */
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public String toString() {
        return "ZitiIdentity[" + fingerprint + ", " + controllers + "]";
    }

    private void checkKey() throws ZitiException {
        if (!PrivateKeys.fits(key, certificate.getPublicKey())) {
            throw bad(
                    "The identity's key and its certificate do not belong together."
                            + " Use the file that enrolling made, or enroll again.",
                    null);
        }
    }

    private void checkDates(Instant now) throws ZitiException {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            throw new ZitiException(
                    ZitiFailure.CERTIFICATE_EXPIRED,
                    "The identity's certificate expired on " + date(until)
                            + ". Ask for a new invitation and enroll again. (This computer thinks today is " + date(now)
                            + "; if that is wrong, set its clock.)");
        }
        if (now.isBefore(from)) {
            throw new ZitiException(
                    ZitiFailure.CLOCK_OFF,
                    "The identity's certificate is only valid from " + date(from)
                            + ", but this computer thinks today is " + date(now) + ". Set its clock and time zone.");
        }
    }

    private static LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneId.systemDefault());
    }

    private static List<X509Certificate> certificates(String pem, String what) throws ZitiException {
        List<X509Certificate> certificates;
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            certificates =
                    factory
                            .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
        } catch (CertificateException e) {
            throw bad("The identity's " + what + " is damaged. Use a good copy of the file, or enroll again.", e);
        }
        if (certificates.isEmpty() || certificates.size() > MAX_CERTIFICATES) {
            throw bad("The identity's " + what + " holds no usable certificate. Enroll the identity again.", null);
        }
        return certificates;
    }

    private static ZitiException bad(String sentence, @Nullable Exception cause) {
        ZitiException bad = new ZitiException(ZitiFailure.BAD_IDENTITY, ForeignText.line(sentence, 400));
        if (cause != null) {
            bad.initCause(cause);
        }
        return bad;
    }
}

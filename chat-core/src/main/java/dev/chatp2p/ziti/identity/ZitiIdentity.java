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
import java.security.PublicKey;
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
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One identity on a Ziti network: a private key and its certificate, or a name and a password; the CAs to trust, and where
 * the controllers are. Immutable, but for its certificate, which may be renewed; safe for any thread.
 */
public final class ZitiIdentity {
    private static final int MAX_CERTIFICATES = 1000;

    private final List<URI> controllers;
    private final boolean enableHa;
    private final Optional<Own> own;
    private final Optional<PasswordLogin> passwordLogin;
    private final Supplier<SSLContext> sslContext;

    private record Own(PrivateKey key, RenewableCertificate certificate) {}

    private ZitiIdentity(
            IdentityFile file,
            Optional<Own> own,
            Optional<PasswordLogin> passwordLogin,
            Supplier<SSLContext> sslContext) {
        this.controllers = file.controllers();
        this.enableHa = file.enableHa();
        this.own = own;
        this.passwordLogin = passwordLogin;
        this.sslContext = sslContext;
    }

    /**
     * Reads an identity file and the files it points to; relative names are relative to its folder. Reads files (each at
     * most 1 MiB) but no network.
     *
     * @throws ZitiException BAD_IDENTITY (missing, unreadable, damaged, an invitation, encrypted key, key and certificate do
     *     not belong together, a password is needed), HARDWARE_KEY, CERTIFICATE_EXPIRED, CLOCK_OFF (the certificate is not
     *     valid yet)
     */
    public static ZitiIdentity read(Path file) throws ZitiException {
        return read(file, InstantSource.system());
    }

    /**
     * As above, of an identity that {@linkplain #needsPassword needs a password}; for others the password does not matter.
     */
    public static ZitiIdentity read(Path file, String password) throws ZitiException {
        IdentityFile content = IdentityFile.read(file);
        Optional<String> username = content.username();
        return username.isPresent()
                ? withPassword(content, username.get(), password)
                : withKey(file, content, InstantSource.system());
    }

    static ZitiIdentity read(Path file, InstantSource clock) throws ZitiException {
        IdentityFile content = IdentityFile.read(file);
        Optional<String> username = content.username();
        if (username.isPresent()) {
            throw bad(
                    "The identity " + file.getFileName() + " logs in with a password, as “"
                            + ForeignText.line(username.get(), 80) + "”. Give the password too.",
                    null);
        }
        return withKey(file, content, clock);
    }

    /**
     * Whether the identity in that file has no key and logs in with a name and a password.
     *
     * @throws ZitiException BAD_IDENTITY, HARDWARE_KEY
     */
    public static boolean needsPassword(Path file) throws ZitiException {
        return IdentityFile.read(file).username().isPresent();
    }

    /**
     * Whom the identity in that file is for. Its key is not looked at, so that says nothing about whether it can be used.
     *
     * @throws ZitiException BAD_IDENTITY, HARDWARE_KEY
     */
    public static IdentityHolder holder(Path file) throws ZitiException {
        IdentityFile content = IdentityFile.read(file);
        Optional<IdentityFile.Own> own = content.own();
        return new IdentityHolder(
                own.isPresent()
                        ? Optional.of(
                                certificates(own.get().certPem(), "certificate").getFirst())
                        : Optional.empty(),
                content.username(),
                content.controllers());
    }

    private static ZitiIdentity withKey(Path path, IdentityFile file, InstantSource clock) throws ZitiException {
        IdentityFile.Own own = file.own().orElseThrow();
        PrivateKey key = PrivateKeys.read(own.keyPem());
        List<X509Certificate> chain = certificates(own.certPem(), "certificate");
        PublicKey certified = chain.getFirst().getPublicKey();
        if (!PrivateKeys.names(own.keyPem(), certified)) {
            checkKey(key, certified);
        }
        RenewableCertificate certificate = RenewableCertificate.of(path, key, chain, clock.instant());
        checkDates(certificate.shown(), clock.instant());
        try {
            IdentityTls tls = new IdentityTls(key, certificate.chain(), authorities(file));
            certificate.onChange(tls::show);
            return new ZitiIdentity(file, Optional.of(new Own(key, certificate)), Optional.empty(), tls::context);
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(e);
        }
    }

    private static ZitiIdentity withPassword(IdentityFile file, String username, String password) throws ZitiException {
        try {
            PasswordLogin login = new PasswordLogin(username, password, authorities(file));
            return new ZitiIdentity(file, Optional.empty(), Optional.of(login), login::sslContext);
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(e);
        }
    }

    private static List<X509Certificate> authorities(IdentityFile file) throws ZitiException {
        Optional<String> ca = file.caPem();
        return ca.isPresent() ? certificates(ca.get(), "CA bundle") : List.of();
    }

    /** Base URLs of the controllers' Edge Client API ({@code https://host:port/edge/client/v1}), at least one, in order. */
    public List<URI> controllers() {
        return controllers;
    }

    /** Whether the file says that the network has several controllers ({@code enableHa}). */
    public boolean enableHa() {
        return enableHa;
    }

    /**
     * TLS 1.3 and 1.2 with this identity: always offers its certificate chain (with a password: that of the present log-in,
     * if any), and trusts exactly its CA bundle, or the system's CAs when it has none. A context shows the certificate there
     * was when it was asked for, so ask for every connection. It does not check host names by itself: {@code HttpClient}
     * does, and for plain sockets set the endpoint identification algorithm {@code HTTPS}.
     */
    public SSLContext sslContext() {
        return sslContext.get();
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
        return own.isPresent()
                ? ClientTls.showing(own.get().key(), own.get().certificate().chain(), authorities)
                : ClientTls.trusting(authorities);
    }

    /** How it logs in when it has no certificate of its own. */
    public Optional<PasswordLogin> passwordLogin() {
        return passwordLogin;
    }

    /**
     * The identity's own certificate.
     *
     * @throws java.util.NoSuchElementException if it has none because it logs in with a password
     */
    public X509Certificate certificate() {
        return own.orElseThrow().certificate().shown();
    }

    /** Its certificate as one that may be renewed; empty if it has none of its own because it logs in with a password. */
    public Optional<RenewableCertificate> renewable() {
        return own.map(Own::certificate);
    }

    /**
     * SHA-1 of the certificate, 40 lower-case hex digits: how Ziti's controller names certificates.
     *
     * @throws java.util.NoSuchElementException as for {@link #certificate}
     */
    public String fingerprint() {
        return fingerprint(certificate());
    }

    /** The same of any certificate. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        String who = passwordLogin.map(PasswordLogin::toString).orElseGet(this::fingerprint);
        return "ZitiIdentity[" + who + ", " + controllers + "]";
    }

    private static void checkKey(PrivateKey key, PublicKey certified) throws ZitiException {
        if (!PrivateKeys.fits(key, certified)) {
            throw bad(
                    "The identity's key and its certificate do not belong together."
                            + " Use the file that enrolling made, or enroll again.",
                    null);
        }
    }

    private static void checkDates(X509Certificate certificate, Instant now) throws ZitiException {
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

    static LocalDate date(Instant instant) {
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

    private static ZitiException unusable(Exception cause) {
        return bad("The identity's certificates cannot be used for TLS. Enroll the identity again.", cause);
    }

    private static ZitiException bad(String sentence, @Nullable Exception cause) {
        ZitiException bad = new ZitiException(ZitiFailure.BAD_IDENTITY, ForeignText.line(sentence, 400));
        if (cause != null) {
            bad.initCause(cause);
        }
        return bad;
    }
}

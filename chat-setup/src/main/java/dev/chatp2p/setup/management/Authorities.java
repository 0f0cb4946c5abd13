package dev.chatp2p.setup.management;

import dev.chatp2p.ziti.identity.ClientTls;
import dev.chatp2p.ziti.identity.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificate authorities of a network.
 *
 * @param certificates at least one; roots and perhaps what is between them and the servers
 */
record Authorities(List<X509Certificate> certificates) {
    private static final int MAX_CERTIFICATES = 100;

    /** The extended key usage of TLS servers (RFC 5280 §4.2.1.12). */
    private static final Set<String> SERVER = Set.of("1.3.6.1.5.5.7.3.1");

    private static final Set<String> ANYBODY = Set.of();

    Authorities {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty() || certificates.size() > MAX_CERTIFICATES) {
            throw new IllegalArgumentException("no CAs, or too many: " + certificates.size());
        }
    }

    /** Reads what {@code /.well-known/est/cacerts} answers; empty if that is something else. */
    static Optional<Authorities> readEst(String base64) {
        return Pem.est(base64).flatMap(Authorities::of);
    }

    /** Reads PEM. */
    static Optional<Authorities> readPem(String pem) {
        return Pem.certificates(pem.getBytes(StandardCharsets.ISO_8859_1)).flatMap(Authorities::of);
    }

    private static Optional<Authorities> of(List<X509Certificate> certificates) {
        return Optional.of(certificates)
                .filter(some -> some.size() <= MAX_CERTIFICATES)
                .map(Authorities::new);
    }

    /** The roots that the system trusts, or none if it has none. */
    static List<X509Certificate> ofSystem() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(trust -> Stream.of(((X509TrustManager) trust).getAcceptedIssuers()))
                    .toList();
        } catch (GeneralSecurityException e) {
            return List.of();
        }
    }

    /**
     * The one of some roots that vouches for a server.
     *
     * @param roots trusted whether or not they are marked as CAs
     * @param chain what the server showed, its own certificate first
     */
    static Optional<Authorities> vouching(List<X509Certificate> roots, List<X509Certificate> chain) {
        return chain.isEmpty()
                ? Optional.empty()
                : anchor(chain.getFirst(), roots, chain, SERVER).map(root -> new Authorities(List.of(root)));
    }

    /**
     * The one of these authorities, a root if there is any, that vouches for a server.
     *
     * @param chain what the server showed, its own certificate first
     */
    Optional<X509Certificate> rootOf(List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        List<X509Certificate> authorities =
                certificates.stream().filter(Authorities::isAuthority).toList();
        List<X509Certificate> roots = authorities.stream()
                .filter(ca -> ca.getSubjectX500Principal().equals(ca.getIssuerX500Principal()))
                .toList();
        List<X509Certificate> between = new ArrayList<>(chain);
        between.addAll(authorities);
        return anchor(chain.getFirst(), roots.isEmpty() ? authorities : roots, between, SERVER);
    }

    /**
     * What of these one root stands for: itself, and the CAs that it vouches for, which servers may leave out when they show
     * their certificate. Nothing else, so that whoever compares the fingerprint of the root has compared them all.
     */
    Authorities under(X509Certificate root) {
        Set<X509Certificate> under = new LinkedHashSet<>(List.of(root));
        certificates.stream()
                .filter(Authorities::isAuthority)
                .filter(ca -> anchor(ca, List.of(root), certificates, ANYBODY).isPresent())
                .forEach(under::add);
        return new Authorities(List.copyOf(under));
    }

    /** Java does not look whether what it is told to trust may issue certificates at all. */
    private static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    /**
     * Which of the roots vouches for a certificate.
     *
     * @param uses what the certificate must be for, if it says for what it is
     */
    private static Optional<X509Certificate> anchor(
            X509Certificate of, List<X509Certificate> roots, List<X509Certificate> between, Set<String> uses) {
        if (roots.isEmpty()) {
            return Optional.empty();
        }
        try {
            X509CertSelector wanted = new X509CertSelector();
            wanted.setCertificate(of);
            wanted.setExtendedKeyUsage(uses);
            Set<TrustAnchor> anchors =
                    roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, wanted);
            // Ziti's certificates name no place to ask.
            parameters.setRevocationEnabled(false);
            List<X509Certificate> known = new ArrayList<>(between);
            known.add(of);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            PKIXCertPathBuilderResult path = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
            return Optional.ofNullable(path.getTrustAnchor().getTrustedCert());
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** SHA-256 as people compare it: upper-case hex with colons. */
    static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * TLS that trusts exactly these and shows no certificate; {@code HttpClient} checks the host name, too.
     *
     * @throws IllegalStateException if this Java cannot use them: they were read, so that is none of the network's doing
     */
    SSLContext tls() {
        try {
            return ClientTls.trusting(certificates);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As PEM. */
    String pem() {
        return Pem.text(certificates);
    }
}

package dev.chatp2p.setup.management;

import dev.chatp2p.ziti.identity.ClientTls;
import dev.chatp2p.ziti.identity.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** What the system trusts. */
    static Optional<Authorities> ofSystem(List<X509Certificate> chain) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            for (var manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager trust) {
                    return rootOf(chain, List.of(trust.getAcceptedIssuers()), List.of())
                            .map(root -> new Authorities(List.of(root)));
                }
            }
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /**
     * The one of these authorities, a root if there is any, that vouches for a server.
     *
     * @param chain what the server showed, its own certificate first
     */
    Optional<X509Certificate> rootOf(List<X509Certificate> chain) {
        List<X509Certificate> roots = certificates.stream()
                .filter(ca -> ca.getSubjectX500Principal().equals(ca.getIssuerX500Principal()))
                .toList();
        try {
            return rootOf(chain, roots.isEmpty() ? certificates : roots, certificates);
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Optional<X509Certificate> rootOf(
            List<X509Certificate> chain, List<X509Certificate> roots, List<X509Certificate> between)
            throws GeneralSecurityException {
        if (chain.isEmpty() || roots.isEmpty()) {
            return Optional.empty();
        }
        X509CertSelector server = new X509CertSelector();
        server.setCertificate(chain.getFirst());
        Set<TrustAnchor> anchors =
                roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, server);
        // Ziti's certificates name no place to ask.
        parameters.setRevocationEnabled(false);
        List<X509Certificate> known = new ArrayList<>(chain);
        known.addAll(between);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
        try {
            PKIXCertPathBuilderResult path = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
            return Optional.ofNullable(path.getTrustAnchor().getTrustedCert());
        } catch (CertPathBuilderException e) {
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

package dev.chatp2p.ziti.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Keys and certificates as text, and certificates from text. */
public final class Pem {
    private static final int MAX_CERTIFICATES = 1000;

    private Pem() {}

    /**
     * @param type such as {@code CERTIFICATE}
     */
    public static String text(String type, byte[] der) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, der));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** One after the other. */
    public static String text(List<X509Certificate> certificates) {
        return certificates.stream().map(Pem::text).collect(Collectors.joining());
    }

    private static String text(X509Certificate certificate) {
        try {
            return text("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * From what {@code /.well-known/est/cacerts} answers: PKCS#7 in base64 with line breaks (ziti-edge-protocol §3.2).
     *
     * @return empty if that is something else
     */
    public static Optional<List<X509Certificate>> est(String base64) {
        try {
            return certificates(Base64.getMimeDecoder().decode(base64.strip().getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** From PEM, or from a PKCS#7 bag; empty if there is none, too many, or something else. */
    public static Optional<List<X509Certificate>> certificates(byte[] bytes) {
        List<X509Certificate> certificates;
        try {
            certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .distinct()
                            .toList();
        } catch (CertificateException e) {
            return Optional.empty();
        }
        return Optional.of(certificates).filter(some -> !some.isEmpty() && some.size() <= MAX_CERTIFICATES);
    }
}

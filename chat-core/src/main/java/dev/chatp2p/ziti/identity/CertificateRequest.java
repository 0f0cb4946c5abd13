package dev.chatp2p.ziti.identity;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Asks for a certificate (PKCS#10). */
public final class CertificateRequest {

    private CertificateRequest() {}

    /** The request in PEM form, signed with the EC, RSA or Edwards-curve key that the certificate is to be for. */
    public static String text(String commonName, PrivateKey key, PublicKey publicKey) {
        X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "US")
                .addRDN(BCStyle.O, "chat-p2p")
                .addRDN(BCStyle.CN, commonName);
        try {
            byte[] request = new JcaPKCS10CertificationRequestBuilder(subject.build(), publicKey)
                    .build(new JcaContentSignerBuilder(algorithm(key)).build(key))
                    .getEncoded();
            return Pem.text("CERTIFICATE REQUEST", request);
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The common name in a certificate; “chat-p2p” when it has none. */
    static String commonName(X509Certificate certificate) {
        RDN[] names = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN);
        return names.length == 0
                ? "chat-p2p"
                : IETFUtils.valueToString(names[0].getFirst().getValue());
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }
}

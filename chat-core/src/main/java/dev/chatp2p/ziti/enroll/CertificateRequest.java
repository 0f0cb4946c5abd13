package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks for a certificate (PKCS#10) and reads the answer. */
final class CertificateRequest {

    private CertificateRequest() {}

    /** The request in PEM form, signed with the EC key that the certificate is to be for. */
    static String text(String commonName, PrivateKey key, PublicKey publicKey) {
        X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "US")
                .addRDN(BCStyle.O, "chat-p2p")
                .addRDN(BCStyle.CN, commonName);
        try {
            byte[] request = new JcaPKCS10CertificationRequestBuilder(subject.build(), publicKey)
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key))
                    .getEncoded();
            return Pem.text("CERTIFICATE REQUEST", request);
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The certificate and what goes with it, from JSON ({@code data.cert}) or bare PEM.
     *
     * @throws ZitiException PROTOCOL if there is none, or one for another key
     */
    static List<X509Certificate> answer(String body, PublicKey publicKey) throws ZitiException {
        String pem = body.stripLeading().startsWith("{") ? fromJson(body) : body;
        List<X509Certificate> chain =
                Pem.certificates(pem.getBytes(StandardCharsets.UTF_8), () -> odd("holds no certificate"));
        if (!chain.getFirst().getPublicKey().equals(publicKey)) {
            throw odd("holds the certificate of another key");
        }
        return chain;
    }

    private static String fromJson(String body) throws ZitiException {
        try {
            return JsonMapper.shared().readTree(body).path("data").path("cert").stringValue("");
        } catch (JacksonException e) {
            throw odd("cannot be read");
        }
    }

    private static ZitiException odd(String what) {
        return new ZitiException(
                ZitiFailure.PROTOCOL,
                "The controller's answer " + what + ", so the identity could not be made."
                        + " Tell the network's administrator, and ask for a new invitation.");
    }
}

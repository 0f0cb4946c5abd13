package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.identity.Pem;
import dev.chatp2p.ziti.rest.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads what a controller answers to a certificate request. */
final class CertificateAnswer {

    private CertificateAnswer() {}

    /**
     * The certificate and what goes with it, from JSON ({@code data.cert}) or bare PEM.
     *
     * @throws ZitiException PROTOCOL if there is none, or one for another key
     */
    static List<X509Certificate> read(String body, PublicKey publicKey) throws ZitiException {
        String pem = body.stripLeading().startsWith("{") ? fromJson(body) : body;
        List<X509Certificate> chain =
                Pem.certificates(pem.getBytes(StandardCharsets.UTF_8)).orElseThrow(() -> odd("holds no certificate"));
        if (!chain.getFirst().getPublicKey().equals(publicKey)) {
            throw odd("holds the certificate of another key");
        }
        return chain;
    }

    private static String fromJson(String body) throws ZitiException {
        return JsonText.parse(body)
                .orElseThrow(() -> odd("cannot be read"))
                .path("data")
                .path("cert")
                .stringValue("");
    }

    private static ZitiException odd(String what) {
        return new ZitiException(
                ZitiFailure.PROTOCOL,
                "The controller's answer " + what + ", so the identity could not be made."
                        + " Tell the network's administrator, and ask for a new invitation.");
    }
}

package dev.chatp2p.ziti.enroll;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a token is signed: the names of RFC 7518 §3.1 and RFC 8037 that stand for signatures with a public key. {@code none}
 * and the {@code HS} family are missing on purpose: anybody could make those.
 */
enum SignatureAlgorithm {
    RS256(Family.RSA, 256),
    RS384(Family.RSA, 384),
    RS512(Family.RSA, 512),
    PS256(Family.RSA_PSS, 256),
    PS384(Family.RSA_PSS, 384),
    PS512(Family.RSA_PSS, 512),
    ES256(Family.ECDSA, 256),
    ES384(Family.ECDSA, 384),
    ES512(Family.ECDSA, 512),
    EDDSA(Family.EDDSA, 0);

    private static final int SHORTEST_RSA = 2048;

    private enum Family {
        RSA,
        RSA_PSS,
        ECDSA,
        EDDSA
    }

    private final Family family;
    private final int hashBits;

    SignatureAlgorithm(Family family, int hashBits) {
        this.family = family;
        this.hashBits = hashBits;
    }

    /** By the name in the token's header. */
    static Optional<SignatureAlgorithm> named(String alg) {
        return Arrays.stream(values()).filter(one -> one.header().equals(alg)).findFirst();
    }

    private String header() {
        return this == EDDSA ? "EdDSA" : name();
    }

    /** Whether the owner of that key has signed the text; false also when the key is of another kind. */
    boolean verifies(PublicKey key, String text, byte[] signature) {
        if (!takes(key)) {
            return false;
        }
        try {
            Signature verifier = verifier();
            verifier.initVerify(key);
            verifier.update(text.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature of the wrong length, for instance.
            return false;
        }
    }

    private boolean takes(PublicKey key) {
        return switch (family) {
            case RSA, RSA_PSS ->
                key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= SHORTEST_RSA;
            // ES512 goes with the curve P-521.
            case ECDSA ->
                key instanceof ECPublicKey ec
                        && ec.getParams().getOrder().bitLength() == (hashBits == 512 ? 521 : hashBits);
            case EDDSA -> key instanceof EdECPublicKey;
        };
    }

    private Signature verifier() throws GeneralSecurityException {
        return switch (family) {
            case RSA -> Signature.getInstance("SHA" + hashBits + "withRSA");
            case ECDSA -> Signature.getInstance("SHA" + hashBits + "withECDSAinP1363Format");
            case EDDSA -> Signature.getInstance("EdDSA");
            case RSA_PSS -> {
                String hash = "SHA-" + hashBits;
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), hashBits / 8, 1));
                yield pss;
            }
        };
    }
}

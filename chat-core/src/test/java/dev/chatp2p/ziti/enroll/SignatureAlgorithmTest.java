package dev.chatp2p.ziti.enroll;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.identity.TestPki;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureAlgorithmTest {
    private static final KeyPair RSA = generate("RSA", 2048);
    private static final KeyPair OTHER_RSA = generate("RSA", 2048);

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
    void acceptsTheSignersKeyAndNoOther(String alg) throws Exception {
        KeyPair signer = keys(alg);
        SignedToken token = SignedToken.parse(Tokens.sign(alg, signer.getPrivate(), Tokens.ott("https://a")));

        assertTrue(token.isSignedWith(signer.getPublic()));
        assertFalse(token.isSignedWith(
                alg.matches("[RP].*") ? OTHER_RSA.getPublic() : keys(alg).getPublic()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
    void refusesKeysOfAnotherKind(String alg) throws Exception {
        SignedToken token = SignedToken.parse(Tokens.sign(alg, keys(alg).getPrivate(), Tokens.ott("https://a")));

        for (String other : new String[] {"RS256", "ES256", "ES384", "ES512", "EdDSA"}) {
            assertFalse(token.isSignedWith(
                    other.startsWith("R") ? OTHER_RSA.getPublic() : keys(other).getPublic()));
        }
    }

    @Test
    void refusesAChangedToken() throws Exception {
        String token = Tokens.sign("RS256", RSA.getPrivate(), Tokens.ott("https://a"));
        String[] parts = token.split("\\.", -1);
        String changed = parts[0] + "." + Tokens.part(Tokens.ott("https://evil").toString()) + "." + parts[2];

        assertTrue(SignedToken.parse(token).isSignedWith(RSA.getPublic()));
        assertFalse(SignedToken.parse(changed).isSignedWith(RSA.getPublic()));
    }

    @Test
    void refusesASignatureOfAnotherLength() throws Exception {
        String token = Tokens.sign("ES256", keys("ES256").getPrivate(), Tokens.ott("https://a"));
        String unsigned = token.substring(0, token.lastIndexOf('.') + 1);

        for (int length : new int[] {1, 32, 63, 65, 96, 1000}) {
            String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[length]);
            assertFalse(SignedToken.parse(unsigned + signature)
                    .isSignedWith(keys("ES256").getPublic()));
        }
    }

    @Test
    void refusesASignatureOfZeros() throws Exception {
        KeyPair signer = keys("ES256");
        String token = Tokens.sign("ES256", signer.getPrivate(), Tokens.ott("https://a"));
        String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);

        assertFalse(SignedToken.parse(token.substring(0, token.lastIndexOf('.') + 1) + zeros)
                .isSignedWith(signer.getPublic()));
    }

    @Test
    void refusesShortKeys() throws Exception {
        KeyPair weak = generate("RSA", 1024);

        assertFalse(SignedToken.parse(Tokens.sign("RS256", weak.getPrivate(), Tokens.ott("https://a")))
                .isSignedWith(weak.getPublic()));
    }

    private static KeyPair keys(String alg) {
        return switch (alg) {
            case "ES256" -> TestPki.ecKeys("secp256r1");
            case "ES384" -> TestPki.ecKeys("secp384r1");
            case "ES512" -> TestPki.ecKeys("secp521r1");
            case "EdDSA" -> generate("Ed25519", 0);
            default -> RSA;
        };
    }

    private static KeyPair generate(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

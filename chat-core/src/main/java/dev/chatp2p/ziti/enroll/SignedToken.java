package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.rest.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** A JWT taken apart (RFC 7515 §7.1), its signature not yet verified. A secret: without {@code toString}. */
final class SignedToken {

    private final JsonNode claims;
    private final SignatureAlgorithm algorithm;
    private final String signed;
    private final byte[] signature;

    private SignedToken(JsonNode claims, SignatureAlgorithm algorithm, String signed, byte[] signature) {
        this.claims = claims;
        this.algorithm = algorithm;
        this.signed = signed;
        this.signature = signature;
    }

    /**
     * @param token three parts of base64url
     * @throws ZitiException BAD_INVITATION
     */
    static SignedToken parse(String token) throws ZitiException {
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        JsonNode header = object(token.substring(0, first));
        JsonNode claims = object(token.substring(first + 1, last));
        String alg = header.path("alg").asString("");
        SignatureAlgorithm algorithm = SignatureAlgorithm.named(alg)
                .orElseThrow(() -> bad("This invitation is signed in a way that proves nothing or is not known here (“"
                        + ForeignText.line(alg, 20) + "”), so it is not used. Ask for a new one."));
        if (header.has("crit")) { // RFC 7515 §4.1.11
            throw bad("This invitation needs a newer version of this program. Look for an update.");
        }
        return new SignedToken(claims, algorithm, token.substring(0, last), decode(token.substring(last + 1)));
    }

    JsonNode claims() {
        return claims;
    }

    /** Whether the owner of that key has made this token. */
    boolean isSignedWith(PublicKey key) {
        return algorithm.verifies(key, signed, signature);
    }

    private static JsonNode object(String part) throws ZitiException {
        // A parser's own exception is not kept: its text may quote the token.
        return JsonText.parse(new String(decode(part), StandardCharsets.UTF_8)).orElseThrow(SignedToken::damaged);
    }

    private static byte[] decode(String part) throws ZitiException {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    static ZitiException damaged() {
        return bad("This invitation is damaged or not complete. Copy all of it, or ask for it to be sent again.");
    }

    private static ZitiException bad(String sentence) {
        return new ZitiException(ZitiFailure.BAD_INVITATION, sentence);
    }
}

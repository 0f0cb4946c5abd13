package dev.chatp2p.ziti.enroll;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes enrolment tokens for tests. */
final class Tokens {

    private Tokens() {}

    static ObjectNode json() {
        return JsonMapper.shared().createObjectNode();
    }

    /** The claims of a one-time token as controller 1.6.0 writes them. */
    static ObjectNode ott(String issuer) {
        ObjectNode claims = json().put("iss", issuer).put("sub", "wqtgyZVOb");
        claims.putArray("aud").add("");
        claims.put("exp", 4102444800L)
                .put("jti", "ff496c35-c9c2-4e1e-aeb7-2160de096e03")
                .put("em", "ott");
        claims.putArray("ctrls").add(issuer.replace("https://", "tls:"));
        return claims;
    }

    static String sign(String alg, PrivateKey key, ObjectNode claims) {
        return sign(json().put("alg", alg).put("kid", "3612eaf1").put("typ", "JWT"), key, claims);
    }

    static String sign(ObjectNode header, PrivateKey key, ObjectNode claims) {
        String signed = part(header.toString()) + "." + part(claims.toString());
        try {
            Signature signature = signature(header.path("alg").asString(""));
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a signature of no worth. */
    static String unsigned(ObjectNode header, ObjectNode claims) {
        return part(header.toString()) + "." + part(claims.toString()) + "." + part("signature");
    }

    /** The same for RS256. */
    static String unsigned(ObjectNode claims) {
        return unsigned(json().put("alg", "RS256"), claims);
    }

    private static Signature signature(String alg) throws GeneralSecurityException {
        String bits = alg.substring(2);
        return switch (alg.substring(0, 2)) {
            case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
            case "ES" -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
            case "PS" -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec(
                        "SHA-" + bits,
                        "MGF1",
                        new MGF1ParameterSpec("SHA-" + bits),
                        Integer.parseInt(bits) / 8,
                        PSSParameterSpec.TRAILER_FIELD_BC));
                yield pss;
            }
            case "Ed" -> Signature.getInstance("EdDSA");
            default -> throw new IllegalArgumentException(alg);
        };
    }

    static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.chatp2p.setup.wizard;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Enrolment tokens that look right until somebody checks the signature. */
public final class TestTokens {

    private TestTokens() {}

    /** An invitation to a network on {@code ctrl.example.org:1280}. */
    public static String ott(Instant expires) {
        return token("ott", expires);
    }

    /** The same for another way of enrolling. */
    public static String token(String method, Instant expires) {
        String claims = """
                {"iss":"https://ctrl.example.org:1280","sub":"Tn9fLz8Oa","aud":[""],"exp":%d,\
                "jti":"7c3e1f0a-5b8e-4c0e-9f65-0d8f6a1c2b3d","em":"%s"}""".formatted(expires.getEpochSecond(), method);
        return part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + part(claims) + "." + part("x".repeat(256));
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

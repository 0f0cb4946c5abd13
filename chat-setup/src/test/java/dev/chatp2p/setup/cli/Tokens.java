package dev.chatp2p.setup.cli;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Enrolment tokens with a signature that nobody has made. */
final class Tokens {

    private Tokens() {}

    static String oneTime(String subject, Instant expires) {
        return token("ott", subject, expires);
    }

    static String token(String method, String subject, Instant expires) {
        return part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}")
                + "."
                + part("{\"iss\":\"https://ctrl.example.org:1280\",\"sub\":\"" + subject + "\",\"aud\":[\"\"],\"exp\":"
                        + expires.getEpochSecond() + ",\"jti\":\"0f7e2a4c-1d3b-4e5f-8a9b-0c1d2e3f4a5b\",\"em\":\""
                        + method
                        + "\"}")
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[256]);
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.chatp2p.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private final Redaction redaction = new Redaction("/home/alice");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJSECRET.SECRETsignature",
                "-----BEGIN PRIVATE KEY-----\nSECRETbase64\nSECRET\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nSECRET and the file was cut here",
                "Authorization: Bearer SECRETSECRET",
                "zt-session: SECRET-uuid",
                "password=SECRET",
                "{\"secret\":\"SECRET\"}",
                "otpauth://totp/net:alice?secret=SECRET"
            })
    void whatLooksLikeASecretIsTakenOut(String text) {
        assertFalse(redaction.of("before " + text + "\nafter").contains("SECRET"), redaction.of(text));
    }

    @Test
    void theHomeFolderHasNoName() {
        assertEquals("read ~/.config/chat-p2p/identity.json", redaction.of("read /home/alice/.config/chat-p2p/identity.json"));
    }

    @Test
    void ordinaryLinesStayAsTheyAre() {
        String line = "2026-01-01T12:00:00 INFO [ziti-host] d.c.z.c.ZitiListener: hosting chat-p2p on r1 (token renewed)";
        assertEquals(line, redaction.of(line));
        assertEquals("nothing", new Redaction("").of("nothing"));
    }
}

package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.rest.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What an OIDC access token says about itself. Its signature is not checked: we have it from the controller over TLS, and
 * nothing here is decided by it.
 */
final class AccessToken {
    private static final int MAX_LENGTH = 16_384;

    private AccessToken() {}

    /**
     * The id of the API session (claim {@code z_asid}); it stays when the token is renewed.
     *
     * @throws ZitiException PROTOCOL if there is none
     */
    static String sessionId(String token) throws ZitiException {
        String[] parts = token.length() > MAX_LENGTH ? new String[0] : token.split("\\.", 4);
        if (parts.length != 3) {
            throw Json.odd("access_token");
        }
        // A parser's own exception is not kept: its text may quote the token.
        return Json.id(
                decoded(parts[1]).flatMap(JsonText::parse).orElseThrow(() -> Json.odd("access_token")), "z_asid");
    }

    private static Optional<String> decoded(String part) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package dev.chatp2p.ziti.controller;

import java.util.Locale;
import java.util.Optional;

/** Which way to log in ({@code ziti-edge-protocol.md} §4 and §5); a controller without OIDC gets the legacy one in any case. */
public enum LoginFlow {
    /** As the controller's capabilities suggest: see {@link ControllerVersion#prefersOidc}. */
    AUTO,
    /** OpenID Connect where the controller has it. */
    OIDC,
    /** With a {@code zt-session} token. */
    LEGACY;

    /**
     * What a person wrote: {@code auto}, {@code oidc} or {@code legacy}.
     *
     * @return empty if it is something else
     */
    public static Optional<LoginFlow> named(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> Optional.of(AUTO);
            case "oidc" -> Optional.of(OIDC);
            case "legacy" -> Optional.of(LEGACY);
            default -> Optional.empty();
        };
    }
}

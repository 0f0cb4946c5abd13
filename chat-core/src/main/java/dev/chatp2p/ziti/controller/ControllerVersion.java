package dev.chatp2p.ziti.controller;

import java.util.Map;
import java.util.Set;

/**
 * What a controller says about itself before anyone logs in.
 *
 * @param version such as {@code v1.6.0}; self-built controllers say {@code v0.0.0}, so decide by capabilities
 * @param capabilities such as {@code OIDC_AUTH} and {@code HA_CONTROLLER}
 * @param apis name of each interface ({@code edge-client}, {@code edge-oidc}) with its versions; what cannot be understood is
 *     left out
 */
public record ControllerVersion(String version, Set<String> capabilities, Map<String, Set<String>> apis) {
    public ControllerVersion {
        capabilities = Set.copyOf(capabilities);
        apis = Map.copyOf(apis);
    }
}

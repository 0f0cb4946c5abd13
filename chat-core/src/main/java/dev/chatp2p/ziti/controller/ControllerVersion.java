package dev.chatp2p.ziti.controller;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a controller says about itself before anyone logs in.
 *
 * @param version such as {@code v1.6.0}; self-built controllers say {@code v0.0.0}, so decide by capabilities
 * @param capabilities such as {@code OIDC_AUTH} and {@code HA_CONTROLLER}
 * @param apis name of each interface ({@code edge-client}, {@code edge-oidc}) with its versions; what cannot be understood is
 *     left out
 */
public record ControllerVersion(String version, Set<String> capabilities, Map<String, Set<String>> apis) {
    private static final Pattern MAJOR = Pattern.compile("v?(\\d{1,4})\\.");

    public ControllerVersion {
        capabilities = Set.copyOf(capabilities);
        apis = Map.copyOf(apis);
    }

    /**
     * Whether to log in with OpenID Connect: networks with several controllers need it, controllers from 2.0 on prefer it.
     *
     * @param enableHa whether the identity's file says that there are several controllers
     */
    public boolean prefersOidc(boolean enableHa) {
        return capabilities.contains("HA_CONTROLLER")
                || (capabilities.contains("OIDC_AUTH") && (enableHa || isFrom2()));
    }

    private boolean isFrom2() {
        Matcher major = MAJOR.matcher(version);
        return major.lookingAt() && Integer.parseInt(major.group(1)) >= 2;
    }
}

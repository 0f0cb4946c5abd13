package dev.chatp2p.ziti.router;

/**
 * What a router said about itself in its answer to Hello ({@code ziti-edge-protocol.md} §8).
 *
 * @param routerId the router's id
 * @param version its version, for example {@code v1.6.0}
 * @param sendsBindSuccess whether it confirms binds asynchronously
 */
record HelloResult(String routerId, String version, boolean sendsBindSuccess) {

    private static final int MAX_TEXT = 200;

    static HelloResult of(Headers headers) {
        String version = headers.string(HeaderId.HELLO_VERSION).orElse("");
        int bar = version.indexOf('|');
        return new HelloResult(
                bounded(headers.string(HeaderId.ROUTER_ID).orElse("")),
                bounded(bar < 0 ? version : version.substring(0, bar)),
                headers.isTrue(HeaderId.SUPPORTS_BIND_SUCCESS));
    }

    /** It is kept as long as the channel; nothing true is that long. */
    private static String bounded(String text) {
        return text.substring(0, Math.min(text.length(), MAX_TEXT));
    }

    /**
     * Whether this router was built with the two inspect response ids swapped: 1.6.0 to 1.6.15 and 1.7.x; self-built ones
     * that do not know their version ({@code v0.0.0}) are taken for such. Either answer is tolerated by all (§10.4).
     */
    boolean swapsInspectTypes() {
        if (version.equals("v0.0.0") || version.startsWith("v1.7.")) {
            return true;
        }
        if (!version.startsWith("v1.6.")) {
            return false;
        }
        String patch = version.substring("v1.6.".length()).replaceFirst("\\D.*", "");
        return !patch.isEmpty() && patch.length() < 4 && Integer.parseInt(patch) <= 15;
    }
}

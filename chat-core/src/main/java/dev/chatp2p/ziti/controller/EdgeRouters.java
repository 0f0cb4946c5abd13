package dev.chatp2p.ziti.controller;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the controller's lists of edge routers: what cannot be used is passed over, so one odd router harms no other. */
final class EdgeRouters {
    /** More than anyone needs; each may be connected to. */
    private static final int MAX_ROUTERS = 100;

    private static final int MAX_NAME = 200;
    private static final int MAX_ADDRESS = 300;

    private EdgeRouters() {}

    static List<EdgeRouter> read(JsonNode rows) {
        Set<EdgeRouter> routers = new LinkedHashSet<>();
        for (JsonNode row : rows) {
            if (routers.size() < MAX_ROUTERS) {
                router(row).ifPresent(routers::add);
            }
        }
        return List.copyOf(routers);
    }

    private static Optional<EdgeRouter> router(JsonNode row) {
        String full = row.path("name").stringValue("");
        String name = full.substring(0, Math.min(full.length(), MAX_NAME));
        return Optional.ofNullable(row.path("supportedProtocols").path("tls").stringValue(null))
                .filter(tls -> tls.length() <= MAX_ADDRESS)
                .flatMap(tls -> address(name, tls));
    }

    /** Both {@code tls://host:port} and {@code tls:host:port} occur. */
    private static Optional<EdgeRouter> address(String name, String tls) {
        if (!tls.startsWith("tls:")) {
            return Optional.empty();
        }
        String authority = tls.substring("tls:".length()).replaceFirst("^//", "");
        try {
            URI uri = new URI("tls://" + authority).parseServerAuthority();
            String host = uri.getHost();
            int port = uri.getPort();
            if (host == null || uri.getRawUserInfo() != null || port < 1 || port > 65535) {
                return Optional.empty();
            }
            boolean ipv6 = host.startsWith("[");
            return Optional.of(new EdgeRouter(name, ipv6 ? host.substring(1, host.length() - 1) : host, port));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}

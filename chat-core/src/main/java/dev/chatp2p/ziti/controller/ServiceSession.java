package dev.chatp2p.ziti.controller;

import java.util.List;

/**
 * The permission to dial or to host one service.
 *
 * @param token secret and opaque, up to several KiB; goes into Connect and Bind
 * @param routers the routers that were online when it was made; may be empty
 */
public record ServiceSession(String id, String token, String serviceId, SessionType type, List<EdgeRouter> routers) {
    public ServiceSession {
        routers = List.copyOf(routers);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ServiceSession[" + id + ", " + type + " " + serviceId + ", " + routers + "]";
    }
}

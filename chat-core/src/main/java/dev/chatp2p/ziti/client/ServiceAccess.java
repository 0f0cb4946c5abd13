package dev.chatp2p.ziti.client;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.controller.ApiSession;
import dev.chatp2p.ziti.controller.ControllerClient;
import dev.chatp2p.ziti.controller.EdgeRouter;
import dev.chatp2p.ziti.controller.Service;
import dev.chatp2p.ziti.controller.ServiceSession;
import dev.chatp2p.ziti.controller.SessionType;
import dev.chatp2p.ziti.router.RouterAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What we may do with services: their description and one session per service and kind, created once and kept
 * ({@code ziti-edge-protocol.md} §6.3 tells why not twice). Thread-safe; a caller may wait for another one's request.
 */
final class ServiceAccess {

    /**
     * A service and the permission to use it in one way.
     *
     * @param session the service session, with its secret token
     * @param routers the edge routers to reach it through, as last heard; never empty
     */
    record Access(Service service, ServiceSession session, List<RouterAddress> routers) {}

    /**
     * @param session the id of the API session everything hangs on
     */
    private record Key(String session, String service, SessionType type) {}

    private final ControllerClient controller;
    private final Map<Key, Access> cache = new ConcurrentHashMap<>();
    /** Held while one is created, so that nobody creates a second one; never to look at what is there. */
    private final Map<Key, ReentrantLock> creating = new ConcurrentHashMap<>();

    ServiceAccess(ControllerClient controller) {
        this.controller = controller;
    }

    /**
     * Permission to dial or host a service. What is known is given without asking anybody.
     *
     * @throws ZitiException with {@link ZitiFailure#NOT_FOUND}, {@link ZitiFailure#NOT_ALLOWED},
     *     {@link ZitiFailure#NO_ROUTER}, or what the controller says
     */
    Access access(ApiSession api, String service, SessionType type) throws ZitiException, InterruptedException {
        Key key = new Key(api.id(), service, type);
        Access cached = cache.get(key);
        if (cached != null) {
            return cached;
        }
        ReentrantLock one = creating.computeIfAbsent(key, k -> new ReentrantLock());
        one.lockInterruptibly();
        try {
            Access meanwhile = cache.get(key);
            if (meanwhile != null) {
                return meanwhile;
            }
            Service found = describe(service, type);
            ServiceSession session = controller.createSession(found.id(), type);
            Access access = new Access(found, session, addresses(session.routers(), service));
            cache.keySet().removeIf(k -> !k.session().equals(api.id()));
            creating.keySet().removeIf(k -> !k.session().equals(api.id()));
            cache.put(key, access);
            return access;
        } finally {
            one.unlock();
        }
    }

    /** Asks for the routers again; if the session is gone, so is it here, and there is a new one. */
    Access refreshed(ApiSession api, String service, SessionType type) throws ZitiException, InterruptedException {
        Access access = access(api, service, type);
        try {
            Access fresh = new Access(
                    access.service(),
                    access.session(),
                    addresses(controller.sessionRouters(access.session()), service));
            cache.replace(new Key(api.id(), service, type), access, fresh);
            return fresh;
        } catch (ZitiException e) {
            if (e.failure() == ZitiFailure.NOT_FOUND) {
                forget(access);
                return access(api, service, type);
            }
            throw e;
        }
    }

    /** Drops a session that a router no longer accepts. */
    void forget(Access access) {
        cache.values().removeIf(a -> a.session().id().equals(access.session().id()));
    }

    /** The service's description, for its id. */
    Service describe(String name) throws ZitiException, InterruptedException {
        return controller
                .service(name)
                .orElseThrow(() -> new ZitiException(
                        ZitiFailure.NOT_FOUND,
                        "The service " + quoted(name)
                                + " does not exist on this network, or this identity may not use it."
                                + " Ask whoever runs the network to check its service policies."));
    }

    private Service describe(String name, SessionType type) throws ZitiException, InterruptedException {
        Service service = describe(name);
        if (!service.permissions().contains(type)) {
            throw new ZitiException(
                    ZitiFailure.NOT_ALLOWED,
                    type == SessionType.BIND
                            ? "This identity may not host the service " + quoted(name)
                                    + " (no Bind permission), so nobody can call you."
                                    + " Ask whoever runs the network for it."
                            : "This identity may not dial the service " + quoted(name)
                                    + " (no Dial permission), so you cannot call anybody."
                                    + " Ask whoever runs the network for it.");
        }
        if (service.postureFailing()) {
            throw new ZitiException(
                    ZitiFailure.NOT_ALLOWED,
                    "The network's posture checks for the service " + quoted(name)
                            + " are not met by this computer. Ask whoever runs the network what they require.");
        }
        return service;
    }

    private static List<RouterAddress> addresses(List<EdgeRouter> routers, String service) throws ZitiException {
        if (routers.isEmpty()) {
            throw new ZitiException(
                    ZitiFailure.NO_ROUTER,
                    "No edge router is online for the service " + quoted(service)
                            + ". It is tried again; if it lasts, tell whoever runs the network.");
        }
        return routers.stream()
                .map(r -> new RouterAddress(r.name(), r.host(), r.port()))
                .distinct()
                .toList();
    }

    static String quoted(String name) {
        return "“" + ForeignText.line(name, 100) + "”";
    }
}

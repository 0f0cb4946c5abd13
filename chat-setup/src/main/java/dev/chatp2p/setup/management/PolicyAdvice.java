package dev.chatp2p.setup.management;

/**
 * What the controller's policy adviser says about an identity and a service
 * ({@code GET /identities/{id}/policy-advice/{serviceId}}).
 *
 * @param mayDial whether a policy lets it dial
 * @param mayHost whether a policy lets it host
 * @param commonRouters edge routers that both may use
 * @param commonRoutersOnline those of them that are online
 */
public record PolicyAdvice(boolean mayDial, boolean mayHost, int commonRouters, int commonRoutersOnline) {}

package dev.chatp2p.core.peer;

import dev.chatp2p.core.overlay.PeerId;

/**
 * Somebody known to this client.
 *
 * @param id the identity name
 * @param presence whether the service lists a terminator under that name
 * @param routers through how many different edge routers the name is reachable, 0 when offline
 */
public record Peer(PeerId id, Presence presence, int routers) {}

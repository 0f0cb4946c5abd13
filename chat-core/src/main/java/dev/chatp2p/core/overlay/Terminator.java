package dev.chatp2p.core.overlay;

/**
 * One row of a service's terminator list: this name can be reached through this router.
 *
 * @param peer the instance name; anyone allowed to host may have chosen it, so it is no proof of identity
 * @param routerId the edge router's id
 * @param id the terminator's own id
 */
public record Terminator(PeerId peer, String routerId, String id) {}

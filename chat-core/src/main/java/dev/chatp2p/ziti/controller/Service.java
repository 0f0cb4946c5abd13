package dev.chatp2p.ziti.controller;

import java.util.Set;

/**
 * A service this identity may see.
 *
 * @param encryptionRequired circuits must be end-to-end encrypted
 * @param permissions what this identity may do with it; may be empty (administrators see services they may not use)
 * @param postureFailing a posture check (of the device's state) that this identity needs does not pass
 */
public record Service(
        String id, String name, boolean encryptionRequired, Set<SessionType> permissions, boolean postureFailing) {
    public Service {
        permissions = Set.copyOf(permissions);
    }
}

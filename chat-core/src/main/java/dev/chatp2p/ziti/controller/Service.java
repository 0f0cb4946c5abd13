package dev.chatp2p.ziti.controller;

import java.util.List;
import java.util.Set;

/**
 * A service this identity may see.
 *
 * @param encryptionRequired circuits must be end-to-end encrypted
 * @param permissions what this identity may do with it; may be empty (administrators see services they may not use)
 * @param policies those among the policies behind the permissions that tell of posture checks (of the device's state)
 */
public record Service(
        String id,
        String name,
        boolean encryptionRequired,
        Set<SessionType> permissions,
        List<PosturePolicy> policies) {
    public Service {
        permissions = Set.copyOf(permissions);
        policies = List.copyOf(policies);
    }

    /** The policies that permit this. */
    public List<PosturePolicy> policies(SessionType type) {
        return policies.stream().filter(policy -> policy.type() == type).toList();
    }

    /** Whether a permission does not hold: it does as long as one of its policies passes. */
    public boolean postureFailing(SessionType type) {
        List<PosturePolicy> behind = policies(type);
        return !behind.isEmpty() && behind.stream().noneMatch(PosturePolicy::passing);
    }
}

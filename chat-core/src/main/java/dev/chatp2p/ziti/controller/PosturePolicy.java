package dev.chatp2p.ziti.controller;

import java.util.List;

/**
 * A service policy with the posture checks it depends on.
 *
 * @param type what it permits
 * @param passing whether all its checks are passed, by what the network knows
 */
public record PosturePolicy(SessionType type, boolean passing, List<PostureQuery> queries) {
    public PosturePolicy {
        queries = List.copyOf(queries);
    }
}

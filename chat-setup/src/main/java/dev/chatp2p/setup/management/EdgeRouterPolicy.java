package dev.chatp2p.setup.management;

import java.util.Map;
import java.util.Set;

/**
 * Which edge routers identities may use.
 *
 * @param identityRoles roles as the controller writes them: {@code #attribute}, {@code #all} or {@code @id}
 * @param edgeRouterRoles likewise
 * @param semantic whether one of several attributes is enough
 */
public record EdgeRouterPolicy(
        String id,
        String name,
        Set<String> identityRoles,
        Set<String> edgeRouterRoles,
        Semantic semantic,
        Map<String, String> tags)
        implements Entity {

    public EdgeRouterPolicy {
        identityRoles = Set.copyOf(identityRoles);
        edgeRouterRoles = Set.copyOf(edgeRouterRoles);
        tags = Map.copyOf(tags);
    }
}

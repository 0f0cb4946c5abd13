package dev.chatp2p.setup.management;

import java.util.Map;
import java.util.Set;

/**
 * Through which edge routers services may go.
 *
 * @param serviceRoles roles as the controller writes them: {@code #attribute}, {@code #all} or {@code @id}
 * @param edgeRouterRoles likewise
 * @param semantic whether one of several attributes is enough
 */
public record ServiceEdgeRouterPolicy(
        String id,
        String name,
        Set<String> serviceRoles,
        Set<String> edgeRouterRoles,
        Semantic semantic,
        Map<String, String> tags)
        implements Entity {

    public ServiceEdgeRouterPolicy {
        serviceRoles = Set.copyOf(serviceRoles);
        edgeRouterRoles = Set.copyOf(edgeRouterRoles);
        tags = Map.copyOf(tags);
    }
}

package dev.chatp2p.setup.management;

import java.util.Map;
import java.util.Set;

/**
 * Who may dial or host which services.
 *
 * @param identityRoles roles as the controller writes them: {@code #attribute}, {@code #all} or {@code @id}
 * @param serviceRoles likewise
 * @param semantic whether one of several attributes is enough
 */
public record ServicePolicy(
        String id,
        String name,
        Type type,
        Set<String> identityRoles,
        Set<String> serviceRoles,
        Semantic semantic,
        Map<String, String> tags)
        implements Entity {

    /** What a service policy allows. */
    public enum Type {
        DIAL,
        BIND
    }

    public ServicePolicy {
        identityRoles = Set.copyOf(identityRoles);
        serviceRoles = Set.copyOf(serviceRoles);
        tags = Map.copyOf(tags);
    }
}

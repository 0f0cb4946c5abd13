package dev.chatp2p.setup.management;

import java.util.Map;
import java.util.Set;

/** An edge router as the administrator sees it. */
public record RouterEntity(String id, String name, Set<String> roleAttributes, boolean online, Map<String, String> tags)
        implements Entity {

    public RouterEntity {
        roleAttributes = Set.copyOf(roleAttributes);
        tags = Map.copyOf(tags);
    }
}

package dev.chatp2p.setup.management;

import java.util.Map;
import java.util.Set;

/**
 * A service as the administrator sees it.
 *
 * @param roleAttributes without the {@code #}
 * @param encryptionRequired whether circuits must be end-to-end encrypted
 */
public record ServiceEntity(
        String id, String name, Set<String> roleAttributes, boolean encryptionRequired, Map<String, String> tags)
        implements Entity {

    public ServiceEntity {
        roleAttributes = Set.copyOf(roleAttributes);
        tags = Map.copyOf(tags);
    }
}

package dev.chatp2p.setup.management;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An identity as the administrator sees it.
 *
 * @param id what the controller calls it; empty in one that is to be created
 * @param roleAttributes without the {@code #}
 * @param invitation the one-time-token enrolment that waits to be used; empty when enrolled or when it was taken back
 * @param enrolled whether it has a certificate or password, so that somebody uses it
 * @param online whether it is connected to an edge router now
 * @param admin whether it may administer the controller
 */
public record IdentityEntity(
        String id,
        String name,
        Set<String> roleAttributes,
        Map<String, String> tags,
        Optional<PendingInvitation> invitation,
        boolean enrolled,
        boolean online,
        boolean admin)
        implements Entity {

    public IdentityEntity {
        roleAttributes = Set.copyOf(roleAttributes);
        tags = Map.copyOf(tags);
    }
}

package dev.chatp2p.setup.management;

import dev.chatp2p.setup.SetupException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * What an administrator can do at one controller. Every call is one or more requests, blocks until it is answered, can be
 * interrupted, and may be made from any thread. A log-in that ran out is renewed once by itself.
 */
public interface Management extends AutoCloseable {

    /** What the controller calls its version, such as {@code v1.6.0}. */
    String controllerVersion();

    /** Those of the names that exist; asks for as many pages and in as few requests as needed. */
    <E extends Entity> List<E> findByName(EntityKind<E> kind, Collection<String> names)
            throws SetupException, InterruptedException;

    /** Those that carry the tag with that value; all pages. */
    <E extends Entity> List<E> findByTag(EntityKind<E> kind, String tag, String value)
            throws SetupException, InterruptedException;

    /** Identities that carry the role attribute (without {@code #}); all pages. */
    List<IdentityEntity> identitiesWithRole(String roleAttribute) throws SetupException, InterruptedException;

    /** All of a kind; all pages. Meant for edge routers and the like, not for thousands of identities. */
    <E extends Entity> List<E> all(EntityKind<E> kind) throws SetupException, InterruptedException;

    /** The terminators of a service; all pages. */
    List<TerminatorEntry> terminators(String serviceId) throws SetupException, InterruptedException;

    /**
     * Creates one; an identity with a one-time-token enrolment.
     *
     * @return its id
     * @throws SetupException NAME_TAKEN if there is one of that name by now, REFUSED, NOT_ALLOWED
     */
    <E extends Entity> String create(EntityKind<E> kind, E entity) throws SetupException, InterruptedException;

    /** Changes roles, attributes, type, semantic and tags of the entity with {@code entity.id()} to what it says. */
    <E extends Entity> void change(EntityKind<E> kind, E entity) throws SetupException, InterruptedException;

    /** Deletes one; it is no failure if it is gone already. */
    void delete(EntityKind<?> kind, String id) throws SetupException, InterruptedException;

    /** One identity with its pending invitation as of now. */
    IdentityEntity identity(String id) throws SetupException, InterruptedException;

    /**
     * Takes back what was issued before (a pending invitation, or the certificate of an enrolled identity) and issues a new
     * invitation for the same identity.
     *
     * @param validFor how long it can be used
     */
    PendingInvitation reissue(String identityId, Duration validFor) throws SetupException, InterruptedException;

    /** What the controller's policy adviser says about an identity and a service. */
    PolicyAdvice advise(String identityId, String serviceId) throws SetupException, InterruptedException;

    /** Logs out; never fails. */
    @Override
    void close();
}

package dev.chatp2p.setup.plan;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.management.EdgeRouterPolicy;
import dev.chatp2p.setup.management.Entity;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.IdentityEntity;
import dev.chatp2p.setup.management.Semantic;
import dev.chatp2p.setup.management.ServiceEdgeRouterPolicy;
import dev.chatp2p.setup.management.ServiceEntity;
import dev.chatp2p.setup.management.ServicePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One thing a network needs for the chat; names and roles are those of the Go example's {@code setup.md}.
 *
 * @param <E> what it is at the controller
 */
sealed interface Wanted<E extends Entity> {
    String EVERY_ROUTER = "#all";
    int LONGEST_LIST_OF_ROLES = 200;

    EntityKind<E> kind();

    String name();

    /** Half a sentence: what it is for. */
    String purpose();

    E toCreate();

    /**
     * What is different from what is needed, each in half a sentence that begins with “it” or “its”; none if it will do.
     *
     * @param serviceId the service's id, if there is one: {@code @id} in a policy selects it as well as its attribute
     */
    List<String> differences(E existing, Optional<String> serviceId);

    /** The existing one with everything that is needed. */
    E corrected(E existing);

    /** Whether it can only be corrected by deleting it and making it again. */
    default boolean mustBeMadeAgain(E existing) {
        return false;
    }

    /** What a service needs besides people, in the order in which it is made. */
    static List<Wanted<?>> around(String service) {
        return List.of(
                new Service(service),
                new ServiceRight(service, ServicePolicy.Type.DIAL),
                new ServiceRight(service, ServicePolicy.Type.BIND),
                new PeoplesRouters(service),
                new ServicesRouters(service));
    }

    /** The one that a plan means. */
    static Wanted<?> of(String service, EntityKind<?> kind, String name) {
        Stream<Wanted<?>> candidates =
                kind.equals(EntityKind.IDENTITY) ? Stream.of(new Person(service, name)) : around(service).stream();
        return candidates
                .filter(wanted -> wanted.kind().equals(kind) && wanted.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no plan for a service has such a " + kind));
    }

    /** The service itself. It intercepts and forwards nothing, so it has no configuration. */
    record Service(String name) implements Wanted<ServiceEntity> {

        @Override
        public EntityKind<ServiceEntity> kind() {
            return EntityKind.SERVICE;
        }

        @Override
        public String purpose() {
            return "the service that everybody hosts and calls";
        }

        @Override
        public ServiceEntity toCreate() {
            return new ServiceEntity("", name, Set.of(name), true, new Ownership(name).tags());
        }

        @Override
        public List<String> differences(ServiceEntity existing, Optional<String> serviceId) {
            List<String> differences = new ArrayList<>(missingRole(existing.roleAttributes(), name));
            if (!existing.encryptionRequired()) {
                differences.add("its end-to-end encryption is off");
            }
            return differences;
        }

        @Override
        public ServiceEntity corrected(ServiceEntity existing) {
            return new ServiceEntity(existing.id(), name, with(existing.roleAttributes(), name), true, existing.tags());
        }

        /** Controllers take a PATCH that turns encryption on, and ignore it. */
        @Override
        public boolean mustBeMadeAgain(ServiceEntity existing) {
            return !existing.encryptionRequired();
        }
    }

    /** The right to call, or to be called. */
    record ServiceRight(String service, ServicePolicy.Type type) implements Wanted<ServicePolicy> {

        @Override
        public EntityKind<ServicePolicy> kind() {
            return EntityKind.SERVICE_POLICY;
        }

        @Override
        public String name() {
            return switch (type) {
                case DIAL -> service + "-dial";
                case BIND -> service + "-bind";
            };
        }

        @Override
        public String purpose() {
            return switch (type) {
                case DIAL -> "lets people call";
                case BIND -> "lets people be called";
            };
        }

        @Override
        public ServicePolicy toCreate() {
            Set<String> role = Set.of("#" + service);
            return new ServicePolicy("", name(), type, role, role, Semantic.ANY_OF, new Ownership(service).tags());
        }

        @Override
        public List<String> differences(ServicePolicy existing, Optional<String> serviceId) {
            List<String> differences = new ArrayList<>();
            if (existing.type() != type) {
                differences.add(
                        "it is a policy for " + (existing.type() == ServicePolicy.Type.DIAL ? "dialling" : "hosting"));
            }
            differences.addAll(otherRoles("people", existing.identityRoles(), "#" + service));
            differences.addAll(otherServices(existing.serviceRoles(), service, serviceId));
            return differences;
        }

        @Override
        public ServicePolicy corrected(ServicePolicy existing) {
            Set<String> role = Set.of("#" + service);
            return new ServicePolicy(existing.id(), name(), type, role, role, Semantic.ANY_OF, existing.tags());
        }
    }

    /** Through which edge routers the people go. */
    record PeoplesRouters(String name) implements Wanted<EdgeRouterPolicy> {

        @Override
        public EntityKind<EdgeRouterPolicy> kind() {
            return EntityKind.EDGE_ROUTER_POLICY;
        }

        @Override
        public String purpose() {
            return "lets people use every edge router";
        }

        @Override
        public EdgeRouterPolicy toCreate() {
            return new EdgeRouterPolicy(
                    "", name, Set.of("#" + name), Set.of(EVERY_ROUTER), Semantic.ANY_OF, new Ownership(name).tags());
        }

        @Override
        public List<String> differences(EdgeRouterPolicy existing, Optional<String> serviceId) {
            List<String> differences = new ArrayList<>(otherRoles("people", existing.identityRoles(), "#" + name));
            differences.addAll(otherRoles("edge routers", existing.edgeRouterRoles(), EVERY_ROUTER));
            return differences;
        }

        @Override
        public EdgeRouterPolicy corrected(EdgeRouterPolicy existing) {
            return new EdgeRouterPolicy(
                    existing.id(), name, Set.of("#" + name), Set.of(EVERY_ROUTER), Semantic.ANY_OF, existing.tags());
        }
    }

    /** Through which edge routers the service goes. */
    record ServicesRouters(String name) implements Wanted<ServiceEdgeRouterPolicy> {

        @Override
        public EntityKind<ServiceEdgeRouterPolicy> kind() {
            return EntityKind.SERVICE_EDGE_ROUTER_POLICY;
        }

        @Override
        public String purpose() {
            return "lets the service go through every edge router";
        }

        @Override
        public ServiceEdgeRouterPolicy toCreate() {
            return new ServiceEdgeRouterPolicy(
                    "", name, Set.of("#" + name), Set.of(EVERY_ROUTER), Semantic.ANY_OF, new Ownership(name).tags());
        }

        @Override
        public List<String> differences(ServiceEdgeRouterPolicy existing, Optional<String> serviceId) {
            List<String> differences = new ArrayList<>(otherServices(existing.serviceRoles(), name, serviceId));
            differences.addAll(otherRoles("edge routers", existing.edgeRouterRoles(), EVERY_ROUTER));
            return differences;
        }

        @Override
        public ServiceEdgeRouterPolicy corrected(ServiceEdgeRouterPolicy existing) {
            return new ServiceEdgeRouterPolicy(
                    existing.id(), name, Set.of("#" + name), Set.of(EVERY_ROUTER), Semantic.ANY_OF, existing.tags());
        }
    }

    /** Somebody who chats. What else the administrator lets them do is not our business: further attributes stay. */
    record Person(String service, String name) implements Wanted<IdentityEntity> {

        @Override
        public EntityKind<IdentityEntity> kind() {
            return EntityKind.IDENTITY;
        }

        @Override
        public String purpose() {
            return "a new person to invite";
        }

        @Override
        public IdentityEntity toCreate() {
            return new IdentityEntity(
                    "", name, Set.of(service), new Ownership(service).tags(), Optional.empty(), false, false, false);
        }

        @Override
        public List<String> differences(IdentityEntity existing, Optional<String> serviceId) {
            return missingRole(existing.roleAttributes(), service);
        }

        @Override
        public IdentityEntity corrected(IdentityEntity existing) {
            return new IdentityEntity(
                    existing.id(),
                    name,
                    with(existing.roleAttributes(), service),
                    existing.tags(),
                    existing.invitation(),
                    existing.enrolled(),
                    existing.online(),
                    existing.admin());
        }
    }

    private static List<String> missingRole(Set<String> attributes, String needed) {
        return attributes.contains(needed) ? List.of() : List.of("it lacks the role attribute " + needed);
    }

    private static Set<String> with(Set<String> attributes, String needed) {
        Set<String> all = new TreeSet<>(attributes);
        all.add(needed);
        return all;
    }

    private static List<String> otherServices(Set<String> roles, String service, Optional<String> serviceId) {
        boolean byId = serviceId.filter(id -> roles.equals(Set.of("@" + id))).isPresent();
        return byId ? List.of() : otherRoles("services", roles, "#" + service);
    }

    /** Of one role it does not matter whether any or all of the roles must fit. */
    private static List<String> otherRoles(String of, Set<String> roles, String needed) {
        if (roles.equals(Set.of(needed))) {
            return List.of();
        }
        String are = roles.isEmpty()
                ? "nothing"
                : DisplayText.line(String.join(", ", new TreeSet<>(roles)), LONGEST_LIST_OF_ROLES);
        return List.of("its " + of + " are " + are + " instead of " + needed);
    }
}

package dev.chatp2p.setup.plan;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.EdgeRouterPolicy;
import dev.chatp2p.setup.management.Entity;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.IdentityEntity;
import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.management.PendingInvitation;
import dev.chatp2p.setup.management.PolicyAdvice;
import dev.chatp2p.setup.management.RouterEntity;
import dev.chatp2p.setup.management.ServiceEdgeRouterPolicy;
import dev.chatp2p.setup.management.ServiceEntity;
import dev.chatp2p.setup.management.ServicePolicy;
import dev.chatp2p.setup.management.TerminatorEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A controller in memory, for tests: names are unique among a kind, identities get invitations, roles are evaluated. It can
 * break off after a number of requests, before or after it has done what it was asked. Any thread.
 */
public final class FakeManagement implements Management {
    /** When invitations are issued. */
    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    /** How long the invitations of new identities can be used. */
    public static final Duration VALID = Duration.ofHours(3);

    private static final int NAMES_IN_A_REQUEST = 50;
    private static final int ROWS_IN_A_PAGE = 500;

    /** What a controller that is out of reach does with the last request that reaches it. */
    public enum Break {
        /** Nothing: it does not reach it. */
        BEFORE_DOING_IT,
        /** What it asks; only the answer is lost. */
        AFTER_DOING_IT
    }

    private final Map<EntityKind<?>, Map<String, Entity>> entities = new LinkedHashMap<>();
    private final List<String> log = new ArrayList<>();
    private int lastId;
    private int requests;
    private int requestsLeft = Integer.MAX_VALUE;
    private Break how = Break.BEFORE_DOING_IT;
    private Optional<SetupFailure> refusal = Optional.empty();
    private Optional<CountDownLatch> meeting = Optional.empty();
    private int busy;
    private int busiest;

    // ---- arranging

    /** Puts something there without counting a request; its id is made. */
    public synchronized <E extends Entity> E put(EntityKind<E> kind, E entity) {
        String id = entity.id().isEmpty() ? newId() : entity.id();
        E kept = kind.type().cast(withId(entity, id));
        of(kind).put(id, kept);
        return kept;
    }

    /** Adds an edge router. */
    public synchronized void putRouter(String name, boolean online) {
        put(EntityKind.EDGE_ROUTER, new RouterEntity("", name, Set.of(), online, Map.of()));
    }

    /** As if the person had enrolled. */
    public synchronized void enrol(String name) {
        IdentityEntity was = named(EntityKind.IDENTITY, name).orElseThrow();
        put(
                EntityKind.IDENTITY,
                new IdentityEntity(
                        was.id(), name, was.roleAttributes(), was.tags(), Optional.empty(), true, false, was.admin()));
    }

    /** From now on that many more requests are answered. */
    public synchronized void breakAfter(int more, Break with) {
        requestsLeft = more;
        how = with;
    }

    /** Answers again. */
    public synchronized void repair() {
        requestsLeft = Integer.MAX_VALUE;
        refusal = Optional.empty();
    }

    /** Lets nobody create an identity or ask the adviser before that many do so at the same time, once. */
    public synchronized void expectAtOnce(int requestsAtOnce) {
        meeting = Optional.of(new CountDownLatch(requestsAtOnce));
    }

    private synchronized Optional<CountDownLatch> meeting() {
        return meeting;
    }

    /** Refuses everything that changes something. */
    public synchronized void refuseChanges(SetupFailure with) {
        refusal = Optional.of(with);
    }

    // ---- looking

    public synchronized <E extends Entity> Optional<E> named(EntityKind<E> kind, String name) {
        return all(kind, entity -> entity.name().equals(name)).stream().findFirst();
    }

    /** Everything, comparable. */
    public synchronized Set<Entity> everything() {
        Set<Entity> all = new HashSet<>();
        entities.values().forEach(kind -> all.addAll(kind.values()));
        return all;
    }

    public synchronized int requests() {
        return requests;
    }

    /** How many requests there were at a time, at most. */
    public synchronized int busiest() {
        return busiest;
    }

    /** Every change, such as {@code create service chat-p2p}, in the order in which they were done. */
    public synchronized List<String> log() {
        return List.copyOf(log);
    }

    // ---- management

    @Override
    public String controllerVersion() {
        return "v1.6.0";
    }

    @Override
    public <E extends Entity> List<E> findByName(EntityKind<E> kind, Collection<String> names)
            throws SetupException, InterruptedException {
        List<E> found = new ArrayList<>();
        List<String> all = List.copyOf(names);
        for (int from = 0; from < all.size(); from += NAMES_IN_A_REQUEST) {
            List<String> some = all.subList(from, Math.min(all.size(), from + NAMES_IN_A_REQUEST));
            found.addAll(request(() -> all(kind, entity -> some.contains(entity.name()))));
        }
        return found;
    }

    @Override
    public <E extends Entity> List<E> findByTag(EntityKind<E> kind, String tag, String value)
            throws SetupException, InterruptedException {
        return pages(kind, entity -> value.equals(entity.tags().get(tag)));
    }

    @Override
    public List<IdentityEntity> identitiesWithRole(String roleAttribute) throws SetupException, InterruptedException {
        return pages(EntityKind.IDENTITY, identity -> identity.roleAttributes().contains(roleAttribute));
    }

    @Override
    public <E extends Entity> List<E> all(EntityKind<E> kind) throws SetupException, InterruptedException {
        return pages(kind, _ -> true);
    }

    private <E extends Entity> List<E> pages(EntityKind<E> kind, Predicate<E> filter)
            throws SetupException, InterruptedException {
        List<E> rows = request(() -> all(kind, filter));
        for (int read = ROWS_IN_A_PAGE; read < rows.size(); read += ROWS_IN_A_PAGE) {
            request(() -> "");
        }
        return rows;
    }

    @Override
    public List<TerminatorEntry> terminators(String serviceId) throws SetupException, InterruptedException {
        return request(List::of);
    }

    @Override
    public <E extends Entity> String create(EntityKind<E> kind, E entity) throws SetupException, InterruptedException {
        Optional<CountDownLatch> withOthers = entity instanceof IdentityEntity ? meeting() : Optional.empty();
        return change(withOthers, () -> {
            if (named(kind, entity.name()).isPresent()) {
                throw new SetupException(SetupFailure.NAME_TAKEN, "There is a " + kind + " of that name.");
            }
            log.add("create " + kind + " " + entity.name());
            if (entity instanceof IdentityEntity identity) {
                return put(EntityKind.IDENTITY, invited(identity, VALID)).id();
            }
            return put(kind, entity).id();
        });
    }

    @Override
    public <E extends Entity> void change(EntityKind<E> kind, E entity) throws SetupException, InterruptedException {
        change(() -> {
            existing(kind, entity.id());
            log.add("change " + kind + " " + entity.name());
            return put(kind, entity);
        });
    }

    @Override
    public void delete(EntityKind<?> kind, String id) throws SetupException, InterruptedException {
        change(() -> {
            Optional.ofNullable(of(kind).remove(id)).ifPresent(gone -> log.add("delete " + kind + " " + gone.name()));
            return "";
        });
    }

    @Override
    public IdentityEntity identity(String id) throws SetupException, InterruptedException {
        return request(() -> existing(EntityKind.IDENTITY, id));
    }

    @Override
    public PendingInvitation reissue(String identityId, Duration validFor) throws SetupException, InterruptedException {
        return change(() -> {
            IdentityEntity invited = invited(existing(EntityKind.IDENTITY, identityId), validFor);
            log.add("reissue " + invited.name());
            return put(EntityKind.IDENTITY, invited).invitation().orElseThrow();
        });
    }

    @Override
    public PolicyAdvice advise(String identityId, String serviceId) throws SetupException, InterruptedException {
        return request(meeting(), () -> {
            IdentityEntity identity = existing(EntityKind.IDENTITY, identityId);
            ServiceEntity service = existing(EntityKind.SERVICE, serviceId);
            boolean identitysRouters = all(EntityKind.EDGE_ROUTER_POLICY, policy -> true).stream()
                    .map(EdgeRouterPolicy::identityRoles)
                    .anyMatch(roles -> select(roles, identity, identity.roleAttributes()));
            boolean servicesRouters = all(EntityKind.SERVICE_EDGE_ROUTER_POLICY, policy -> true).stream()
                    .map(ServiceEdgeRouterPolicy::serviceRoles)
                    .anyMatch(roles -> select(roles, service, service.roleAttributes()));
            List<RouterEntity> routers =
                    identitysRouters && servicesRouters ? all(EntityKind.EDGE_ROUTER, _ -> true) : List.of();
            return new PolicyAdvice(
                    allows(ServicePolicy.Type.DIAL, identity, service),
                    allows(ServicePolicy.Type.BIND, identity, service),
                    routers.size(),
                    (int) routers.stream().filter(RouterEntity::online).count());
        });
    }

    private boolean allows(ServicePolicy.Type type, IdentityEntity identity, ServiceEntity service) {
        return all(EntityKind.SERVICE_POLICY, policy -> policy.type() == type).stream()
                .anyMatch(policy -> select(policy.identityRoles(), identity, identity.roleAttributes())
                        && select(policy.serviceRoles(), service, service.roleAttributes()));
    }

    private static boolean select(Set<String> roles, Entity entity, Set<String> attributes) {
        return roles.contains("#all")
                || roles.contains("@" + entity.id())
                || attributes.stream().anyMatch(attribute -> roles.contains("#" + attribute));
    }

    @Override
    public void close() {}

    // ---- inside

    private interface Work<R> {
        R run() throws SetupException;
    }

    private <R> R change(Work<R> work) throws SetupException, InterruptedException {
        return change(Optional.empty(), work);
    }

    private <R> R change(Optional<CountDownLatch> withOthers, Work<R> work)
            throws SetupException, InterruptedException {
        return request(withOthers, () -> {
            if (refusal.isPresent()) {
                throw new SetupException(refusal.get(), "The controller refuses that.");
            }
            return work.run();
        });
    }

    private <R> R request(Work<R> work) throws SetupException, InterruptedException {
        return request(Optional.empty(), work);
    }

    private <R> R request(Optional<CountDownLatch> withOthers, Work<R> work)
            throws SetupException, InterruptedException {
        synchronized (this) {
            busiest = Math.max(busiest, ++busy);
        }
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            withOthers.ifPresent(CountDownLatch::countDown);
            if (withOthers.isPresent() && !withOthers.get().await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody else asks at the same time");
            }
            synchronized (this) {
                requests++;
                boolean breaks = --requestsLeft < 0;
                if (breaks && (how == Break.BEFORE_DOING_IT || requestsLeft < -1)) {
                    throw new SetupException(SetupFailure.UNREACHABLE, "The controller does not answer.");
                }
                R result = work.run();
                if (breaks) {
                    throw new SetupException(SetupFailure.UNREACHABLE, "The controller does not answer any more.");
                }
                return result;
            }
        } finally {
            synchronized (this) {
                busy--;
            }
        }
    }

    private <E extends Entity> E existing(EntityKind<E> kind, String id) throws SetupException {
        Entity entity = of(kind).get(id);
        if (entity == null) {
            throw new SetupException(SetupFailure.NOT_FOUND, "There is no such " + kind + ".");
        }
        return kind.type().cast(entity);
    }

    private synchronized <E extends Entity> List<E> all(EntityKind<E> kind, Predicate<? super E> filter) {
        return of(kind).values().stream()
                .flatMap(entity -> Stream.of(kind.type().cast(entity)))
                .filter(filter)
                .toList();
    }

    private Map<String, Entity> of(EntityKind<?> kind) {
        return entities.computeIfAbsent(kind, _ -> new TreeMap<>());
    }

    private String newId() {
        return "id-%05d".formatted(++lastId);
    }

    private IdentityEntity invited(IdentityEntity identity, Duration validFor) {
        String enrolment = newId();
        return new IdentityEntity(
                identity.id(),
                identity.name(),
                identity.roleAttributes(),
                identity.tags(),
                Optional.of(new PendingInvitation(
                        enrolment, "token-" + enrolment + "-of-" + identity.name(), NOW.plus(validFor))),
                false,
                false,
                identity.admin());
    }

    private static Entity withId(Entity entity, String id) {
        return switch (entity) {
            case IdentityEntity e ->
                new IdentityEntity(
                        id,
                        e.name(),
                        e.roleAttributes(),
                        e.tags(),
                        e.invitation(),
                        e.enrolled(),
                        e.online(),
                        e.admin());
            case ServiceEntity e ->
                new ServiceEntity(id, e.name(), e.roleAttributes(), e.encryptionRequired(), e.tags());
            case ServicePolicy e ->
                new ServicePolicy(id, e.name(), e.type(), e.identityRoles(), e.serviceRoles(), e.semantic(), e.tags());
            case EdgeRouterPolicy e ->
                new EdgeRouterPolicy(id, e.name(), e.identityRoles(), e.edgeRouterRoles(), e.semantic(), e.tags());
            case ServiceEdgeRouterPolicy e ->
                new ServiceEdgeRouterPolicy(
                        id, e.name(), e.serviceRoles(), e.edgeRouterRoles(), e.semantic(), e.tags());
            case RouterEntity e -> new RouterEntity(id, e.name(), e.roleAttributes(), e.online(), e.tags());
        };
    }
}

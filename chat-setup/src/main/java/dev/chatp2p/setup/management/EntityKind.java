package dev.chatp2p.setup.management;

/**
 * The kinds of entities we administer, with their place in the Edge Management API.
 *
 * @param <E> what one of them is read as
 */
public final class EntityKind<E extends Entity> {
    public static final EntityKind<IdentityEntity> IDENTITY =
            new EntityKind<>("identities", "identity", IdentityEntity.class);
    public static final EntityKind<ServiceEntity> SERVICE =
            new EntityKind<>("services", "service", ServiceEntity.class);
    public static final EntityKind<ServicePolicy> SERVICE_POLICY =
            new EntityKind<>("service-policies", "service policy", ServicePolicy.class);
    public static final EntityKind<EdgeRouterPolicy> EDGE_ROUTER_POLICY =
            new EntityKind<>("edge-router-policies", "edge router policy", EdgeRouterPolicy.class);
    public static final EntityKind<ServiceEdgeRouterPolicy> SERVICE_EDGE_ROUTER_POLICY = new EntityKind<>(
            "service-edge-router-policies", "service edge router policy", ServiceEdgeRouterPolicy.class);
    public static final EntityKind<RouterEntity> EDGE_ROUTER =
            new EntityKind<>("edge-routers", "edge router", RouterEntity.class);

    private final String path;
    private final String words;
    private final Class<E> type;

    private EntityKind(String path, String words, Class<E> type) {
        this.path = path;
        this.words = words;
        this.type = type;
    }

    /** Its collection under {@code /edge/management/v1/}. */
    public String path() {
        return path;
    }

    /** What a person calls it. */
    public String words() {
        return words;
    }

    public Class<E> type() {
        return type;
    }

    @Override
    public String toString() {
        return words;
    }
}

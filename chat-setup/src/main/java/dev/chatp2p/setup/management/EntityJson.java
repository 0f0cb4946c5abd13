package dev.chatp2p.setup.management;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.ziti.rest.JsonText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Entities in the JSON of the Edge Management API ({@code management.yml} of {@code openziti/edge-api}). */
final class EntityJson {
    private static final String NAME = "name";
    private static final String TAGS = "tags";
    private static final String ROLE_ATTRIBUTES = "roleAttributes";
    private static final String IDENTITY_ROLES = "identityRoles";
    private static final String SERVICE_ROLES = "serviceRoles";
    private static final String EDGE_ROUTER_ROLES = "edgeRouterRoles";
    private static final String SEMANTIC = "semantic";
    private static final String ENCRYPTION_REQUIRED = "encryptionRequired";

    private EntityJson() {}

    static <E extends Entity> E read(EntityKind<E> kind, JsonNode row) throws SetupException {
        Entity entity;
        if (kind == EntityKind.IDENTITY) {
            entity = identity(row);
        } else if (kind == EntityKind.SERVICE) {
            entity = new ServiceEntity(
                    Json.id(row, "id"),
                    Json.name(row, NAME),
                    Json.texts(row, ROLE_ATTRIBUTES),
                    row.path(ENCRYPTION_REQUIRED).asBoolean(false),
                    Json.tags(row));
        } else if (kind == EntityKind.SERVICE_POLICY) {
            entity = new ServicePolicy(
                    Json.id(row, "id"),
                    Json.name(row, NAME),
                    type(row),
                    Json.texts(row, IDENTITY_ROLES),
                    Json.texts(row, SERVICE_ROLES),
                    semantic(row),
                    Json.tags(row));
        } else if (kind == EntityKind.EDGE_ROUTER_POLICY) {
            entity = new EdgeRouterPolicy(
                    Json.id(row, "id"),
                    Json.name(row, NAME),
                    Json.texts(row, IDENTITY_ROLES),
                    Json.texts(row, EDGE_ROUTER_ROLES),
                    semantic(row),
                    Json.tags(row));
        } else if (kind == EntityKind.SERVICE_EDGE_ROUTER_POLICY) {
            entity = new ServiceEdgeRouterPolicy(
                    Json.id(row, "id"),
                    Json.name(row, NAME),
                    Json.texts(row, SERVICE_ROLES),
                    Json.texts(row, EDGE_ROUTER_ROLES),
                    semantic(row),
                    Json.tags(row));
        } else {
            entity = new RouterEntity(
                    Json.id(row, "id"),
                    Json.name(row, NAME),
                    Json.texts(row, ROLE_ATTRIBUTES),
                    row.path("isOnline").asBoolean(false),
                    Json.tags(row));
        }
        return kind.type().cast(entity);
    }

    private static IdentityEntity identity(JsonNode row) throws SetupException {
        JsonNode ott = row.path("enrollment").path("ott");
        return new IdentityEntity(
                Json.id(row, "id"),
                Json.name(row, NAME),
                Json.texts(row, ROLE_ATTRIBUTES),
                Json.tags(row),
                ott.isObject() && ott.hasNonNull("jwt") ? Optional.of(invitation(ott)) : Optional.empty(),
                !row.path("authenticators").isEmpty(),
                row.path("hasEdgeRouterConnection").asBoolean(false),
                row.path("isAdmin").asBoolean(false));
    }

    static PendingInvitation invitation(JsonNode enrollment) throws SetupException {
        return new PendingInvitation(
                Json.id(enrollment, "id"), Json.token(enrollment, "jwt"), Json.time(enrollment, "expiresAt"));
    }

    private static Semantic semantic(JsonNode row) throws SetupException {
        return switch (row.path(SEMANTIC).asString("")) {
            case "AnyOf" -> Semantic.ANY_OF;
            // Very old policies have none; the controller reads them so.
            case "AllOf", "" -> Semantic.ALL_OF;
            default -> throw Json.odd(SEMANTIC);
        };
    }

    private static ServicePolicy.Type type(JsonNode row) throws SetupException {
        return switch (row.path("type").asString("")) {
            case "Dial" -> ServicePolicy.Type.DIAL;
            case "Bind" -> ServicePolicy.Type.BIND;
            default -> throw Json.odd("type");
        };
    }

    /** The body that makes it; an identity comes with a one-time token. */
    static ObjectNode creation(Entity entity) {
        ObjectNode body = changeable(entity).put(NAME, entity.name());
        body.set(TAGS, tags(entity.tags()));
        switch (entity) {
            case IdentityEntity identity ->
                body.put("type", "Default")
                        .put("isAdmin", identity.admin())
                        .putObject("enrollment")
                        .put("ott", true);
            case ServiceEntity service -> body.put(ENCRYPTION_REQUIRED, service.encryptionRequired());
            case ServicePolicy _, EdgeRouterPolicy _, ServiceEdgeRouterPolicy _ -> {}
            case RouterEntity _ ->
                throw new IllegalArgumentException("an edge router is set up where it runs, not here");
        }
        return body;
    }

    /**
     * What has to be sent so that the entity becomes what it says: only fields that differ, and tags that are no texts stay.
     *
     * @param row the entity as it is on the controller
     */
    static ObjectNode difference(JsonNode row, Entity wanted) {
        ObjectNode body = JsonText.object();
        changeable(wanted).properties().forEach(field -> {
            if (!same(row.path(field.getKey()), field.getValue())) {
                body.set(field.getKey(), field.getValue());
            }
        });
        if (!Json.tags(row).equals(wanted.tags())) {
            ObjectNode tags = tags(wanted.tags());
            row.path(TAGS).properties().forEach(tag -> {
                if (!tag.getValue().isString() && !tags.has(tag.getKey())) {
                    tags.set(tag.getKey(), tag.getValue());
                }
            });
            body.set(TAGS, tags);
        }
        return body;
    }

    /** The order of roles says nothing, and none is written as null. */
    private static boolean same(JsonNode now, JsonNode wanted) {
        return wanted.isArray() ? entries(now).equals(entries(wanted)) : now.equals(wanted);
    }

    private static Set<JsonNode> entries(JsonNode list) {
        return list.valueStream().collect(Collectors.toSet());
    }

    private static ObjectNode changeable(Entity entity) {
        ObjectNode body = JsonText.object();
        switch (entity) {
            case IdentityEntity identity -> put(body, ROLE_ATTRIBUTES, identity.roleAttributes());
            case ServiceEntity service -> put(body, ROLE_ATTRIBUTES, service.roleAttributes());
            case RouterEntity router -> put(body, ROLE_ATTRIBUTES, router.roleAttributes());
            case ServicePolicy policy -> {
                body.put("type", policy.type() == ServicePolicy.Type.DIAL ? "Dial" : "Bind");
                put(body, policy.semantic());
                put(body, IDENTITY_ROLES, policy.identityRoles());
                put(body, SERVICE_ROLES, policy.serviceRoles());
            }
            case EdgeRouterPolicy policy -> {
                put(body, policy.semantic());
                put(body, IDENTITY_ROLES, policy.identityRoles());
                put(body, EDGE_ROUTER_ROLES, policy.edgeRouterRoles());
            }
            case ServiceEdgeRouterPolicy policy -> {
                put(body, policy.semantic());
                put(body, SERVICE_ROLES, policy.serviceRoles());
                put(body, EDGE_ROUTER_ROLES, policy.edgeRouterRoles());
            }
        }
        return body;
    }

    private static void put(ObjectNode body, Semantic semantic) {
        body.put(SEMANTIC, semantic == Semantic.ANY_OF ? "AnyOf" : "AllOf");
    }

    private static void put(ObjectNode body, String field, Set<String> texts) {
        ArrayNode array = body.putArray(field);
        texts.stream().sorted().forEach(array::add);
    }

    private static ObjectNode tags(Map<String, String> tags) {
        ObjectNode object = JsonText.object();
        tags.forEach(object::put);
        return object;
    }
}

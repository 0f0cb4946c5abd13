package dev.chatp2p.setup.management;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a {@link FakeManagementController} keeps: entities as the JSON a 1.6.0 controller gives. Not safe for threads. */
final class FakeNetwork {
    static final String IDENTITIES = "identities";
    static final String SERVICES = "services";
    static final String EDGE_ROUTERS = "edge-routers";
    static final String ENROLLMENTS = "enrollments";
    static final String AUTHENTICATORS = "authenticators";
    static final String TERMINATORS = "terminators";
    private static final String SERVICE_POLICIES = "service-policies";
    private static final List<String> COLLECTIONS = List.of(
            IDENTITIES,
            SERVICES,
            SERVICE_POLICIES,
            "edge-router-policies",
            "service-edge-router-policies",
            EDGE_ROUTERS,
            ENROLLMENTS,
            AUTHENTICATORS,
            TERMINATORS);
    /** Which collection the roles of a policy are about. */
    private static final Map<String, String> ROLES =
            Map.of("identityRoles", IDENTITIES, "serviceRoles", SERVICES, "edgeRouterRoles", EDGE_ROUTERS);

    private final Map<String, Map<String, ObjectNode>> entities = new LinkedHashMap<>();
    private final AtomicInteger nextId = new AtomicInteger(1);
    private final String issuer;

    /** A refusal in the controller's form. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final transient ObjectNode error;

        Refused(int status, ObjectNode error) {
            super(error.toString());
            this.status = status;
            this.error = error;
        }

        int status() {
            return status;
        }

        String body() {
            ObjectNode body = object();
            body.set("error", error);
            return body.toString();
        }

        static Refused notFound() {
            return new Refused(
                    404, error("NOT_FOUND", "The resource requested was not found or is no longer available"));
        }

        static Refused field(int status, String code, String field, String reason) {
            ObjectNode error = error(code, "The supplied request contains an invalid document, see cause");
            error.putObject("cause").put("field", field).put("reason", reason);
            return new Refused(status, error);
        }

        static ObjectNode error(String code, String message) {
            return object().put("code", code).put("message", message).put("requestId", "r1");
        }
    }

    FakeNetwork(String issuer) {
        this.issuer = issuer;
        COLLECTIONS.forEach(collection -> entities.put(collection, new LinkedHashMap<>()));
    }

    boolean has(String collection) {
        return entities.containsKey(collection);
    }

    private Map<String, ObjectNode> all(String collection) {
        return entities.getOrDefault(collection, Map.of());
    }

    /** As the controller shows it. */
    ObjectNode get(String collection, String id) throws Refused {
        ObjectNode entity = all(collection).get(id);
        if (entity == null) {
            throw Refused.notFound();
        }
        return shown(collection, entity);
    }

    List<ObjectNode> list(String collection, String filter) throws Refused {
        FakeFilter wanted = FakeFilter.parse(filter);
        return all(collection).values().stream()
                .filter(wanted::lets)
                .map(entity -> shown(collection, entity))
                .toList();
    }

    /** Rows of a collection that point to an owner. */
    List<ObjectNode> of(String collection, String ownerField, String owner) {
        return all(collection).values().stream()
                .filter(row -> row.path(ownerField).asString("").equals(owner))
                .toList();
    }

    String create(String collection, JsonNode body) throws Refused {
        ObjectNode entity = (ObjectNode) body.deepCopy();
        JsonNode enrollment = entity.remove("enrollment");
        if (collection.equals(ENROLLMENTS)) {
            return enrol(
                    body.path("identityId").asString(""),
                    Instant.parse(body.path("expiresAt").asString("")));
        }
        checkName(collection, "", entity);
        checkRoles(entity);
        String id = put(collection, entity);
        if (enrollment != null && enrollment.path("ott").asBoolean(false)) {
            enrol(id, Instant.now().plus(Duration.ofHours(3)));
        }
        return id;
    }

    /** Puts an entity without looking at it. */
    String put(String collection, ObjectNode entity) {
        String id = collection.charAt(0) + "." + nextId.getAndIncrement();
        all(collection).put(id, entity.put("id", id));
        return id;
    }

    void patch(String collection, String id, JsonNode body) throws Refused {
        ObjectNode entity = all(collection).get(id);
        if (entity == null) {
            throw Refused.notFound();
        }
        ObjectNode changed = entity.deepCopy();
        body.properties().forEach(field -> changed.set(field.getKey(), field.getValue()));
        checkName(collection, id, changed);
        checkRoles(changed);
        all(collection).put(id, changed);
    }

    void delete(String collection, String id) throws Refused {
        if (all(collection).remove(id) == null) {
            throw Refused.notFound();
        }
        if (collection.equals(IDENTITIES)) {
            Stream.of(ENROLLMENTS, AUTHENTICATORS)
                    .forEach(owned -> all(owned)
                            .values()
                            .removeIf(row -> row.path("identityId").asString("").equals(id)));
        }
    }

    private String enrol(String identityId, Instant expires) throws Refused {
        if (!all(IDENTITIES).containsKey(identityId)) {
            throw Refused.field(400, "COULD_NOT_VALIDATE", "identityId", "identity not found");
        }
        if (!of(ENROLLMENTS, "identityId", identityId).isEmpty()) {
            throw Refused.field(409, "ENROLLMENT_EXISTS", "method", "enrollment of same method exists");
        }
        String token = UUID.randomUUID().toString();
        ObjectNode claims = object().put("iss", issuer)
                .put("sub", identityId)
                .put("exp", expires.getEpochSecond())
                .put("jti", token)
                .put("em", "ott");
        claims.putArray("aud").add("");
        return put(
                ENROLLMENTS,
                object().put("identityId", identityId)
                        .put("method", "ott")
                        .put("token", token)
                        .put("expiresAt", expires.toString())
                        .put(
                                "jwt",
                                base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64(claims.toString())
                                        + ".AAAA"));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void checkName(String collection, String id, ObjectNode entity) throws Refused {
        String name = entity.path("name").asString("");
        if (name.isEmpty()) {
            throw Refused.field(400, "COULD_NOT_VALIDATE", "name", "name in body is required");
        }
        boolean taken = all(collection).values().stream()
                .anyMatch(other -> other.path("name").asString("").equals(name)
                        && !other.path("id").asString("").equals(id));
        if (taken) {
            throw Refused.field(
                    400,
                    "COULD_NOT_VALIDATE",
                    "name",
                    "duplicate value '" + name + "' in unique index on " + collection + " store");
        }
    }

    private void checkRoles(ObjectNode entity) throws Refused {
        for (Map.Entry<String, String> roles : ROLES.entrySet()) {
            for (JsonNode role : entity.path(roles.getKey())) {
                String text = role.asString("");
                boolean unknown = text.startsWith("@") && !all(roles.getValue()).containsKey(text.substring(1));
                if (unknown || !text.matches("[@#].+")) {
                    throw Refused.field(
                            400, "COULD_NOT_VALIDATE", roles.getKey(), "no entities found with the given ids: " + text);
                }
            }
        }
    }

    private ObjectNode shown(String collection, ObjectNode entity) {
        ObjectNode shown = entity.deepCopy();
        if (!collection.equals(IDENTITIES)) {
            return shown;
        }
        String id = entity.path("id").asString("");
        ObjectNode enrollment = shown.putObject("enrollment");
        of(ENROLLMENTS, "identityId", id).forEach(ott -> enrollment.set("ott", ott.deepCopy()));
        ObjectNode authenticators = shown.putObject("authenticators");
        of(AUTHENTICATORS, "identityId", id)
                .forEach(own -> authenticators.set(own.path("method").asString(""), own.deepCopy()));
        return shown;
    }

    /** What the policy adviser says. */
    ObjectNode advice(String identityId, String serviceId) throws Refused {
        JsonNode identity = get(IDENTITIES, identityId);
        JsonNode service = get(SERVICES, serviceId);
        List<JsonNode> common = new ArrayList<>();
        for (ObjectNode router : all(EDGE_ROUTERS).values()) {
            if (allows("edge-router-policies", "identityRoles", identity, "edgeRouterRoles", router)
                    && allows("service-edge-router-policies", "serviceRoles", service, "edgeRouterRoles", router)) {
                common.add(router);
            }
        }
        ObjectNode advice = object().put("identityId", identityId)
                .put("serviceId", serviceId)
                .put("isDialAllowed", mayUse("Dial", identity, service))
                .put("isBindAllowed", mayUse("Bind", identity, service));
        ArrayNode routers = advice.putArray("commonRouters");
        common.forEach(router -> routers.add(router.deepCopy()));
        return advice;
    }

    private boolean mayUse(String type, JsonNode identity, JsonNode service) {
        return all(SERVICE_POLICIES).values().stream()
                .filter(policy -> policy.path("type").asString("").equals(type))
                .anyMatch(policy ->
                        matches(policy, "identityRoles", identity) && matches(policy, "serviceRoles", service));
    }

    private boolean allows(String policies, String roles, JsonNode one, String otherRoles, JsonNode other) {
        return all(policies).values().stream()
                .anyMatch(policy -> matches(policy, roles, one) && matches(policy, otherRoles, other));
    }

    private static boolean matches(JsonNode policy, String field, JsonNode entity) {
        List<String> roles =
                policy.path(field).valueStream().map(JsonNode::asString).toList();
        List<String> attributes = entity.path("roleAttributes")
                .valueStream()
                .map(node -> "#" + node.asString())
                .toList();
        if (roles.contains("#all") || roles.contains("@" + entity.path("id").asString(""))) {
            return true;
        }
        List<String> wanted =
                roles.stream().filter(role -> role.startsWith("#")).toList();
        return policy.path("semantic").asString("").equals("AnyOf")
                ? wanted.stream().anyMatch(attributes::contains)
                : !wanted.isEmpty() && attributes.containsAll(wanted);
    }

    Optional<ObjectNode> named(String collection, String name) {
        return all(collection).values().stream()
                .filter(entity -> entity.path("name").asString("").equals(name))
                .findFirst();
    }

    static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}

package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the controller's rows about services. */
final class Services {
    private static final int MAX_POLICIES = 200;
    private static final int MAX_QUERIES = 200;
    private static final int MAX_PATH = 100;

    private Services() {}

    static Service read(JsonNode row) throws ZitiException {
        Set<SessionType> permissions = EnumSet.noneOf(SessionType.class);
        for (JsonNode permission : row.path("permissions")) {
            for (SessionType type : SessionType.values()) {
                if (type.wire().equals(permission.asString(""))) {
                    permissions.add(type);
                }
            }
        }
        return new Service(
                Json.id(row, "id"),
                Json.name(row, "name"),
                row.path("encryptionRequired").asBoolean(true),
                permissions,
                policies(row));
    }

    private static List<PosturePolicy> policies(JsonNode row) {
        List<PosturePolicy> policies = new ArrayList<>();
        for (JsonNode policy : row.path("postureQueries")) {
            for (SessionType type : SessionType.values()) {
                if (type.wire().equals(policy.path("policyType").asString("")) && policies.size() < MAX_POLICIES) {
                    policies.add(new PosturePolicy(
                            type, policy.path("isPassing").asBoolean(true), queries(policy.path("postureQueries"))));
                }
            }
        }
        return policies;
    }

    /** A query without a usable id cannot be answered, but it is still a reason why the policy fails. */
    private static List<PostureQuery> queries(JsonNode rows) {
        List<PostureQuery> queries = new ArrayList<>();
        for (JsonNode row : rows) {
            if (queries.size() < MAX_QUERIES) {
                String id = row.path("id").asString("");
                queries.add(new PostureQuery(
                        Json.isId(id) ? id : "",
                        kind(row.path("queryType").asString("")),
                        row.path("isPassing").asBoolean(true),
                        process(row)));
            }
        }
        return queries;
    }

    private static PostureQuery.Kind kind(String wire) {
        return Stream.of(PostureQuery.Kind.values())
                .filter(kind -> kind.name().equals(wire))
                .findFirst()
                .orElse(PostureQuery.Kind.UNKNOWN);
    }

    private static String process(JsonNode row) {
        String one = row.path("process").path("path").asString("");
        String first = row.path("processes").path(0).path("path").asString("");
        return ForeignText.line(one.isEmpty() ? first : one, MAX_PATH);
    }
}

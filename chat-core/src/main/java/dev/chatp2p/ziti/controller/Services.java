package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the controller's rows about services. */
final class Services {

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
                postureFailing(row));
    }

    /** A permission holds when one of its policies passes; it fails when all of them do. */
    private static boolean postureFailing(JsonNode row) {
        Map<String, Boolean> passing = new HashMap<>();
        for (JsonNode policy : row.path("postureQueries")) {
            passing.merge(
                    policy.path("policyType").asString(""),
                    policy.path("isPassing").asBoolean(true),
                    Boolean::logicalOr);
        }
        return passing.containsValue(false);
    }
}

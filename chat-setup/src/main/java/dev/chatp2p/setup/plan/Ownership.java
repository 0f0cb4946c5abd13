package dev.chatp2p.setup.plan;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.management.Entity;
import java.util.Map;

/**
 * How we know again what we made: by a tag that every entity has from the request on that creates it.
 *
 * @param service the service that entities were made for
 */
record Ownership(String service) {
    /** Letters only: controllers understand no digit after a hyphen in the name of a tag that is searched for. */
    static final String TAG = "chatSetup";

    Map<String, String> tags() {
        return Map.of(TAG, service);
    }

    boolean covers(Entity entity) {
        return service.equals(entity.tags().get(TAG));
    }

    /** Half a sentence about something that is not ours. */
    static String maker(Entity foreign) {
        String other = foreign.tags().get(TAG);
        return other == null ? "made by somebody else" : "made for the service “" + DisplayText.name(other) + "”";
    }
}

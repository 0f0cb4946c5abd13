package dev.chatp2p.ziti.rest;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON objects to text and back. */
public final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private JsonText() {}

    /** An empty object, to be filled. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The text of an object. */
    public static String of(ObjectNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** The object in a text; empty if it holds something else. */
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}

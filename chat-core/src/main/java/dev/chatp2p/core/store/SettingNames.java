package dev.chatp2p.core.store;

import dev.chatp2p.core.settings.ChatSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Settings as names ({@code appearance.theme}) with values in JSON. Each stands alone: one that is unknown, or has a value that
 * is not allowed, is left as it comes, and the others hold. Pure functions.
 */
final class SettingNames {

    private static final Logger LOG = LoggerFactory.getLogger(SettingNames.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private SettingNames() {}

    static Map<String, String> write(ChatSettings settings) {
        Map<String, String> names = new LinkedHashMap<>();
        collect("", tree(settings), names);
        return names;
    }

    static ChatSettings read(Map<String, String> names) {
        ChatSettings settings = ChatSettings.DEFAULT;
        for (Map.Entry<String, String> entry : names.entrySet()) {
            settings = with(settings, entry.getKey(), entry.getValue());
        }
        return settings;
    }

    private static ObjectNode tree(ChatSettings settings) {
        return JSON.valueToTree(settings);
    }

    private static void collect(String prefix, JsonNode node, Map<String, String> names) {
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            String name = prefix + property.getKey();
            if (property.getValue().isObject()) {
                collect(name + ".", property.getValue(), names);
            } else {
                names.put(name, property.getValue().toString());
            }
        }
    }

    private static ChatSettings with(ChatSettings settings, String name, String value) {
        ObjectNode tree = tree(settings);
        ObjectNode owner = tree;
        String[] path = name.split("\\.", -1);
        for (int i = 0; i < path.length - 1; i++) {
            if (!(owner.get(path[i]) instanceof ObjectNode inner)) {
                return unknown(settings, name);
            }
            owner = inner;
        }
        String last = path[path.length - 1];
        JsonNode before = owner.get(last);
        if (before == null || before.isObject()) {
            return unknown(settings, name);
        }
        try {
            owner.set(last, JSON.readTree(value));
            return JSON.treeToValue(tree, ChatSettings.class);
        } catch (JacksonException e) {
            LOG.warn("The setting {} has a value that is not allowed, and stays as it comes", name);
            return settings;
        }
    }

    private static ChatSettings unknown(ChatSettings settings, String name) {
        LOG.debug("The setting {} is unknown", name);
        return settings;
    }
}

package dev.chatp2p.setup.management;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads fields of the controller's answers: missing ones are taken as empty, absurd ones refused. */
final class Json {
    private static final int MAX_TEXT = 4096;
    private static final int MAX_ENTRIES = 10_000;
    private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[\\w.-]{1,200}");
    /** Visible ASCII: such text can travel in an HTTP header. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,16384}");

    private Json() {}

    /** A required id: safe to put into a URL. */
    static String id(JsonNode node, String field) throws SetupException {
        String id = node.path(field).asString("");
        if (!ID.matcher(id).matches()) {
            throw odd(field);
        }
        return id;
    }

    static String token(JsonNode node, String field) throws SetupException {
        String token = node.path(field).asString("");
        if (!TOKEN.matcher(token).matches()) {
            throw odd(field);
        }
        return token;
    }

    /** A required text of sensible length, otherwise as the controller gave it. */
    static String name(JsonNode node, String field) throws SetupException {
        String name = node.path(field).stringValue("");
        if (name.isEmpty() || name.length() > MAX_TEXT) {
            throw odd(field);
        }
        return name;
    }

    static Instant time(JsonNode node, String field) throws SetupException {
        try {
            return Instant.parse(name(node, field));
        } catch (DateTimeParseException e) {
            throw odd(field);
        }
    }

    /** A list of texts; the controller writes an empty one as null. */
    static Set<String> texts(JsonNode node, String field) throws SetupException {
        JsonNode list = node.path(field);
        if (list.isMissingNode() || list.isNull()) {
            return Set.of();
        }
        if (!list.isArray() || list.size() > MAX_ENTRIES) {
            throw odd(field);
        }
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode entry : list) {
            if (!entry.isString() || entry.stringValue().length() > MAX_TEXT) {
                throw odd(field);
            }
            texts.add(entry.stringValue());
        }
        return texts;
    }

    /** The tags whose values are texts. */
    static Map<String, String> tags(JsonNode node) {
        Map<String, String> tags = new LinkedHashMap<>();
        node.path("tags").properties().forEach(tag -> {
            if (tag.getValue().isString()) {
                tags.put(tag.getKey(), tag.getValue().stringValue());
            }
        });
        return tags;
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static SetupException odd(String what) {
        return new SetupException(
                SetupFailure.NOT_A_CONTROLLER,
                "The controller's answer cannot be understood (" + what
                        + "). Check the address and whether a proxy is in between; the controller may also be newer than this"
                        + " program.");
    }
}

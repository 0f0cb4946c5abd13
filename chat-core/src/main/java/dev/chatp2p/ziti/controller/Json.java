package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads fields of the controller's answers and refuses what is missing or odd. */
final class Json {
    private static final int MAX_NAME = 4096;
    private static final Pattern ID = Pattern.compile("[\\w.-]{1,200}");
    /** A token travels in an HTTP header and in a router's 4 KiB Hello or in a Connect body. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,16384}");

    private Json() {}

    /** A required name: not empty, of sensible length, otherwise as the controller gave it. */
    static String name(JsonNode node, String field) throws ZitiException {
        return Optional.ofNullable(node.path(field).stringValue(null))
                .filter(value -> !value.isEmpty() && value.length() <= MAX_NAME)
                .orElseThrow(() -> odd(field));
    }

    /** A name that may be missing; empty as well if it is too long for one. */
    static String optionalName(JsonNode node, String field) {
        String value = node.path(field).stringValue("");
        return value.length() <= MAX_NAME ? value : "";
    }

    /** A required id: safe to put into a URL. */
    static String id(JsonNode node, String field) throws ZitiException {
        return matching(node, field, ID);
    }

    static String token(JsonNode node, String field) throws ZitiException {
        return matching(node, field, TOKEN);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static Instant time(JsonNode node, String field) throws ZitiException {
        try {
            return Instant.parse(name(node, field));
        } catch (DateTimeParseException e) {
            throw odd(field);
        }
    }

    private static String matching(JsonNode node, String field, Pattern pattern) throws ZitiException {
        return Optional.ofNullable(node.path(field).stringValue(null))
                .filter(value -> pattern.matcher(value).matches())
                .orElseThrow(() -> odd(field));
    }

    static ZitiException odd(String what) {
        return new ZitiException(
                ZitiFailure.PROTOCOL,
                "The controller's answer cannot be understood (" + what
                        + "). It may be newer than this program: look for an update.");
    }
}

package dev.chatp2p.ziti.controller;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names and values as HTML forms and queries have them ({@code application/x-www-form-urlencoded}). */
final class Form {
    /** What says that a body is one. */
    static final Map<String, String> HEADERS = Map.of("content-type", "application/x-www-form-urlencoded");

    private static final int MAX_FIELDS = 50;

    private Form() {}

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + '=' + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What can be read of it; of a name that comes twice the first. */
    static Map<String, String> decode(@Nullable String query) {
        Map<String, String> fields = new HashMap<>();
        if (query == null) {
            return fields;
        }
        for (String pair : query.split("&", MAX_FIELDS)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decode(pair, 0, equals), decode(pair, equals + 1, pair.length()));
            }
        }
        return fields;
    }

    /** Empty if it cannot be decoded. */
    private static String decode(String text, int from, int to) {
        try {
            return URLDecoder.decode(text.substring(from, to), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

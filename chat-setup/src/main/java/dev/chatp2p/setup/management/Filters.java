package dev.chatp2p.setup.management;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Filters in the controller's query language (grammar {@code ZitiQl.g4} of {@code openziti/storage}). What they can say is
 * limited: a backslash in a text is unescaped twice and control characters cannot be written, so such names are asked for by
 * a part of them; fields, and so tags, have no digits. Callers therefore look again at what they got.
 */
final class Filters {
    /** Of an encoded filter; proxies often take 8 KiB for the whole request line. */
    private static final int MAX_ENCODED = 6000;

    private static final Pattern UNSPEAKABLE = Pattern.compile("[\\\\\\p{Cntrl}]");
    private static final Pattern TAG = Pattern.compile("[A-Za-z][A-Za-z_-]*");

    private Filters() {}

    /**
     * As few filters as possible that together let all entities of these names through, and perhaps others; URL-encoded. An
     * empty one lets everything through.
     */
    static List<String> names(Collection<String> names) {
        List<String> plain = new ArrayList<>();
        List<String> filters = new ArrayList<>();
        for (String name : names) {
            if (!UNSPEAKABLE.matcher(name).find()) {
                plain.add(quoted(name));
            } else {
                filters.add(longestPart(name)
                        .map(part -> encoded("name contains " + quoted(part)))
                        .orElse(""));
            }
        }
        if (filters.contains("")) {
            return List.of("");
        }
        int used = 0;
        List<String> together = new ArrayList<>();
        for (String name : plain) {
            int length = encoded(name + ",").length();
            if (used + length > MAX_ENCODED && !together.isEmpty()) {
                filters.add(in(together));
                together.clear();
                used = 0;
            }
            together.add(name);
            used += length;
        }
        if (!together.isEmpty()) {
            filters.add(in(together));
        }
        return filters.stream().distinct().toList();
    }

    /** Entities with that tag; empty when a filter cannot say it. */
    static Optional<String> tag(String tag, String value) {
        return TAG.matcher(tag).matches() && !UNSPEAKABLE.matcher(value).find()
                ? Optional.of(encoded("tags." + tag + "=" + quoted(value)))
                : Optional.empty();
    }

    /** Identities with that role attribute; empty when a filter cannot say it. */
    static Optional<String> roleAttribute(String attribute) {
        return UNSPEAKABLE.matcher(attribute).find()
                ? Optional.empty()
                : Optional.of(encoded("anyOf(roleAttributes)=" + quoted(attribute)));
    }

    private static String in(List<String> quoted) {
        return encoded(quoted.stream().collect(Collectors.joining(",", "name in [", "]")));
    }

    private static Optional<String> longestPart(String name) {
        return Stream.of(UNSPEAKABLE.split(name))
                .filter(part -> !part.isBlank())
                .max(Comparator.comparingInt(String::length));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

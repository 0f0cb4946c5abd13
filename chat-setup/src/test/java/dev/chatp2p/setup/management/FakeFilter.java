package dev.chatp2p.setup.management;

import dev.chatp2p.setup.management.FakeNetwork.Refused;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The filters we send, read as the controller (1.6.0) reads them, with its way of unescaping; anything else is refused. */
final class FakeFilter {
    private static final String STRING = "\"((?:[^\"\\\\\\x00-\\x1F]|\\\\[\"\\\\fnrt])*+)\"";
    private static final Pattern TEXT = Pattern.compile(STRING);
    private static final Pattern IN = Pattern.compile("name in \\[(" + STRING + "(?:," + STRING + ")*+)]");
    private static final Pattern CONTAINS = Pattern.compile("name contains " + STRING);
    private static final Pattern TAG = Pattern.compile("tags\\.([A-Za-z][A-Za-z_-]*)=" + STRING);
    private static final Pattern ROLE = Pattern.compile("anyOf\\(roleAttributes\\)=" + STRING);

    private final Predicate<JsonNode> predicate;

    private FakeFilter(Predicate<JsonNode> predicate) {
        this.predicate = predicate;
    }

    boolean lets(JsonNode entity) {
        return predicate.test(entity);
    }

    static FakeFilter parse(String filter) throws Refused {
        if (filter.isEmpty()) {
            return new FakeFilter(_ -> true);
        }
        Matcher in = IN.matcher(filter);
        if (in.matches()) {
            Set<String> names = texts(in.group(1)).stream().collect(Collectors.toSet());
            return new FakeFilter(entity -> names.contains(entity.path("name").asString("")));
        }
        Matcher contains = CONTAINS.matcher(filter);
        if (contains.matches()) {
            String part = unescaped(contains.group(1));
            return new FakeFilter(entity -> entity.path("name").asString("").contains(part));
        }
        Matcher tag = TAG.matcher(filter);
        if (tag.matches()) {
            String value = unescaped(tag.group(2));
            return new FakeFilter(entity ->
                    entity.path("tags").path(tag.group(1)).asString("").equals(value));
        }
        Matcher role = ROLE.matcher(filter);
        if (role.matches()) {
            String attribute = unescaped(role.group(1));
            return new FakeFilter(entity -> entity.path("roleAttributes")
                    .valueStream()
                    .anyMatch(own -> own.asString("").equals(attribute)));
        }
        throw new Refused(400, Refused.error("INVALID_FILTER", "The filter query supplied is invalid"));
    }

    private static List<String> texts(String list) {
        return TEXT.matcher(list)
                .results()
                .map((MatchResult result) -> unescaped(result.group(1)))
                .toList();
    }

    /** One replacement after the other, as {@code ParseZqlString} of {@code openziti/storage} does it. */
    private static String unescaped(String text) {
        return text.replace("\\\\", "\\")
                .replace("\\\"", "\"")
                .replace("\\f", "\f")
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .replace("\\\\", "\\");
    }
}

package dev.chatp2p.core.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one line with which each side says that it speaks {@code chat/1} and what it can (chat-protocol §2): the callee's offer,
 * and the dialer's decision for it.
 *
 * @param capabilities what the program can; unknown ones are harmless
 * @param app which program it is
 * @param name what it calls itself; nobody vouches for it
 * @param purpose what the dialer wants; empty = to call
 */
public record Hello(Set<String> capabilities, String app, String name, Optional<String> purpose) {

    /** What a dialer who speaks {@code chat/1} appends to its app data. */
    public static final String MARK = " [chat/1]";

    /** Longest line that can be one, in bytes, its end included. */
    public static final int MAX_LINE = 4 * 1024;

    /** Takes part in calls. */
    public static final String RING = "ring";

    /** Takes messages. */
    public static final String TEXT = "text";

    /** Tells how far messages have come. */
    public static final String RECEIPT = "receipt";

    /** Wants to know whether the other person writes, and tells. */
    public static final String TYPING = "typing";

    /** Takes links that only deliver messages and do not ring; also the {@link #purpose} of such a link. */
    public static final String DELIVER = "deliver";

    private static final int VERSION = 1;
    private static final String START = "chat/1 ";
    private static final int MAX_CAPABILITIES = 64;
    private static final int MAX_WORD = 64;
    private static final int MAX_NAME = 256;

    public Hello {
        capabilities = Set.copyOf(capabilities);
    }

    /** Whether the dialer only wants to deliver messages. */
    public boolean delivers() {
        return purpose.filter(DELIVER::equals).isPresent();
    }

    public boolean can(String capability) {
        return capabilities.contains(capability);
    }

    /** The same for a link with that purpose. */
    public Hello withPurpose(String value) {
        return new Hello(capabilities, app, name, Optional.of(value));
    }

    /** The line in UTF-8, with its end. */
    public byte[] line() {
        ObjectNode json = PeerJson.newObject();
        json.put("v", VERSION);
        ArrayNode caps = json.putArray("caps");
        capabilities.stream().sorted().forEach(caps::add);
        json.put("app", app);
        json.put("name", name);
        purpose.ifPresent(value -> json.put("purpose", value));
        return (START + new String(PeerJson.bytes(json), StandardCharsets.UTF_8) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Understands a line without its end; empty if it is anything else, or of a version we do not speak. */
    static Optional<Hello> parse(byte[] line) {
        if (!startsAsOne(line, line.length) || line.length < START.length()) {
            return Optional.empty();
        }
        byte[] json = Arrays.copyOfRange(line, START.length(), line.length);
        return PeerJson.object(json).filter(Hello::isOurVersion).map(Hello::of);
    }

    /** Whether the first bytes of a line may still become one. */
    static boolean startsAsOne(byte[] bytes, int length) {
        for (int i = 0; i < Math.min(length, START.length()); i++) {
            if (bytes[i] != START.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOurVersion(ObjectNode json) {
        return json.path("v").isInt() && json.path("v").intValue() == VERSION;
    }

    private static Hello of(ObjectNode json) {
        Set<String> capabilities = new LinkedHashSet<>();
        for (JsonNode each : json.path("caps")) {
            String word = each.stringValue("");
            if (!word.isEmpty() && word.length() <= MAX_WORD && capabilities.size() < MAX_CAPABILITIES) {
                capabilities.add(word);
            }
        }
        return new Hello(
                capabilities,
                atMost(json.path("app").stringValue(""), MAX_NAME),
                atMost(json.path("name").stringValue(""), MAX_NAME),
                Optional.of(json.path("purpose").stringValue(""))
                        .filter(value -> !value.isEmpty() && value.length() <= MAX_WORD));
    }

    private static String atMost(String text, int most) {
        return text.length() <= most ? text : "";
    }
}

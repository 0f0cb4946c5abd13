package dev.chatp2p.core;

import java.nio.charset.StandardCharsets;

/**
 * What a person can set about their chat client.
 *
 * @param service the service that is hosted and dialed
 * @param greeting what the other side sees with our calls, at most {@value #MAX_GREETING_BYTES} bytes of UTF-8
 */
public record ChatOptions(String service, String greeting) {

    public static final String DEFAULT_SERVICE = "chat-p2p";
    public static final int MAX_GREETING_BYTES = 512;

    /** What the Go example uses, so that both find each other. */
    public static final ChatOptions DEFAULT = new ChatOptions(DEFAULT_SERVICE, "hi there");

    public ChatOptions {
        if (service.isBlank()) {
            throw new IllegalArgumentException("the service needs a name");
        }
        if (greeting.getBytes(StandardCharsets.UTF_8).length > MAX_GREETING_BYTES) {
            throw new IllegalArgumentException("the greeting is limited to " + MAX_GREETING_BYTES + " bytes");
        }
    }
}

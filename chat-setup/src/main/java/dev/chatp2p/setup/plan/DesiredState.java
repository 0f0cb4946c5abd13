package dev.chatp2p.setup.plan;

import java.util.List;

/**
 * What a network should hold for the chat.
 *
 * @param service the service, which is also the role attribute of it and of the people, and how the policies' names begin
 * @param people names of the people, as others will see and call them; no two alike
 */
public record DesiredState(String service, List<String> people) {
    public static final String DEFAULT_SERVICE = "chat-p2p";

    public DesiredState {
        people = List.copyOf(people);
    }
}

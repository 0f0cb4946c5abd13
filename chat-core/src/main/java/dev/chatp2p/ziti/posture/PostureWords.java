package dev.chatp2p.ziti.posture;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.controller.PosturePolicy;
import dev.chatp2p.ziti.controller.PostureQuery;
import dev.chatp2p.ziti.controller.PostureQuery.Kind;
import dev.chatp2p.ziti.controller.Service;
import dev.chatp2p.ziti.controller.SessionType;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Says which posture check keeps a person out, what the network was told, and what to do. */
final class PostureWords {
    private static final int SHOWN_ADDRESSES = 3;
    private static final int MAX_NAME = 60;

    private PostureWords() {}

    static String failing(Service service, SessionType type, Computer computer) {
        // The policy with the least missing is the shortest way in.
        List<PostureQuery> missing = service.policies(type).stream()
                .map(PostureWords::missing)
                .min(Comparator.comparingInt(List::size))
                .orElse(List.of());
        String what = type == SessionType.BIND ? "be called through" : "call through";
        String start = "You cannot " + what + " the service “" + ForeignText.line(service.name(), 100) + "” yet: ";
        if (missing.isEmpty()) {
            return start + "the network's posture checks are not met by this computer."
                    + " Ask whoever runs the network what they require.";
        }
        String wants =
                missing.stream().map(query -> wants(query, computer)).distinct().collect(Collectors.joining(", and "));
        boolean onlyMfa = missing.stream().allMatch(query -> query.kind() == Kind.MFA);
        return start + "the network wants " + wants
                + (onlyMfa
                        ? ". Set up a second factor, or log in again and give its code."
                        : ". Use such a computer, or ask whoever runs the network to change the posture check.");
    }

    private static List<PostureQuery> missing(PosturePolicy policy) {
        return policy.queries().stream().filter(query -> !query.passing()).toList();
    }

    private static String wants(PostureQuery query, Computer computer) {
        return switch (query.kind()) {
            case OS -> "another operating system or version (this is " + computer.operatingSystem() + ")";
            case DOMAIN -> "a computer of a certain Windows domain (this one is in " + domain(computer.domain()) + ")";
            case MAC ->
                "a computer with one of certain network cards (this one has " + addresses(computer.hardwareAddresses())
                        + ")";
            case PROCESS, PROCESS_MULTI ->
                "a certain program running on this computer"
                        + (query.process().isEmpty() ? "" : " (“" + query.process() + "”)")
                        + ", which this chat does not look for";
            case MFA -> "a second factor";
            case UNKNOWN -> "something that this version of the chat does not know";
        };
    }

    private static String domain(String domain) {
        return domain.isEmpty() ? "none" : "“" + ForeignText.line(domain, MAX_NAME) + "”";
    }

    private static String addresses(List<String> addresses) {
        if (addresses.isEmpty()) {
            return "none";
        }
        int more = addresses.size() - SHOWN_ADDRESSES;
        return addresses.stream().limit(SHOWN_ADDRESSES).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}

package dev.chatp2p.setup.plan;

import dev.chatp2p.setup.management.IdentityEntity;
import dev.chatp2p.setup.management.PolicyAdvice;
import java.util.Optional;

/** What the policy adviser's answer means for a person, in words. */
final class Advice {
    private static final String AGAIN = " Make the plan again and apply it.";

    private Advice() {}

    /** When the identity or the service is not even there. */
    static PersonReport missing(Wanted.Person person, Optional<IdentityEntity> identity) {
        String problem = identity.isEmpty()
                ? "The network has nobody of that name."
                : "The network has no service “" + person.service() + "”.";
        return new PersonReport(
                person.name(),
                false,
                false,
                0,
                identity.filter(IdentityEntity::enrolled).isPresent(),
                Optional.of(problem + AGAIN));
    }

    /**
     * @param invited whether there is an invitation that can still be used
     * @param ours whether we may issue another one
     */
    static PersonReport report(IdentityEntity identity, PolicyAdvice advice, boolean invited, boolean ours) {
        String problem = problem(advice);
        if (problem.isEmpty() && !identity.enrolled() && !invited) {
            problem = "The invitation has expired. "
                    + (ours ? "Issue a new one." : "Ask whoever made this person on the network for a new one.");
        }
        return new PersonReport(
                identity.name(),
                advice.mayDial(),
                advice.mayHost(),
                advice.commonRoutersOnline(),
                identity.enrolled(),
                Optional.of(problem).filter(sentence -> !sentence.isEmpty()));
    }

    private static String problem(PolicyAdvice advice) {
        if (!advice.mayDial() && !advice.mayHost()) {
            return "No policy lets this person call or be called." + AGAIN;
        }
        if (!advice.mayDial()) {
            return "No policy lets this person call others." + AGAIN;
        }
        if (!advice.mayHost()) {
            return "No policy lets this person be called." + AGAIN;
        }
        if (advice.commonRouters() == 0) {
            return "There is no edge router that both this person and the service may use. Add an edge router to the"
                    + " network, or make the plan again and apply it.";
        }
        if (advice.commonRoutersOnline() == 0) {
            return advice.commonRouters() == 1
                    ? "The edge router is offline. Start it."
                    : "All " + advice.commonRouters() + " edge routers are offline. Start at least one.";
        }
        return "";
    }
}

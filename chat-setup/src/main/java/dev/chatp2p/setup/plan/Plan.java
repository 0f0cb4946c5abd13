package dev.chatp2p.setup.plan;

import java.util.List;

/**
 * What would be done to a network, in the order in which it would be done. Comparing has not changed anything.
 *
 * @param service the service it is about
 * @param steps everything that was looked at, also what stays
 */
public record Plan(String service, List<PlanStep> steps) {

    public Plan {
        steps = List.copyOf(steps);
    }

    /** Only what would be done. */
    public List<PlanStep> changes() {
        return steps.stream()
                .filter(step -> switch (step.action()) {
                    case CREATE, CHANGE, DELETE -> true;
                    case KEEP, CONFLICT -> false;
                })
                .toList();
    }

    /** What stands in the way. */
    public List<PlanStep> conflicts() {
        return steps.stream()
                .filter(step -> step.action() == PlanStep.Action.CONFLICT)
                .toList();
    }

    public boolean isEmpty() {
        return changes().isEmpty() && conflicts().isEmpty();
    }
}

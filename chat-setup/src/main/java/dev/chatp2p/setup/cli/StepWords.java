package dev.chatp2p.setup.cli;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.plan.PlanStep;
import dev.chatp2p.setup.plan.PlanStep.Action;
import java.util.Locale;

/** The steps of a plan in words, all of them displayable. */
final class StepWords {
    private static final int MAX_NAME = 60;
    private static final int MAX_REASON = 400;

    private StepWords() {}

    static String mark(Action action) {
        return switch (action) {
            case CREATE -> "+";
            case KEEP -> "=";
            case CHANGE -> "~";
            case DELETE -> "-";
            case CONFLICT -> "!";
        };
    }

    static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    static String past(Action action) {
        return switch (action) {
            case CREATE -> "created";
            case KEEP -> "kept";
            case CHANGE -> "changed";
            case DELETE -> "deleted";
            case CONFLICT -> "in conflict";
        };
    }

    static String name(String name) {
        String shown = DisplayText.name(name);
        return shown.codePointCount(0, shown.length()) <= MAX_NAME
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, MAX_NAME - 1)) + "…";
    }

    static String reason(PlanStep step) {
        return DisplayText.line(step.reason(), MAX_REASON);
    }

    /** What such an entity is for. */
    static String explanation(PlanStep step) {
        if (step.action() == Action.DELETE) {
            return step.kind() == EntityKind.IDENTITY
                    ? "This takes the person off the network. Their identity file is worth nothing afterwards."
                    : "It was made for the chat; nothing else uses it.";
        }
        if (step.kind() == EntityKind.SERVICE) {
            return "The service is what everybody hosts and calls. It has no configuration, because nothing is intercepted"
                    + " or forwarded, and requires end-to-end encryption. Policies find it by its role attribute.";
        }
        if (step.kind() == EntityKind.SERVICE_POLICY) {
            return step.name().endsWith("-bind")
                    ? "A Bind policy lets everybody with the role attribute host the service: they can be called."
                    : "A Dial policy lets everybody with the role attribute dial the service: they can call.";
        }
        if (step.kind() == EntityKind.EDGE_ROUTER_POLICY) {
            return "An edge router policy says through which edge routers people may go; here, through all of them.";
        }
        if (step.kind() == EntityKind.SERVICE_EDGE_ROUTER_POLICY) {
            return "A service edge router policy says which edge routers may carry the service; here, all of them.";
        }
        return "An identity is one person on one device. It comes with an invitation that works once; the role attribute"
                + " gives it the rights to call and to be called.";
    }
}

package dev.chatp2p.setup.cli;

import dev.chatp2p.setup.cli.Screen.Colour;
import dev.chatp2p.setup.plan.Plan;
import dev.chatp2p.setup.plan.PlanStep;
import dev.chatp2p.setup.plan.PlanStep.Action;
import java.util.ArrayList;
import java.util.List;

/** A plan as a list that people read before they agree to it. */
final class PlanTable {

    private PlanTable() {}

    static void show(Plan plan, Screen screen) {
        Table table = new Table();
        for (PlanStep step : plan.steps()) {
            table.row(
                    StepWords.mark(step.action()),
                    StepWords.word(step.action()),
                    step.kind().words(),
                    StepWords.name(step.name()),
                    StepWords.reason(step));
        }
        List<String> lines = table.lines();
        for (int i = 0; i < lines.size(); i++) {
            screen.line(colour(plan.steps().get(i).action()), lines.get(i));
        }
        screen.line(summary(plan));
    }

    private static Colour colour(Action action) {
        return switch (action) {
            case CREATE -> Colour.GREEN;
            case KEEP -> Colour.DIM;
            case CHANGE -> Colour.YELLOW;
            case DELETE, CONFLICT -> Colour.RED;
        };
    }

    private static String summary(Plan plan) {
        List<String> parts = new ArrayList<>();
        add(parts, plan, Action.CREATE, "to create");
        add(parts, plan, Action.CHANGE, "to change");
        add(parts, plan, Action.DELETE, "to delete");
        add(parts, plan, Action.CONFLICT, "in conflict");
        add(parts, plan, Action.KEEP, plan.changes().isEmpty() ? "as it should be" : "that stay");
        return parts.isEmpty() ? "There is nothing of ours there." : String.join(", ", parts) + ".";
    }

    private static void add(List<String> parts, Plan plan, Action action, String words) {
        long count =
                plan.steps().stream().filter(step -> step.action() == action).count();
        if (count > 0) {
            parts.add(count + " " + words);
        }
    }
}

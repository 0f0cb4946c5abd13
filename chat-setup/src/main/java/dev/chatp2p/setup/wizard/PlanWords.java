package dev.chatp2p.setup.wizard;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.plan.Plan;
import dev.chatp2p.setup.plan.PlanStep;
import dev.chatp2p.setup.plan.PlanStep.Action;
import dev.chatp2p.ziti.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan as people read it. Immutable. */
final class PlanWords {

    private static final int MAX_REASON = 400;

    /** What stands in the way first, what stays as it is last. */
    private static final List<Action> ORDER =
            List.of(Action.CONFLICT, Action.DELETE, Action.CREATE, Action.CHANGE, Action.KEEP);

    private final WizardTexts texts;

    PlanWords(WizardTexts texts) {
        this.texts = texts;
    }

    /** The plan as a list, in groups. */
    List<PlanRow> rows(Plan plan) {
        List<PlanRow> rows = new ArrayList<>();
        for (Action action : ORDER) {
            List<PlanStep> group = plan.steps().stream()
                    .filter(step -> step.action() == action)
                    .toList();
            if (!group.isEmpty()) {
                rows.add(new PlanRow.Heading(action, texts.of("plan." + key(action)), group.size()));
                group.forEach(step -> rows.add(line(step)));
            }
        }
        return rows;
    }

    private PlanRow.Line line(PlanStep step) {
        return new PlanRow.Line(
                step.action(),
                DisplayText.name(step.name()),
                kind(step.kind()),
                ForeignText.line(step.reason(), MAX_REASON));
    }

    /** One step in a few words, such as “Create alice”. */
    String step(PlanStep step) {
        return texts.of("apply." + key(step.action()), DisplayText.name(step.name()), kind(step.kind()));
    }

    /** How many of what, such as “2 to create · 5 stay as they are”. */
    String summary(Plan plan) {
        return ORDER.stream()
                .filter(action -> count(plan, action) > 0)
                .map(action -> texts.of("plan.count." + key(action), count(plan, action)))
                .collect(Collectors.joining(" · "));
    }

    /** What carrying it out does, as a button says it. */
    String primary(Plan plan) {
        List<PlanStep> changes = plan.changes();
        Set<Action> actions = changes.stream().map(PlanStep::action).collect(Collectors.toSet());
        if (actions.isEmpty()) {
            return texts.of("plan.nothing");
        }
        if (actions.size() > 1 || actions.contains(Action.CHANGE)) {
            return texts.of("plan.apply", changes.size());
        }
        long people = changes.stream()
                .filter(step -> step.kind().equals(EntityKind.IDENTITY))
                .count();
        boolean service = changes.stream().anyMatch(step -> step.kind().equals(EntityKind.SERVICE));
        String what = people > 0 && service
                ? texts.of("plan.peopleAndService", people)
                : people > 0
                        ? texts.of("plan.people", people)
                        : service ? texts.of("plan.service") : texts.of("plan.policies", changes.size());
        return texts.of(actions.contains(Action.DELETE) ? "plan.deleteThem" : "plan.createThem", what);
    }

    private static long count(Plan plan, Action action) {
        return plan.steps().stream().filter(step -> step.action() == action).count();
    }

    private String kind(EntityKind<?> kind) {
        return texts.of("plan.kind." + kind.path());
    }

    private static String key(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }
}

package dev.chatp2p.setup.wizard;

import dev.chatp2p.setup.plan.PlanStep;

/** A line of the list that shows a plan. */
sealed interface PlanRow {

    /** What is done, or not done, with it. */
    PlanStep.Action action();

    /**
     * Begins a group.
     *
     * @param title such as “Create”
     * @param count how many follow
     */
    record Heading(PlanStep.Action action, String title, int count) implements PlanRow {}

    /**
     * One entity.
     *
     * @param name made displayable
     * @param kind what it is, in words
     * @param reason why, or what is different; may be empty
     */
    record Line(PlanStep.Action action, String name, String kind, String reason) implements PlanRow {}
}

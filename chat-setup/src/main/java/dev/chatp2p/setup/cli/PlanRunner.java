package dev.chatp2p.setup.cli;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.cli.Screen.Colour;
import dev.chatp2p.setup.plan.ApplyProgress;
import dev.chatp2p.setup.plan.Plan;
import dev.chatp2p.setup.plan.PlanStep;
import dev.chatp2p.setup.plan.PlanStep.Action;
import dev.chatp2p.setup.plan.Provisioner;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Carries out a plan where people can watch, all at once or one step after the other. */
final class PlanRunner {
    private final Provisioner provisioner;
    private final StopSignal stop;
    private final Screen screen;

    /** Steps done so far, over all that was asked of it. */
    private int done;

    PlanRunner(Provisioner provisioner, StopSignal stop, Screen screen) {
        this.provisioner = provisioner;
        this.stop = stop;
        this.screen = screen;
    }

    /** Steps that are done. */
    int done() {
        return done;
    }

    /** @throws SetupException CANCELLED after Ctrl-C; whatever goes wrong, it is said how far it came */
    void runAll(Plan plan) throws SetupException, InterruptedException {
        stop.hold();
        apply(plan, 0, plan.changes().size());
    }

    private void apply(Plan plan, int offset, int total) throws SetupException, InterruptedException {
        try {
            provisioner.apply(plan, shown(offset, total));
        } catch (SetupException e) {
            if (e.failure() == SetupFailure.CANCELLED) {
                throw stopped(total);
            }
            screen.line(howFar(total));
            throw e;
        }
    }

    /**
     * Explains each step and waits for the person.
     *
     * @return false if they left some out
     * @throws SetupException CANCELLED if they quit, as for {@link #runAll}
     */
    boolean runEach(Plan plan) throws SetupException, InterruptedException {
        List<PlanStep> changes = plan.changes();
        boolean all = true;
        for (int i = 0; i < changes.size(); i++) {
            PlanStep step = changes.get(i);
            screen.line("");
            screen.line("Step " + (i + 1) + " of " + changes.size() + ": " + StepWords.word(step.action()) + " the "
                    + step.kind().words() + " " + StepWords.name(step.name()) + " (" + StepWords.reason(step) + ")");
            screen.line(StepWords.explanation(step));
            switch (answer()) {
                case DO -> apply(new Plan(plan.service(), List.of(step)), i, changes.size());
                case SKIP -> {
                    all = false;
                    screen.line(Colour.YELLOW, "Left out.");
                }
                case QUIT -> throw stopped(changes.size());
            }
        }
        return all;
    }

    private enum Answer {
        DO,
        SKIP,
        QUIT
    }

    private Answer answer() {
        while (true) {
            stop.letGo();
            Optional<String> typed =
                    screen.ask("Enter = do it, s = skip it, q = quit: ").map(word -> word.toLowerCase(Locale.ROOT));
            stop.hold();
            if (typed.isEmpty()) {
                return Answer.QUIT;
            }
            switch (typed.get()) {
                case "" -> {
                    return Answer.DO;
                }
                case "s", "skip" -> {
                    return Answer.SKIP;
                }
                case "q", "quit" -> {
                    return Answer.QUIT;
                }
                default -> screen.line("That is none of the three.");
            }
        }
    }

    private ApplyProgress shown(int offset, int total) {
        return new ApplyProgress() {
            @Override
            public boolean cancelled() {
                return stop.requested();
            }

            @Override
            public void done(PlanStep step, int index, int count) {
                done++;
                int digits = Integer.toString(total).length();
                screen.line("  "
                        + " "
                                .repeat(digits
                                        - Integer.toString(offset + index + 1).length())
                        + (offset + index + 1) + "/" + total + "  " + StepWords.past(step.action()) + "  "
                        + step.kind().words() + "  " + StepWords.name(step.name()));
            }
        };
    }

    private SetupException stopped(int total) {
        return new SetupException(SetupFailure.CANCELLED, "Stopped. " + howFar(total));
    }

    private String howFar(int total) {
        return done + " of " + total + " steps are done and stay. Run the same command again to finish.";
    }

    /** For messages about a plan that cannot be carried out. */
    static String conflicts(Plan plan) {
        long count = plan.steps().stream()
                .filter(step -> step.action() == Action.CONFLICT)
                .count();
        return (count == 1 ? "One line of the plan is a conflict" : count + " lines of the plan are conflicts")
                + " (marked “!”), so nothing was changed. Solve that as the line says, or take another --service.";
    }
}

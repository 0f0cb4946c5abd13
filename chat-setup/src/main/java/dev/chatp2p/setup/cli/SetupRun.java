package dev.chatp2p.setup.cli;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.cli.Screen.Colour;
import dev.chatp2p.setup.cli.SetupChoices.Consent;
import dev.chatp2p.setup.cli.SetupChoices.Goal;
import dev.chatp2p.setup.plan.DesiredState;
import dev.chatp2p.setup.plan.PersonInvitation;
import dev.chatp2p.setup.plan.PersonReport;
import dev.chatp2p.setup.plan.Plan;
import dev.chatp2p.setup.plan.Provisioner;
import dev.chatp2p.ziti.enroll.Enroller;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One run of {@code chat setup} after the log-in. */
final class SetupRun {
    private final Provisioner provisioner;
    private final Supplier<Enroller> enroller;
    private final Handout handout;
    private final StopSignal stop;
    private final Screen screen;
    private final SetupDocument document;

    SetupRun(
            Provisioner provisioner,
            Supplier<Enroller> enroller,
            Handout handout,
            StopSignal stop,
            Screen screen,
            SetupDocument document) {
        this.provisioner = provisioner;
        this.enroller = enroller;
        this.handout = handout;
        this.stop = stop;
        this.screen = screen;
        this.document = document;
    }

    /** The exit code. */
    int run(SetupChoices choices) throws SetupException, InterruptedException {
        return choices.goal() == Goal.REISSUE ? reissue(choices) : carryOut(choices);
    }

    private int reissue(SetupChoices choices) throws SetupException, InterruptedException {
        String person = choices.people().getFirst();
        if (choices.consent() == Consent.ASK
                && !screen.confirm("Make a new invitation for " + StepWords.name(person)
                        + "? The old one, or the identity made of it, is void from then on.")) {
            throw declined();
        }
        if (choices.enroll()) {
            handout.requireFree(person);
        }
        stop.hold();
        // From here on only the new invitation is worth something: it is written even after Ctrl-C.
        List<PersonInvitation> invitation = List.of(provisioner.reissue(choices.service(), person));
        Handout.Item item = handOut(choices, invitation).values().iterator().next();
        document.reissued(item);
        item.invitation()
                .filter(_ -> item.problem().isEmpty())
                .ifPresent(file ->
                        screen.line("The new invitation of " + StepWords.name(person) + " is " + Handout.shown(file)
                                + ", until " + ReportTable.time(item.person().expires()) + "."));
        return item.problem().isPresent() ? ExitCodes.FAILED : ExitCodes.OK;
    }

    private int carryOut(SetupChoices choices) throws SetupException, InterruptedException {
        Plan plan = plan(choices);
        document.plan(plan);
        screen.line("");
        PlanTable.show(plan, screen);
        if (choices.consent() == Consent.PLAN_ONLY) {
            return plan.conflicts().isEmpty()
                    ? plan.changes().isEmpty() ? ExitCodes.OK : ExitCodes.CHANGES
                    : ExitCodes.CONFLICT;
        }
        if (!plan.conflicts().isEmpty()) {
            throw new SetupException(SetupFailure.NAME_TAKEN, PlanRunner.conflicts(plan));
        }
        boolean complete = plan.changes().isEmpty() || apply(plan, choices.consent());
        if (choices.goal() != Goal.PROVISION) {
            screen.line(
                    plan.changes().isEmpty()
                            ? "There was nothing to remove."
                            : "Removed. Invitations and identity files of removed people are worth nothing now; delete them.");
            return complete ? ExitCodes.OK : ExitCodes.CANCELLED;
        }
        return finish(choices, complete);
    }

    private Plan plan(SetupChoices choices) throws SetupException, InterruptedException {
        return switch (choices.goal()) {
            case REMOVE_ALL -> provisioner.planRemoval(choices.service());
            case REMOVE_PEOPLE -> provisioner.planRemovalOf(choices.service(), choices.people());
            case PROVISION, REISSUE -> provisioner.plan(desired(choices));
        };
    }

    private static DesiredState desired(SetupChoices choices) {
        return new DesiredState(choices.service(), choices.people());
    }

    /** False if the person left something out. */
    private boolean apply(Plan plan, Consent consent) throws SetupException, InterruptedException {
        int steps = plan.changes().size();
        if (consent == Consent.ASK && !screen.confirm(steps == 1 ? "Do it?" : "Do these " + steps + " steps?")) {
            throw declined();
        }
        PlanRunner runner = new PlanRunner(provisioner, stop, screen);
        try {
            if (consent == Consent.EACH_STEP) {
                return runner.runEach(plan);
            }
            runner.runAll(plan);
            return true;
        } finally {
            document.stepsDone(runner.done());
        }
    }

    private static SetupException declined() {
        return new SetupException(SetupFailure.CANCELLED, "Nothing was changed.");
    }

    private int finish(SetupChoices choices, boolean complete) throws SetupException, InterruptedException {
        List<PersonInvitation> invitations = provisioner.invitations(desired(choices));
        handout.stopIfAsked();
        Map<String, Handout.Item> handedOut = handOut(choices, invitations);
        List<PersonReport> reports = provisioner.verify(desired(choices));
        document.people(reports, handedOut);
        screen.line("");
        ReportTable.show(reports, handedOut, screen);
        boolean everybody = reports.stream().allMatch(report -> report.problem().isEmpty())
                && handedOut.values().stream().allMatch(item -> item.problem().isEmpty());
        if (!complete) {
            screen.line(Colour.YELLOW, "You left something out; run the same command again to do it.");
            return ExitCodes.CANCELLED;
        }
        screen.line(everybody ? advice(handedOut) : "Somebody cannot chat yet; see above.");
        return everybody ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private Map<String, Handout.Item> handOut(SetupChoices choices, List<PersonInvitation> invitations)
            throws SetupException, InterruptedException {
        return choices.enroll() ? handout.enroll(invitations, enroller.get()) : handout.write(invitations);
    }

    private static String advice(Map<String, Handout.Item> handedOut) {
        boolean invited =
                handedOut.values().stream().anyMatch(item -> item.invitation().isPresent());
        boolean enrolled =
                handedOut.values().stream().anyMatch(item -> item.identity().isPresent());
        if (invited) {
            return "Give each person their invitation. Whoever uses it first becomes that person, and it works once:"
                    + " chat enroll NAME.jwt, or open it in the window.";
        }
        return enrolled ? "Everybody can chat: chat -i NAME.json" : "Everybody can chat.";
    }
}

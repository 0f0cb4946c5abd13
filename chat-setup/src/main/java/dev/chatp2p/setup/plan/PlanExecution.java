package dev.chatp2p.setup.plan;

import dev.chatp2p.core.text.DisplayText;
import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.Entity;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.Management;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out the steps of a plan, once. Each step looks again at what it is about to touch, so that a plan that has become
 * old does no harm. People are independent of each other, and there may be many: some of their requests run side by side.
 */
final class PlanExecution {
    private static final int PEOPLE_AT_A_TIME = 4;

    private final Management management;
    private final String service;
    private final Ownership ownership;
    private final List<PlanStep> steps;
    private final ApplyProgress progress;

    PlanExecution(Management management, Plan plan, ApplyProgress progress) {
        this.management = management;
        this.service = plan.service();
        this.ownership = new Ownership(plan.service());
        this.steps = plan.changes();
        this.progress = progress;
    }

    void run() throws SetupException, InterruptedException {
        Holdings holdings = lookAgain();
        int total = steps.size();
        try (SideBySide<Integer> people = new SideBySide<>(
                PEOPLE_AT_A_TIME, "setup-apply", index -> progress.done(steps.get(index), index, total))) {
            for (int i = 0; i < total; i++) {
                PlanStep step = steps.get(i);
                int index = i;
                boolean person = step.kind().equals(EntityKind.IDENTITY);
                if (!person) {
                    people.finish();
                }
                if (progress.cancelled()) {
                    people.finish();
                    throw new SetupException(
                            SetupFailure.CANCELLED,
                            "Cancelled before step " + (index + 1) + " of " + total
                                    + ". What was done stays; doing it again goes on from there.");
                }
                progress.beginning(step, index, total);
                if (person) {
                    people.start(() -> {
                        perform(step, holdings);
                        return index;
                    });
                } else {
                    perform(step, holdings);
                    progress.done(step, index, total);
                }
            }
            people.finish();
        }
    }

    /** What is to be created is not there, and the controller says so if that is no longer true. */
    private Holdings lookAgain() throws SetupException, InterruptedException {
        List<Holdings.Place> touched = new ArrayList<>();
        touched.add(new Holdings.Place(EntityKind.SERVICE, service));
        for (PlanStep step : steps) {
            if (step.action() != PlanStep.Action.CREATE) {
                touched.add(new Holdings.Place(step.kind(), step.name()));
            }
        }
        return Holdings.at(management, touched);
    }

    private void perform(PlanStep step, Holdings holdings) throws SetupException, InterruptedException {
        try {
            switch (step.action()) {
                case CREATE -> create(Wanted.of(service, step.kind(), step.name()), holdings);
                case CHANGE -> change(Wanted.of(service, step.kind(), step.name()), holdings);
                case DELETE -> delete(step, holdings);
                case KEEP, CONFLICT -> throw new IllegalStateException("nothing to do: " + step.action());
            }
        } catch (SetupException e) {
            // That would mean that nothing was done.
            throw e.failure() == SetupFailure.NAME_TAKEN
                    ? new SetupException(SetupFailure.CHANGED_MEANWHILE, e.sentence(), e)
                    : e;
        }
    }

    private <E extends Entity> void create(Wanted<E> wanted, Holdings holdings)
            throws SetupException, InterruptedException {
        try {
            management.create(wanted.kind(), wanted.toCreate());
        } catch (SetupException e) {
            if (e.failure() != SetupFailure.NAME_TAKEN) {
                throw e;
            }
            // Somebody was faster, perhaps we ourselves: the answer to an earlier request was lost.
            List<E> now = management.findByName(wanted.kind(), List.of(wanted.name()));
            if (now.isEmpty()) {
                throw e;
            }
            settle(wanted, now.getFirst(), holdings.idOfService(service));
        }
    }

    private <E extends Entity> void change(Wanted<E> wanted, Holdings holdings)
            throws SetupException, InterruptedException {
        Optional<E> existing = holdings.find(wanted.kind(), wanted.name());
        if (existing.isEmpty()) {
            create(wanted, holdings);
        } else {
            settle(wanted, existing.get(), holdings.idOfService(service));
        }
    }

    private <E extends Entity> void settle(Wanted<E> wanted, E existing, Optional<String> serviceId)
            throws SetupException, InterruptedException {
        List<String> differences = wanted.differences(existing, serviceId);
        if (differences.isEmpty()) {
            return;
        }
        if (!ownership.covers(existing)) {
            throw new SetupException(
                    SetupFailure.CHANGED_MEANWHILE,
                    "Somebody else has made the " + wanted.kind() + " “" + wanted.name()
                            + "” by now, and " + String.join(" and ", differences)
                            + ". What was done before stays. Look at the plan again.");
        }
        if (wanted.mustBeMadeAgain(existing)) {
            management.delete(wanted.kind(), existing.id());
            management.create(wanted.kind(), wanted.toCreate());
        } else {
            management.change(wanted.kind(), wanted.corrected(existing));
        }
    }

    private void delete(PlanStep step, Holdings holdings) throws SetupException, InterruptedException {
        Optional<? extends Entity> existing = holdings.find(step.kind(), step.name());
        if (existing.isEmpty()) {
            return;
        }
        if (!ownership.covers(existing.get())) {
            throw new SetupException(
                    SetupFailure.CHANGED_MEANWHILE,
                    "The " + step.kind() + " “" + DisplayText.name(step.name())
                            + "” is not ours any more and stays. What was done before stays, too. Look at the plan again.");
        }
        management.delete(step.kind(), existing.get().id());
    }
}

package dev.chatp2p.setup.cli;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.plan.ApplyProgress;
import dev.chatp2p.setup.plan.DesiredState;
import dev.chatp2p.setup.plan.PersonInvitation;
import dev.chatp2p.setup.plan.PersonReport;
import dev.chatp2p.setup.plan.Plan;
import dev.chatp2p.setup.plan.PlanStep;
import dev.chatp2p.setup.plan.PlanStep.Action;
import dev.chatp2p.setup.plan.Provisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A network of a service and people, in memory. */
final class FakeProvisioner implements Provisioner {
    static final Instant EXPIRES = Instant.parse("2100-01-02T03:04:05Z");

    /** What is there: {@code kind name}. */
    final Set<String> there = new TreeSet<>();

    final Set<String> enrolled = new TreeSet<>();

    /** People who are there and whom somebody else made. */
    final Set<String> invitedByOthers = new TreeSet<>();

    final List<Integer> stepsOfEachApply = new ArrayList<>();

    /** Done before invitations are given out. */
    Accident beforeInvitations = () -> {};

    /** Something that happens meanwhile. */
    interface Accident {
        void happen() throws IOException;
    }

    /** Names that belong to somebody else. */
    private final Set<String> foreign = new TreeSet<>();

    private int failsAfter = Integer.MAX_VALUE;
    private Optional<String> problem = Optional.empty();

    FakeProvisioner withForeign(String name) {
        foreign.add(name);
        return this;
    }

    /** Breaks off once, after that many steps. */
    FakeProvisioner failingAfter(int steps) {
        failsAfter = steps;
        return this;
    }

    FakeProvisioner withProblem(String sentence) {
        problem = Optional.of(sentence);
        return this;
    }

    private PlanStep wanted(EntityKind<?> kind, String name) {
        if (foreign.contains(name)) {
            return new PlanStep(Action.CONFLICT, kind, name, "belongs to somebody else");
        }
        return there.contains(kind + " " + name)
                ? new PlanStep(Action.KEEP, kind, name, "as it should be")
                : new PlanStep(Action.CREATE, kind, name, "not there yet");
    }

    @Override
    public Plan plan(DesiredState desired) {
        List<PlanStep> steps = new ArrayList<>();
        steps.add(wanted(EntityKind.SERVICE, desired.service()));
        steps.add(wanted(EntityKind.SERVICE_POLICY, desired.service() + "-dial"));
        desired.people().forEach(person -> steps.add(wanted(EntityKind.IDENTITY, person)));
        return new Plan(desired.service(), steps);
    }

    @Override
    public Plan planRemoval(String service) {
        List<PlanStep> steps = new ArrayList<>();
        for (EntityKind<?> kind : List.of(EntityKind.IDENTITY, EntityKind.SERVICE_POLICY, EntityKind.SERVICE)) {
            there.stream()
                    .filter(entry -> entry.startsWith(kind + " "))
                    .map(entry -> entry.substring(kind.toString().length() + 1))
                    .forEach(name -> steps.add(new PlanStep(Action.DELETE, kind, name, "ours")));
        }
        return new Plan(service, steps);
    }

    @Override
    public Plan planRemovalOf(String service, Collection<String> people) {
        return new Plan(
                service,
                people.stream()
                        .map(name -> new PlanStep(Action.DELETE, EntityKind.IDENTITY, name, "ours"))
                        .toList());
    }

    @Override
    public void apply(Plan plan, ApplyProgress progress) throws SetupException {
        List<PlanStep> changes = plan.changes();
        stepsOfEachApply.add(changes.size());
        for (int i = 0; i < changes.size(); i++) {
            if (progress.cancelled()) {
                throw new SetupException(SetupFailure.CANCELLED, "It was cancelled.");
            }
            if (failsAfter-- == 0) {
                throw new SetupException(SetupFailure.UNREACHABLE, "The controller went away. Try again.");
            }
            PlanStep step = changes.get(i);
            progress.beginning(step, i, changes.size());
            String entry = step.kind() + " " + step.name();
            if (step.action() == Action.DELETE) {
                there.remove(entry);
            } else {
                there.add(entry);
            }
            progress.done(step, i, changes.size());
        }
    }

    @Override
    public List<PersonReport> verify(DesiredState desired) {
        return desired.people().stream()
                .map(name -> new PersonReport(
                        name, problem.isEmpty(), true, problem.isEmpty() ? 3 : 0, enrolled.contains(name), problem))
                .toList();
    }

    @Override
    public List<PersonInvitation> invitations(DesiredState desired) {
        try {
            beforeInvitations.happen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return desired.people().stream()
                .filter(name -> there.contains("identity " + name) && !enrolled.contains(name))
                .map(name -> invitation(name, !invitedByOthers.contains(name)))
                .toList();
    }

    @Override
    public PersonInvitation reissue(String service, String person) throws SetupException {
        if (!there.contains("identity " + person)) {
            throw new SetupException(SetupFailure.NOT_FOUND, "There is nobody called " + person + ".");
        }
        enrolled.remove(person);
        return invitation(person, true);
    }

    private static PersonInvitation invitation(String name, boolean ours) {
        return new PersonInvitation(name, Tokens.oneTime(Integer.toHexString(name.hashCode()), EXPIRES), EXPIRES, ours);
    }
}

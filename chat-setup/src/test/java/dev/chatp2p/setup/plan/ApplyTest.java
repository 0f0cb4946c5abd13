package dev.chatp2p.setup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.Entity;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.ServicePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Carrying plans out: in order, with progress, cancelled, killed anywhere, and not wasting requests. */
class ApplyTest extends PlanTestBase {

    @Test
    void stepsAreReportedInTheirOrderAndPeopleAreMadeSideBySide() throws Exception {
        String[] names = IntStream.rangeClosed(1, 50).mapToObj(i -> "user" + i).toArray(String[]::new);
        List<Integer> begun = new ArrayList<>();
        List<Integer> done = new ArrayList<>();
        Plan plan = provisioner.plan(people(names));
        controller.expectAtOnce(4);
        provisioner.apply(plan, new ApplyProgress() {
            @Override
            public void beginning(PlanStep step, int index, int total) {
                assertEquals(plan.changes().get(index), step);
                assertEquals(55, total);
                begun.add(index);
            }

            @Override
            public void done(PlanStep step, int index, int total) {
                assertEquals(plan.changes().get(index), step);
                done.add(index);
            }
        });

        List<Integer> all = IntStream.range(0, 55).boxed().toList();
        assertEquals(all, begun);
        assertEquals(all, done);
        assertEquals(4, controller.busiest(), "requests at a time");
        assertEquals("create service chat-p2p", controller.log().getFirst());
    }

    @Test
    void cancellingKeepsWhatIsDoneAndTheNextRunFinishes() throws Exception {
        Plan plan = provisioner.plan(people("user1", "user2", "user3", "user4"));
        List<Integer> begun = new ArrayList<>();
        List<Integer> done = new ArrayList<>();
        SetupException cancelled = assertThrows(
                SetupException.class,
                () -> provisioner.apply(plan, new ApplyProgress() {
                    @Override
                    public boolean cancelled() {
                        return begun.size() == 7;
                    }

                    @Override
                    public void beginning(PlanStep step, int index, int total) {
                        begun.add(index);
                    }

                    @Override
                    public void done(PlanStep step, int index, int total) {
                        done.add(index);
                    }
                }));

        assertEquals(SetupFailure.CANCELLED, cancelled.failure());
        assertEquals(begun, done, "what was begun was finished and reported");
        assertEquals(7, controller.everything().size());
        provision(people("user1", "user2", "user3", "user4"));
        assertTrue(provisioner.plan(people("user1", "user2", "user3", "user4")).isEmpty());
        assertEquals(9, controller.everything().size());
    }

    @Test
    void nothingIsDoneWhenItIsCancelledFromTheBeginning() throws Exception {
        Plan plan = provisioner.plan(people("user1"));
        assertThrows(
                SetupException.class,
                () -> provisioner.apply(plan, new ApplyProgress() {
                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                }));
        assertEquals(Set.of(), controller.everything());
    }

    @Test
    void anInterruptEndsApplying() throws Exception {
        Plan plan = provisioner.plan(people("user1", "user2"));
        assertThrows(
                InterruptedException.class,
                () -> provisioner.apply(plan, new ApplyProgress() {
                    @Override
                    public void beginning(PlanStep step, int index, int total) {
                        if (index == 6) {
                            Thread.currentThread().interrupt();
                        }
                    }
                }));
        assertTrue(provisioner.plan(people("user1", "user2")).conflicts().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void brokenOffAfterAnyRequestTheNextRunFinishesAndNothingForeignIsTouched(FakeManagement.Break how)
            throws Exception {
        DesiredState desired = people("user1", "user2", "user3", "user4", "user5");
        int broken = 0;
        boolean complete = false;
        while (!complete) {
            KilledRun run = new KilledRun();
            complete = run.provisionBrokenOffAfter(broken++, desired, how);
            run.finish(desired);
            run.removeBrokenOffAfter(broken, how);
        }
        assertTrue(broken > 15, "it was broken off " + broken + " times");
    }

    /** A controller of its own with foreign things on it, and a few of ours that need changing. */
    private static final class KilledRun extends PlanTestBase {
        private final Set<Entity> foreign;

        KilledRun() {
            putIdentity(FOREIGN, "foreign", "other");
            putIdentity(FOREIGN, "user5", SERVICE);
            putServicePolicy(FOREIGN, "foreign", ServicePolicy.Type.DIAL, ALL, ALL);
            controller.putRouter("router", true);
            foreign = controller.everything();
            putService(OURS, false, SERVICE);
            putServicePolicy(OURS, "chat-p2p-bind", ServicePolicy.Type.BIND, ALL, ROLE);
            putIdentity(OURS, "user2", "other");
        }

        boolean provisionBrokenOffAfter(int requests, DesiredState desired, FakeManagement.Break how) throws Exception {
            controller.breakAfter(requests, how);
            try {
                provision(desired);
                return true;
            } catch (SetupException e) {
                assertEquals(SetupFailure.UNREACHABLE, e.failure());
                return false;
            } finally {
                controller.repair();
            }
        }

        void finish(DesiredState desired) throws Exception {
            provision(desired);
            assertTrue(provisioner.plan(desired).isEmpty());
            assertEquals(foreign.size() + 9, controller.everything().size());
            assertTrue(controller.everything().containsAll(foreign));
            assertTrue(provisioner.verify(desired).stream()
                    .filter(report ->
                            !report.name().equals("user2") && !report.name().equals("user5"))
                    .allMatch(report -> report.problem().isEmpty()));
        }

        void removeBrokenOffAfter(int requests, FakeManagement.Break how) throws Exception {
            controller.breakAfter(requests, how);
            try {
                provisioner.apply(provisioner.planRemoval(SERVICE), ApplyProgress.NONE);
            } catch (SetupException e) {
                assertEquals(SetupFailure.UNREACHABLE, e.failure());
            }
            controller.repair();
            provisioner.apply(provisioner.planRemoval(SERVICE), ApplyProgress.NONE);
            assertEquals(foreign, controller.everything());
        }
    }

    @Test
    void somebodyWhoMadeTheSameThingInTheMeantimeIsFine() throws Exception {
        Plan plan = provisioner.plan(people("user1"));
        putEverythingByHand();
        putIdentity(FOREIGN, "user1", SERVICE);
        Set<Entity> before = controller.everything();
        provisioner.apply(plan, ApplyProgress.NONE);
        assertEquals(before, controller.everything());
    }

    @Test
    void somebodyWhoMadeAnotherThingOfThatNameInTheMeantimeIsTold() throws Exception {
        Plan plan = provisioner.plan(people("user1"));
        putIdentity(FOREIGN, "user1", "other");
        SetupException refusal = assertThrows(SetupException.class, () -> provisioner.apply(plan, ApplyProgress.NONE));
        assertEquals(SetupFailure.CHANGED_MEANWHILE, refusal.failure(), "not a conflict, before which nothing is done");
        assertTrue(controller.named(EntityKind.SERVICE, SERVICE).isPresent(), "the steps before it are done");
        assertTrue(refusal.sentence().contains("user1"), refusal.sentence());
    }

    @Test
    void aNameThatIsTakenButNotFoundIsNoConflictThatThePlanShowed() throws Exception {
        Plan plan = provisioner.plan(people("user1"));
        controller.refuseChanges(SetupFailure.NAME_TAKEN);
        SetupException refusal = assertThrows(SetupException.class, () -> provisioner.apply(plan, ApplyProgress.NONE));
        assertEquals(SetupFailure.CHANGED_MEANWHILE, refusal.failure());
    }

    @Test
    void whatHasGoneSinceThePlanIsMadeOrStaysAway() throws Exception {
        provision(people("user1"));
        putIdentity(OURS, "user2", "other");
        Plan change = provisioner.plan(people("user2"));
        Plan removal = provisioner.planRemovalOf(SERVICE, List.of("user1"));
        for (String name : List.of("user1", "user2")) {
            controller.delete(
                    EntityKind.IDENTITY,
                    controller.named(EntityKind.IDENTITY, name).orElseThrow().id());
        }
        provisioner.apply(removal, ApplyProgress.NONE);
        provisioner.apply(change, ApplyProgress.NONE);
        assertEquals(
                Set.of(SERVICE),
                controller.named(EntityKind.IDENTITY, "user2").orElseThrow().roleAttributes());
    }

    @Test
    void aMissingPermissionIsToldAsItIs() throws Exception {
        controller.refuseChanges(SetupFailure.NOT_ALLOWED);
        Plan plan = provisioner.plan(people("user1"));
        SetupException refusal = assertThrows(SetupException.class, () -> provisioner.apply(plan, ApplyProgress.NONE));
        assertEquals(SetupFailure.NOT_ALLOWED, refusal.failure());
    }

    @Test
    void fourPeopleNeedNoMoreThanTwentyRequestsMoreThanThereAreThingsToMake() throws Exception {
        controller.putRouter("router", true);
        for (int i = 0; i < 2000; i++) {
            putIdentity(FOREIGN, "foreign " + i, "other");
        }
        DesiredState desired = people("user1", "user2", "user3", "user4");
        provision(desired);
        assertEquals(4, provisioner.verify(desired).size());
        assertEquals(4, provisioner.invitations(desired).size());

        int things = 9;
        assertTrue(controller.requests() <= things + 20, controller.requests() + " requests");
        assertEquals(things, controller.log().size());
        assertEquals(2000 + 1 + things, controller.everything().size());
    }

    @Test
    void twoThousandForeignIdentitiesMakePlansNoDearer() throws Exception {
        provisioner.plan(people("user1"));
        int alone = controller.requests();
        for (int i = 0; i < 2000; i++) {
            putIdentity(FOREIGN, "foreign " + i, "other");
        }
        provisioner.plan(people("user1"));
        assertEquals(2 * alone, controller.requests());
    }
}

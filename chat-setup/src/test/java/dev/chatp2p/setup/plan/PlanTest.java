package dev.chatp2p.setup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.IdentityEntity;
import dev.chatp2p.setup.management.ServiceEntity;
import dev.chatp2p.setup.management.ServicePolicy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is compared with what is there, and what comes of it. */
class PlanTest extends PlanTestBase {

    @Test
    void anEmptyNetworkGetsEverythingInTheOrderOfSetupMd() throws Exception {
        Plan plan = provisioner.plan(people("user1", "user2"));

        List<String> everything = List.of(
                "CREATE service chat-p2p",
                "CREATE service policy chat-p2p-dial",
                "CREATE service policy chat-p2p-bind",
                "CREATE edge router policy chat-p2p",
                "CREATE service edge router policy chat-p2p",
                "CREATE identity user1",
                "CREATE identity user2");
        assertEquals(everything, lines(plan.steps()));
        assertEquals(plan.steps(), plan.changes());
        assertEquals(Set.of(), controller.everything(), "comparing changes nothing");
    }

    @Test
    void whatIsCreatedIsAsSetupMdHasItAndCarriesOurTag() throws Exception {
        provision(people("user1"));

        ServiceEntity service = controller.named(EntityKind.SERVICE, "chat-p2p").orElseThrow();
        assertTrue(service.encryptionRequired());
        assertEquals(Set.of("chat-p2p"), service.roleAttributes());
        ServicePolicy dial =
                controller.named(EntityKind.SERVICE_POLICY, "chat-p2p-dial").orElseThrow();
        assertEquals(ServicePolicy.Type.DIAL, dial.type());
        assertEquals(ROLE, dial.identityRoles());
        assertEquals(ROLE, dial.serviceRoles());
        assertEquals(
                ServicePolicy.Type.BIND,
                controller
                        .named(EntityKind.SERVICE_POLICY, "chat-p2p-bind")
                        .orElseThrow()
                        .type());
        assertEquals(
                ALL,
                controller
                        .named(EntityKind.EDGE_ROUTER_POLICY, "chat-p2p")
                        .orElseThrow()
                        .edgeRouterRoles());
        assertEquals(
                ALL,
                controller
                        .named(EntityKind.SERVICE_EDGE_ROUTER_POLICY, "chat-p2p")
                        .orElseThrow()
                        .edgeRouterRoles());
        assertEquals(
                Set.of("chat-p2p"),
                controller.named(EntityKind.IDENTITY, "user1").orElseThrow().roleAttributes());
        assertTrue(controller.everything().stream()
                .allMatch(entity -> entity.tags().equals(OURS)));
    }

    @Test
    void anotherServiceHasOtherNames() throws Exception {
        Plan plan = provisioner.plan(new DesiredState("our chat", List.of()));
        assertEquals(
                List.of("our chat", "our chat-dial", "our chat-bind", "our chat", "our chat"),
                plan.steps().stream().map(PlanStep::name).toList());
    }

    @Test
    void theSecondTimeThereIsNothingToDo() throws Exception {
        provision(people("user1"));
        Plan again = provisioner.plan(people("user1"));
        assertTrue(again.isEmpty());
        assertEquals("as it should be", again.steps().getFirst().reason());
        assertEquals("invited, has not enrolled yet", again.steps().getLast().reason());

        controller.enrol("user1");
        assertEquals(
                "has enrolled",
                provisioner.plan(people("user1")).steps().getLast().reason());
    }

    @Test
    void peopleWhoAreNotNamedStay() throws Exception {
        provision(people("user1", "user2"));
        assertEquals(
                List.of("CREATE identity user3"),
                lines(provisioner.plan(people("user3")).changes()));
    }

    @Test
    void whatSomebodyElseMadeAsNeededIsKeptAndStays() throws Exception {
        putEverythingByHand();
        putIdentity(FOREIGN, "user1", SERVICE, "something else");

        Plan plan = provisioner.plan(people("user1"));
        assertTrue(plan.isEmpty());
        assertTrue(plan.steps().stream().allMatch(step -> step.reason().contains("somebody else")));
        assertEquals(List.of(), provisioner.planRemoval(SERVICE).changes());
    }

    @Test
    void aPolicyForTheServiceByItsIdWillDo() throws Exception {
        String id = putService(FOREIGN, true, SERVICE).id();
        putServicePolicy(FOREIGN, "chat-p2p-dial", ServicePolicy.Type.DIAL, ROLE, Set.of("@" + id));
        putServiceEdgeRouterPolicy(FOREIGN, Set.of("@" + id), ALL);

        assertEquals(
                List.of("CREATE service policy chat-p2p-bind", "CREATE edge router policy chat-p2p"),
                lines(provisioner.plan(people()).changes()));
        assertEquals(List.of(), provisioner.plan(people()).conflicts());
    }

    @Test
    void aPolicyForAnotherServiceByItsIdWillNot() throws Exception {
        putService(FOREIGN, true, SERVICE);
        putServicePolicy(FOREIGN, "chat-p2p-dial", ServicePolicy.Type.DIAL, ROLE, Set.of("@another"));
        assertEquals(
                List.of("CONFLICT service policy chat-p2p-dial"),
                lines(provisioner.plan(people()).conflicts()));
    }

    @Test
    void oursThatSomebodyWidenedIsNarrowedAgainAndThePlanSaysHow() throws Exception {
        provision(people());
        ServicePolicy dial =
                controller.named(EntityKind.SERVICE_POLICY, "chat-p2p-dial").orElseThrow();
        controller.put(
                EntityKind.SERVICE_POLICY,
                new ServicePolicy(dial.id(), dial.name(), dial.type(), ALL, ROLE, dial.semantic(), dial.tags()));

        Plan plan = provisioner.plan(people());
        assertEquals(List.of("CHANGE service policy chat-p2p-dial"), lines(plan.changes()));
        assertEquals(
                "its people are #all instead of #chat-p2p",
                plan.changes().getFirst().reason());
        provisioner.apply(plan, ApplyProgress.NONE);
        assertEquals(
                dial.identityRoles(),
                controller
                        .named(EntityKind.SERVICE_POLICY, "chat-p2p-dial")
                        .orElseThrow()
                        .identityRoles());
        assertTrue(provisioner.plan(people()).isEmpty());
    }

    @Test
    void allThatCanBeDifferentIsSaidAndPutRight() throws Exception {
        putService(OURS, true, "other");
        putServicePolicy(OURS, "chat-p2p-dial", ServicePolicy.Type.BIND, Set.of(), ROLE);
        putServicePolicy(OURS, "chat-p2p-bind", ServicePolicy.Type.BIND, ROLE, Set.of("#x", "#chat-p2p"));
        putEdgeRouterPolicy(OURS, ROLE, Set.of("#europe"));
        putServiceEdgeRouterPolicy(OURS, ALL, ALL);
        putIdentity(OURS, "user1", "other");

        Plan plan = provisioner.plan(people("user1"));
        assertEquals(
                List.of(
                        "it lacks the role attribute chat-p2p",
                        "it is a policy for hosting and its people are nothing instead of #chat-p2p",
                        "its services are #chat-p2p, #x instead of #chat-p2p",
                        "its edge routers are #europe instead of #all",
                        "its services are #all instead of #chat-p2p",
                        "it lacks the role attribute chat-p2p"),
                plan.changes().stream().map(PlanStep::reason).toList());
        provisioner.apply(plan, ApplyProgress.NONE);
        assertTrue(provisioner.plan(people("user1")).isEmpty());
        assertEquals(
                Set.of("chat-p2p", "other"),
                controller.named(EntityKind.IDENTITY, "user1").orElseThrow().roleAttributes(),
                "what else the administrator lets that person do stays");
    }

    @Test
    void aServiceOfOursWithoutEncryptionIsMadeAgain() throws Exception {
        putService(OURS, false, SERVICE);
        Plan plan = provisioner.plan(people());
        assertEquals(
                "its end-to-end encryption is off; it is deleted and made again, which ends all calls",
                step(plan, EntityKind.SERVICE, SERVICE).reason());
        provisioner.apply(plan, ApplyProgress.NONE);
        assertTrue(controller.named(EntityKind.SERVICE, SERVICE).orElseThrow().encryptionRequired());
    }

    @Test
    void thePlanNamesThePoliciesThatLoseAServiceWhichIsMadeAgain() throws Exception {
        Set<String> byId = Set.of("@" + putService(OURS, false, SERVICE).id(), "#other");
        putServicePolicy(FOREIGN, "their policy", ServicePolicy.Type.DIAL, Set.of("#their"), byId);
        putServicePolicy(FOREIGN, "unconcerned", ServicePolicy.Type.DIAL, Set.of("#their"), ROLE);
        putServiceEdgeRouterPolicy(FOREIGN, byId, ALL);
        String reason =
                step(provisioner.plan(people()), EntityKind.SERVICE, SERVICE).reason();
        assertTrue(
                reason.endsWith("and these policies, which name it by its id, lose it: their policy, chat-p2p"),
                reason);
    }

    @Test
    void whatSomebodyElseMadeDifferentlyStandsInTheWayAndNothingIsDone() throws Exception {
        putService(FOREIGN, false, SERVICE);
        putEdgeRouterPolicy(FOREIGN, Set.of("#all", "\u202Eevil"), Set.of("#x".repeat(1000)));
        putIdentity(FOREIGN, "user1");

        Plan plan = provisioner.plan(people("user1"));
        assertEquals(
                List.of("CONFLICT service chat-p2p", "CONFLICT edge router policy chat-p2p", "CONFLICT identity user1"),
                lines(plan.conflicts()));
        assertEquals(
                "made by somebody else, and its end-to-end encryption is off; choose another name for the service, or"
                        + " change it by hand",
                plan.conflicts().get(0).reason());
        String roles = plan.conflicts().get(1).reason();
        assertTrue(roles.length() < 700 && roles.indexOf('\u202E') < 0, roles);
        assertTrue(plan.conflicts().get(2).reason().contains("choose another name"));

        Set<?> before = controller.everything();
        SetupException refusal = assertThrows(SetupException.class, () -> provisioner.apply(plan, ApplyProgress.NONE));
        assertEquals(SetupFailure.NAME_TAKEN, refusal.failure());
        assertEquals(before, controller.everything());
    }

    @Test
    void whatWeMadeForAnotherServiceIsNotOursHere() throws Exception {
        provision(new DesiredState("other", List.of("user1")));
        Plan plan = provisioner.plan(people("user1"));
        assertEquals(List.of("CONFLICT identity user1"), lines(plan.conflicts()));
        String reason = plan.conflicts().getFirst().reason();
        assertTrue(reason.startsWith("made for the service “other”, and it lacks the role"), reason);
        String stays = provisioner
                .planRemovalOf(SERVICE, List.of("user1"))
                .conflicts()
                .getFirst()
                .reason();
        assertEquals("made for the service “other”; remove it with that one if it is to go", stays);
    }

    @Test
    void namesThatCannotBeUsedAreRefusedBeforeAnythingIsAsked() {
        for (DesiredState bad : List.of(
                people("user1", "User1"), people("a\nb"), people(""), new DesiredState("all", List.of("user1")))) {
            SetupException refusal = assertThrows(SetupException.class, () -> provisioner.plan(bad));
            assertEquals(SetupFailure.BAD_INPUT, refusal.failure());
        }
        assertEquals(0, controller.requests());
    }

    // ---- removing

    @Test
    void removingDeletesWhatIsOursInReverseOrderAndSaysWhyTheRestStays() throws Exception {
        provision(people("user1", "user2"));
        putIdentity(FOREIGN, "made by hand", SERVICE);
        putIdentity(FOREIGN, "somebody");

        Plan plan = provisioner.planRemoval(SERVICE);
        assertEquals(
                List.of(
                        "DELETE identity user1",
                        "DELETE identity user2",
                        "KEEP identity made by hand",
                        "DELETE service edge router policy chat-p2p",
                        "DELETE edge router policy chat-p2p",
                        "DELETE service policy chat-p2p-dial",
                        "DELETE service policy chat-p2p-bind",
                        "DELETE service chat-p2p"),
                lines(plan.steps()));
        assertTrue(step(plan, EntityKind.IDENTITY, "made by hand").reason().contains("somebody else"));
        provisioner.apply(plan, ApplyProgress.NONE);
        assertEquals(2, controller.everything().size());
        assertTrue(provisioner.planRemoval(SERVICE).isEmpty());
    }

    @Test
    void oursThatSomebodyRenamedIsFoundByItsTag() throws Exception {
        putServicePolicy(OURS, "renamed", ServicePolicy.Type.DIAL, ROLE, ROLE);
        putIdentity(OURS, "without the attribute");
        assertEquals(
                List.of("DELETE identity without the attribute", "DELETE service policy renamed"),
                lines(provisioner.planRemoval(SERVICE).changes()));
    }

    @Test
    void aPersonWhoHasBecomeAnAdministratorStays() throws Exception {
        var made = putIdentity(OURS, "boss", SERVICE);
        controller.put(
                EntityKind.IDENTITY,
                new IdentityEntity(
                        made.id(), "boss", made.roleAttributes(), OURS, made.invitation(), true, false, true));
        Plan plan = provisioner.planRemoval(SERVICE);
        assertEquals(List.of("KEEP identity boss"), lines(plan.steps()));
        assertTrue(plan.steps().getFirst().reason().startsWith("an administrator"));
    }

    @Test
    void singlePeopleCanBeRemoved() throws Exception {
        provision(people("user1", "user2"));
        putIdentity(FOREIGN, "foreign", SERVICE);

        Plan plan = provisioner.planRemovalOf(SERVICE, List.of("user2", "nobody"));
        assertEquals(List.of("DELETE identity user2", "KEEP identity nobody"), lines(plan.steps()));
        provisioner.apply(plan, ApplyProgress.NONE);
        assertTrue(controller.named(EntityKind.IDENTITY, "user2").isEmpty());
        assertTrue(controller.named(EntityKind.IDENTITY, "user1").isPresent());

        Plan refused = provisioner.planRemovalOf(SERVICE, List.of("foreign"));
        assertFalse(refused.conflicts().isEmpty());
        assertThrows(SetupException.class, () -> provisioner.apply(refused, ApplyProgress.NONE));
    }

    @Test
    void whatChangedHandsSinceThePlanIsNotDeleted() throws Exception {
        provision(people("user1"));
        Plan plan = provisioner.planRemovalOf(SERVICE, List.of("user1"));
        controller.delete(
                EntityKind.IDENTITY,
                controller.named(EntityKind.IDENTITY, "user1").orElseThrow().id());
        putIdentity(FOREIGN, "user1");

        SetupException refusal = assertThrows(SetupException.class, () -> provisioner.apply(plan, ApplyProgress.NONE));
        assertEquals(SetupFailure.CHANGED_MEANWHILE, refusal.failure());
        assertTrue(controller.named(EntityKind.IDENTITY, "user1").isPresent());
    }
}

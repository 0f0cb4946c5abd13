package dev.chatp2p.setup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.IdentityEntity;
import dev.chatp2p.setup.management.PendingInvitation;
import dev.chatp2p.setup.management.ServicePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people can do at the end, and their invitations. */
class PeopleTest extends PlanTestBase {

    @Test
    void everybodyCanCallAndBeCalledOverTheRoutersThatAreOnline() throws Exception {
        controller.putRouter("router-1", true);
        controller.putRouter("router-2", true);
        controller.putRouter("router-3", false);
        provision(people("user2", "user1"));
        controller.enrol("user1");

        assertEquals(
                List.of(
                        new PersonReport("user2", true, true, 2, false, Optional.empty()),
                        new PersonReport("user1", true, true, 2, true, Optional.empty())),
                provisioner.verify(people("user2", "user1")));
    }

    @Test
    void aHundredPeopleAreAskedAboutSideBySideAndReportedInOrder() throws Exception {
        controller.putRouter("router", true);
        String[] names = IntStream.range(0, 100).mapToObj(i -> "user" + i).toArray(String[]::new);
        provision(people(names));
        controller.expectAtOnce(8);
        assertEquals(
                List.of(names),
                provisioner.verify(people(names)).stream()
                        .map(PersonReport::name)
                        .toList());
        assertEquals(8, controller.busiest(), "requests at a time");
    }

    @Test
    void whatIsMissingIsSaidWithWhatToDo() throws Exception {
        assertProblem("nobody of that name");
        putIdentity(OURS, "user1", SERVICE);
        assertProblem("no service");
        putService(OURS, true, SERVICE);
        assertProblem("call or be called");
        putServicePolicy(OURS, "chat-p2p-dial", ServicePolicy.Type.DIAL, ROLE, ROLE);
        assertProblem("be called");
        putServicePolicy(OURS, "chat-p2p-bind", ServicePolicy.Type.BIND, ROLE, ROLE);
        assertProblem("no edge router");
        putEdgeRouterPolicy(OURS, ROLE, ALL);
        putServiceEdgeRouterPolicy(OURS, ROLE, ALL);
        assertProblem("no edge router");
        controller.putRouter("router-1", false);
        assertProblem("is offline. Start it");
        controller.putRouter("router-2", false);
        assertProblem("All 2 edge routers are offline");
        controller.putRouter("router-3", true);
        assertProblem("expired");
        controller.enrol("user1");
        assertEquals(
                Optional.empty(), provisioner.verify(people("user1")).getFirst().problem());
    }

    private void assertProblem(String words) throws Exception {
        PersonReport report = provisioner.verify(people("user1")).getFirst();
        String problem = report.problem().orElse("nothing is missing");
        assertTrue(problem.contains(words) && problem.endsWith("."), problem);
    }

    @Test
    void thoseWhoHaveNotEnrolledHaveInvitations() throws Exception {
        provision(people("user1", "user2", "user3"));
        controller.enrol("user2");

        List<PersonInvitation> invitations = provisioner.invitations(people("user1", "user2", "user3"));
        assertEquals(
                List.of("user1", "user3"),
                invitations.stream().map(PersonInvitation::name).toList());
        assertTrue(invitations.getFirst().jwt().endsWith("of-user1"));
        assertTrue(invitations.stream().allMatch(PersonInvitation::ours));
        assertEquals(
                FakeManagement.NOW.plus(FakeManagement.VALID),
                invitations.getFirst().expires());
        assertFalse(invitations.toString().contains("token"), "tokens are not shown");
    }

    @Test
    void anInvitationThatExpiredOrWasTakenBackIsIssuedAnew() throws Exception {
        provision(people("valid"));
        putInvited(OURS, "expired", FakeManagement.NOW);
        putIdentity(OURS, "taken back", SERVICE);

        List<PersonInvitation> invitations = provisioner.invitations(people("expired", "valid", "taken back"));
        assertEquals(
                List.of("expired", "valid", "taken back"),
                invitations.stream().map(PersonInvitation::name).toList());
        assertTrue(invitations.stream()
                .allMatch(invitation -> invitation.expires().isAfter(FakeManagement.NOW.plusSeconds(60))));
        assertEquals(invitations, provisioner.invitations(people("expired", "valid", "taken back")));
        assertTrue(provisioner.plan(people("expired", "valid", "taken back")).steps().stream()
                .noneMatch(step -> step.reason().contains("expired")));
    }

    @Test
    void thePlanSaysThatAnInvitationHasExpired() throws Exception {
        putInvited(OURS, "late", FakeManagement.NOW);
        assertEquals(
                "invited, but the invitation has expired",
                provisioner.plan(people("late")).steps().getLast().reason());
    }

    @Test
    void foreignInvitationsAreHandedOutButNotIssuedAnew() throws Exception {
        putInvited(FOREIGN, "valid", FakeManagement.NOW.plusSeconds(600));
        putInvited(FOREIGN, "expired", FakeManagement.NOW);
        assertEquals(
                List.of("valid"),
                provisioner.invitations(people("valid", "expired", "nobody")).stream()
                        .map(PersonInvitation::name)
                        .toList());
        assertFalse(provisioner.invitations(people("valid")).getFirst().ours());
        assertEquals(List.of(), controller.log());
    }

    @Test
    void somebodyElsesPeopleWithoutAnInvitationAreNotToldToAskForOneHere() throws Exception {
        controller.putRouter("router", true);
        provision(people("user1"));
        putInvited(FOREIGN, "late", FakeManagement.NOW);
        String problem = provisioner.verify(people("late")).getFirst().problem().orElseThrow();
        assertEquals("The invitation has expired. Ask whoever made this person on the network for a new one.", problem);
    }

    @Test
    void aLostInvitationIsIssuedAgainAndTheOldOneIsVoid() throws Exception {
        provision(people("user1"));
        PersonInvitation lost = provisioner.invitations(people("user1")).getFirst();
        PersonInvitation again = provisioner.reissue(SERVICE, " user1 ");
        assertEquals("user1", again.name());
        assertFalse(again.jwt().equals(lost.jwt()));
        assertEquals(List.of(again), provisioner.invitations(people("user1")));

        controller.enrol("user1");
        provisioner.reissue(SERVICE, "user1");
        assertFalse(controller.named(EntityKind.IDENTITY, "user1").orElseThrow().enrolled());
    }

    @Test
    void nobodyAndForeignPeopleGetNone() {
        putIdentity(FOREIGN, "foreign", SERVICE);
        assertFailure(SetupFailure.NOT_FOUND, "nobody");
        assertFailure(SetupFailure.NAME_TAKEN, "foreign");
        assertFailure(SetupFailure.BAD_INPUT, "");
        assertEquals(List.of(), controller.log());
    }

    private void assertFailure(SetupFailure failure, String person) {
        SetupException refusal = assertThrows(SetupException.class, () -> provisioner.reissue(SERVICE, person));
        assertEquals(failure, refusal.failure());
        assertTrue(refusal.sentence().endsWith("."), refusal.sentence());
    }

    private void putInvited(Map<String, String> tags, String name, Instant until) {
        controller.put(
                EntityKind.IDENTITY,
                new IdentityEntity(
                        "",
                        name,
                        Set.of(SERVICE),
                        tags,
                        Optional.of(new PendingInvitation("e", "token", until)),
                        false,
                        false,
                        false));
    }
}

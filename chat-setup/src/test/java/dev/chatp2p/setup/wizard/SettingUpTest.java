package dev.chatp2p.setup.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.ServiceEntity;
import dev.chatp2p.setup.plan.FakeManagement.Break;
import dev.chatp2p.setup.plan.PlanStep.Action;
import dev.chatp2p.setup.wizard.PersonCard.Notice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a plan to invitations. */
class SettingUpTest {

    @TempDir
    private Path folder;

    private NetworkFixture fixture;
    private WizardFixture wizard;

    @BeforeEach
    void open() {
        fixture = new NetworkFixture(folder.resolve("config"));
        wizard = fixture.wizard;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private String primaryText(PageModel page) {
        return wizard.onFx(() -> page.frame().primaryText().get());
    }

    private <T> T read(Callable<T> property) {
        return wizard.onFx(property);
    }

    @Test
    void thePlanNamesWhatItDoesAndNothingIsDoneBeforeItIsConfirmed() {
        PlanModel plan = fixture.plan("alice, bob");
        assertEquals("Create 2 people and the service", primaryText(plan));
        assertEquals("7 to create", plan.summary());
        assertTrue(plan.rows().getFirst() instanceof PlanRow.Heading heading
                && heading.action() == Action.CREATE
                && heading.count() == 7);
        assertFalse(plan.deletes());
        assertEquals(3, fixture.controllers.network.everything().size());
    }

    @Test
    void aConflictIsExplainedAndNothingCanBeDone() {
        fixture.controllers.network.put(
                EntityKind.SERVICE, new ServiceEntity("", "chat-p2p", Set.of("theirs"), false, Map.of()));
        PlanModel plan = fixture.plan("alice");
        assertTrue(plan.hasConflicts());
        assertEquals(Action.CONFLICT, plan.rows().getFirst().action());
        assertEquals("", primaryText(plan));
        fixture.primary();
        assertTrue(wizard.shows(PlanModel.class));
        fixture.back();
        assertTrue(wizard.shows(PeopleModel.class));
    }

    @Test
    void afterwardsEverybodyCanChatAndHasAnInvitation() {
        InvitationsModel page = fixture.invite("alice, bob");
        assertTrue(wizard.onFx(() -> page.frame().finished().get()));
        assertEquals("Your network is ready", read(() -> page.frame().title().get()));
        assertEquals(
                List.of("alice", "bob"),
                page.cards().stream().map(PersonCard::name).toList());
        for (PersonCard card : page.cards()) {
            assertTrue(read(() -> card.invitationProperty().get()).isPresent());
            assertTrue(card.report().canCall() && card.report().canBeCalled());
            assertTrue(read(() -> page.detail(card)).contains("3 routers"));
            assertTrue(read(() -> page.qrCode(card)).isPresent());
        }
        fixture.back();
        assertTrue(wizard.shows(PeopleModel.class));
    }

    @Test
    void aSecondRunHasNothingToChangeAndShowsTheInvitations() {
        fixture.invite("alice, bob");
        fixture.controllers.network.enrol("bob");
        fixture.back();
        fixture.primary();
        PlanModel plan = fixture.await(PlanModel.class);
        assertEquals("All is as it should be", read(() -> plan.frame().title().get()));
        assertEquals("Nothing to change – show invitations", primaryText(plan));
        Set<?> before = fixture.controllers.network.everything();
        fixture.primary();
        InvitationsModel page = fixture.await(InvitationsModel.class);
        assertEquals(before, fixture.controllers.network.everything());
        PersonCard bob = page.cards().getLast();
        assertEquals(Optional.empty(), read(() -> bob.invitationProperty().get()));
        assertTrue(bob.report().enrolled());
    }

    @Test
    void aBreakInTheMiddleSaysWhyAndTryAgainDoesTheRest() {
        fixture.plan("alice, bob");
        fixture.controllers.network.breakAfter(4, Break.AFTER_DOING_IT);
        fixture.primary();
        ApplyModel apply = fixture.await(ApplyModel.class);
        wizard.waitFor(() -> !apply.problemProperty().get().isEmpty());
        assertEquals("Try again", primaryText(apply));
        assertTrue(read(() -> apply.frame().backAllowed().get()));
        assertTrue(apply.rows().stream()
                .anyMatch(row -> read(() -> row.stateProperty().get()) == ApplyRow.State.FAILED));
        fixture.controllers.network.repair();
        fixture.primary();
        InvitationsModel page = fixture.await(InvitationsModel.class);
        assertEquals(2, page.cards().size());
    }

    @Test
    void whatIsDoneStaysDoneOnAnotherTry() {
        fixture.plan("alice, bob");
        fixture.controllers.network.breakAfter(4, Break.AFTER_DOING_IT);
        fixture.primary();
        ApplyModel apply = fixture.await(ApplyModel.class);
        wizard.waitFor(() -> !apply.problemProperty().get().isEmpty());
        List<ApplyRow.State> seen = new ArrayList<>();
        long done = read(() -> apply.rows().stream()
                .filter(ApplyRow::isDone)
                .peek(row -> row.stateProperty().subscribe((before, now) -> seen.add(now)))
                .count());
        assertTrue(done > 0);
        fixture.controllers.network.repair();
        fixture.primary();
        fixture.await(InvitationsModel.class);
        assertEquals(List.of(), read(() -> List.copyOf(seen)));
    }

    @Test
    void whoIsNoLongerLoggedInLogsInAgainAndDoesTheRest() {
        fixture.plan("alice, bob");
        fixture.controllers.network.refuseChanges(SetupFailure.SESSION_EXPIRED);
        fixture.primary();
        ApplyModel apply = fixture.await(ApplyModel.class);
        wizard.waitFor(() -> !apply.problemProperty().get().isEmpty());
        assertEquals("Log in again", primaryText(apply));
        fixture.primary();
        assertTrue(wizard.shows(ControllerModel.class));
        fixture.controllers.network.repair();
        fixture.primary();
        PeopleModel people = fixture.await(PeopleModel.class);
        assertEquals(2, read(() -> people.people().size()));
        fixture.primary();
        fixture.await(PlanModel.class);
        fixture.primary();
        fixture.await(InvitationsModel.class);
        wizard.waitFor(() -> fixture.controllers.open() == 1);
    }

    @Test
    void aMissingPermissionIsSaidWhereItArises() {
        fixture.plan("alice");
        fixture.controllers.network.refuseChanges(SetupFailure.NOT_ALLOWED);
        fixture.primary();
        ApplyModel apply = fixture.await(ApplyModel.class);
        wizard.waitFor(() -> !apply.problemProperty().get().isEmpty());
        fixture.back();
        assertTrue(wizard.shows(PeopleModel.class));
    }

    @Test
    void stoppingSaysWhatIsDoneAndGoOnDoesTheRest() {
        String many = IntStream.range(0, 60).mapToObj(i -> "user" + i).collect(Collectors.joining(","));
        fixture.plan(many);
        CountDownLatch held = fixture.controllers.holdCreationAfter(10);
        fixture.primary();
        wizard.waitFor(() -> wizard.wizard.page() instanceof ApplyModel);
        ApplyModel apply = wizard.page(ApplyModel.class);
        assertTrue(read(() -> apply.frame().busy().get()));
        fixture.back();
        wizard.run(wizard.wizard::cancel);
        assertTrue(wizard.shows(ApplyModel.class), "one cannot leave without learning what was done");
        wizard.waitFor(() -> apply.stoppableProperty().get());
        wizard.run(apply::stop);
        held.countDown();
        wizard.waitFor(() -> !apply.noticeProperty().get().isEmpty());
        assertEquals("Go on", primaryText(apply));
        assertEquals("", read(() -> apply.problemProperty().get()));
        assertFalse(apply.rows().stream()
                .anyMatch(row -> read(() -> row.stateProperty().get()) == ApplyRow.State.FAILED));
        assertTrue(apply.rows().stream()
                .anyMatch(row -> read(() -> row.stateProperty().get()) == ApplyRow.State.PENDING));
        fixture.primary();
        InvitationsModel page = fixture.await(InvitationsModel.class);
        assertEquals(60, page.cards().size());
    }

    @Test
    void anInvitationIsSavedForItsOwnerOnlyAndCopied() throws Exception {
        InvitationsModel page = fixture.invite("alice");
        PersonCard alice = page.cards().getFirst();
        String jwt = read(() -> alice.invitationProperty().get()).orElseThrow().jwt();
        Path file = folder.resolve("alice.jwt");
        wizard.choice = Optional.of(file);
        wizard.run(() -> page.save(alice));
        wizard.waitFor(() -> alice.noticeProperty().get() instanceof Notice.Good);
        assertEquals(jwt, Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        wizard.run(() -> page.copy(alice));
        assertEquals(Optional.of(jwt), wizard.clipboard);
    }

    @Test
    void allInvitationsAreSavedIntoAFolderEachUnderANameOfItsOwn() throws Exception {
        InvitationsModel page = fixture.invite("alice, a/b, a b, Ünal");
        Path invitations = Files.createDirectories(folder.resolve("invitations"));
        wizard.choice = Optional.of(invitations);
        fixture.primary();
        wizard.waitFor(() -> !page.noticeProperty().get().isEmpty());
        try (Stream<Path> files = Files.list(invitations)) {
            assertEquals(4, files.count());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToIsExplained() throws Exception {
        InvitationsModel page = fixture.invite("alice");
        wizard.choice = Optional.of(Files.writeString(folder.resolve("no-folder"), ""));
        fixture.primary();
        wizard.waitFor(() -> !page.problemProperty().get().isEmpty());
        assertFalse(read(() -> page.frame().busy().get()));
        PersonCard alice = page.cards().getFirst();
        wizard.choice = Optional.of(folder.resolve("no-folder").resolve("alice.jwt"));
        wizard.run(() -> page.save(alice));
        wizard.waitFor(() -> alice.noticeProperty().get() instanceof Notice.Bad);
    }

    @Test
    void aNewInvitationIsIssuedOnlyAfterTheQuestion() {
        InvitationsModel page = fixture.invite("alice");
        PersonCard alice = page.cards().getFirst();
        String before =
                read(() -> alice.invitationProperty().get()).orElseThrow().jwt();
        wizard.run(() -> page.askForNew(alice));
        assertTrue(read(() -> alice.noticeProperty().get()) instanceof Notice.Confirm);
        wizard.run(() -> page.keep(alice));
        assertTrue(read(() -> alice.noticeProperty().get()) instanceof Notice.None);
        wizard.run(() -> page.askForNew(alice));
        wizard.run(() -> page.issueNew(alice));
        wizard.waitFor(() -> alice.noticeProperty().get() instanceof Notice.Good);
        assertFalse(before.equals(
                read(() -> alice.invitationProperty().get()).orElseThrow().jwt()));
    }

    @Test
    void aNewInvitationThatFailsLeavesTheOldOneAndSaysWhy() {
        InvitationsModel page = fixture.invite("alice");
        PersonCard alice = page.cards().getFirst();
        fixture.controllers.network.breakAfter(0, Break.BEFORE_DOING_IT);
        wizard.run(() -> page.issueNew(alice));
        wizard.waitFor(() -> alice.noticeProperty().get() instanceof Notice.Bad);
        assertTrue(read(() -> alice.invitationProperty().get()).isPresent());
    }

    @Test
    void thisIsMeTurnsToThePageThatJoinsAndBackComesBack() {
        InvitationsModel page = fixture.invite("alice");
        wizard.run(() -> page.useHere(page.cards().getFirst()));
        assertTrue(wizard.shows(InvitationModel.class));
        fixture.back();
        assertTrue(wizard.shows(InvitationsModel.class));
    }

    @Test
    void joiningAsksFirstWhileSomebodyElsesInvitationIsNowhereElse() {
        InvitationsModel page = fixture.invite("alice, bob, carol");
        PersonCard alice = page.cards().getFirst();
        wizard.run(() -> page.copy(page.cards().getLast()));
        wizard.run(() -> page.useHere(alice));
        assertTrue(wizard.shows(InvitationsModel.class));
        assertTrue(read(() -> alice.noticeProperty().get()) instanceof Notice.ConfirmJoining asked
                && asked.sentence().startsWith("The invitation of 1 other person is neither saved nor copied."));
        wizard.run(() -> page.join(alice));
        assertTrue(wizard.shows(InvitationModel.class));
        fixture.back();
        assertTrue(read(() -> alice.noticeProperty().get()) instanceof Notice.None);
    }

    @Test
    void joiningDoesNotAskOnceAllInvitationsAreSaved() throws Exception {
        InvitationsModel page = fixture.invite("alice, bob");
        wizard.choice = Optional.of(Files.createDirectories(folder.resolve("invitations")));
        fixture.primary();
        wizard.waitFor(() -> !page.noticeProperty().get().isEmpty());
        wizard.run(() -> page.useHere(page.cards().getFirst()));
        assertTrue(wizard.shows(InvitationModel.class));
    }
}

package dev.chatp2p.setup.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.plan.FakeManagement.Break;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is to be invited, and who is to go. */
class PeopleModelTest {

    @TempDir
    private Path folder;

    private NetworkFixture fixture;
    private WizardFixture wizard;
    private PeopleModel page;

    @BeforeEach
    void openPage() {
        fixture = new NetworkFixture(folder);
        wizard = fixture.wizard;
        page = fixture.logIn();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<String> names() {
        return wizard.onFx(() -> page.people().stream().map(InvitedName::shown).toList());
    }

    private List<String> problems() {
        return wizard.onFx(() -> page.people().stream()
                .filter(person -> !person.isUsable())
                .map(InvitedName::shown)
                .toList());
    }

    private boolean canCompare() {
        return wizard.onFx(() -> page.frame().primaryEnabled().get());
    }

    @Test
    void namesAreTypedOneByOneOrWithCommasBetween() {
        assertFalse(canCompare());
        fixture.name(page, "alice");
        fixture.name(page, " bob, Dr. Carol ;dave ,, ");
        assertEquals(List.of("alice", "bob", "Dr. Carol", "dave"), names());
        assertEquals("", wizard.onFx(() -> page.entryProperty().get()));
        assertTrue(canCompare());
    }

    @Test
    void aPastedListIsManyNamesAndAPastedNameGoesIntoTheField() {
        wizard.clipboard = Optional.of("alice\r\nbob\n\ncarol\tdave");
        assertTrue(wizard.onFx(page::pasteList));
        assertEquals(List.of("alice", "bob", "carol", "dave"), names());
        wizard.clipboard = Optional.of("erin\n");
        assertFalse(wizard.onFx(page::pasteList));
        wizard.run(wizard.wizard::pasted);
        assertEquals("erin", names().getLast());
    }

    @Test
    void whatCannotBeUsedIsSaidAtItsRowAndComparingWaits() {
        fixture.name(page, "alice, bob, alice, BOB, a\u202Eb");
        assertEquals(List.of("alice", "BOB", "a⟨U+202E⟩b"), problems());
        assertFalse(canCompare());
        assertTrue(wizard.onFx(() -> page.listProblemProperty().get()).startsWith("3 names"));
        assertEquals(2, wizard.onFx(page::firstToLookAt));
        wizard.run(() -> List.copyOf(page.people()).stream()
                .filter(person -> !person.isUsable())
                .forEach(page::remove));
        assertEquals(List.of("alice", "bob"), names());
        assertEquals("", wizard.onFx(() -> page.listProblemProperty().get()));
        assertTrue(canCompare());
    }

    @Test
    void takingOneOfTwoAlikeOffTheListPutsTheOtherRight() {
        fixture.name(page, "alice, alice");
        wizard.run(() -> page.remove(page.people().getFirst()));
        assertEquals(List.of("alice"), names());
        assertEquals(List.of(), problems());
    }

    @Test
    void fiveHundredPeopleAreTheMostAtATime() {
        String five = IntStream.range(0, 500).mapToObj(i -> "user" + i).collect(Collectors.joining("\n"));
        wizard.clipboard = Optional.of(five);
        wizard.run(wizard.wizard::pasted);
        assertEquals(500, names().size());
        fixture.name(page, "one more");
        assertEquals(500, names().size());
        assertTrue(wizard.onFx(() -> page.entryProblemProperty().get()).contains("500"));
        assertEquals("one more", wizard.onFx(() -> page.entryProperty().get()));
    }

    @Test
    void whatIsStillInTheFieldIsComparedToo() {
        wizard.run(() -> page.entryProperty().set("alice"));
        fixture.primary();
        fixture.await(PlanModel.class);
        fixture.back();
        assertEquals(List.of("alice"), names());
    }

    @Test
    void aServiceThatCannotBeNamedSoIsSaidAtItsField() {
        fixture.name(page, "alice");
        wizard.run(() -> page.serviceProperty().set("#all"));
        fixture.primary();
        assertFalse(wizard.onFx(() -> page.serviceProblemProperty().get()).isEmpty());
        assertTrue(wizard.shows(PeopleModel.class));
        wizard.run(() -> page.serviceProperty().set("our chat"));
        fixture.primary();
        fixture.await(PlanModel.class);
    }

    @Test
    void aFailureWhileComparingIsSaidOnThePageAndTheSameButtonTriesAgain() {
        fixture.name(page, "alice");
        fixture.controllers.network.breakAfter(0, Break.BEFORE_DOING_IT);
        fixture.primary();
        wizard.waitFor(() -> !page.problemProperty().get().isEmpty());
        assertEquals(List.of("alice"), names());
        fixture.controllers.network.repair();
        fixture.primary();
        fixture.await(PlanModel.class);
        assertEquals("", wizard.onFx(() -> page.problemProperty().get()));
    }

    @Test
    void whoIsOnTheNetworkAlreadyCanBePutOnTheList() {
        fixture.name(page, "bob, alice");
        fixture.primary();
        fixture.await(PlanModel.class);
        fixture.primary();
        fixture.await(InvitationsModel.class);
        fixture.back();
        wizard.waitFor(() -> page.present().equals(List.of("alice", "bob")));
        wizard.run(() -> page.remove(page.people().getFirst()));
        wizard.run(page::addPresent);
        assertEquals(List.of("alice", "bob"), names());
    }

    @Test
    void removingListsWhatWouldGoAndThenTakesItAway() {
        fixture.name(page, "alice, bob");
        fixture.primary();
        fixture.await(PlanModel.class);
        fixture.primary();
        fixture.await(InvitationsModel.class);
        fixture.back();
        wizard.run(page::openRemoval);
        RemovalModel removal = fixture.await(RemovalModel.class);
        wizard.waitFor(() -> removal.people().size() == 2);
        assertFalse(wizard.onFx(() -> removal.frame().primaryEnabled().get()));
        wizard.run(() -> removal.people().getFirst().tickedProperty().set(true));
        fixture.primary();
        PlanModel plan = fixture.await(PlanModel.class);
        assertTrue(plan.deletes());
        assertEquals(
                "Delete 1 person", wizard.onFx(() -> plan.frame().primaryText().get()));
        fixture.primary();
        ApplyModel done = fixture.await(ApplyModel.class);
        wizard.waitFor(() -> !done.noticeProperty().get().isEmpty());
        fixture.primary();
        assertTrue(wizard.shows(PeopleModel.class));
        wizard.waitFor(() -> page.present().equals(List.of("bob")));
    }

    @Test
    void backFromTheListOfWhatWouldGoLeadsToTheTicksAndAfterItIsGoneToThePeople() {
        fixture.name(page, "alice, bob");
        fixture.primary();
        fixture.await(PlanModel.class);
        fixture.primary();
        fixture.await(InvitationsModel.class);
        fixture.back();
        wizard.run(page::openRemoval);
        RemovalModel removal = fixture.await(RemovalModel.class);
        wizard.waitFor(() -> removal.people().size() == 2);
        wizard.run(() -> removal.people().getLast().tickedProperty().set(true));
        fixture.primary();
        fixture.await(PlanModel.class);
        fixture.back();
        assertTrue(wizard.shows(RemovalModel.class));
        wizard.waitFor(() -> !removal.lookingProperty().get());
        assertTrue(wizard.onFx(() -> removal.people().getLast().tickedProperty().get()));
        assertFalse(
                wizard.onFx(() -> removal.people().getFirst().tickedProperty().get()));
        fixture.primary();
        fixture.await(PlanModel.class);
        fixture.primary();
        ApplyModel done = fixture.await(ApplyModel.class);
        wizard.waitFor(() -> !done.noticeProperty().get().isEmpty());
        fixture.back();
        assertTrue(wizard.shows(PeopleModel.class));
    }

    @Test
    void everythingCanGo() {
        fixture.name(page, "alice");
        fixture.primary();
        fixture.await(PlanModel.class);
        fixture.primary();
        fixture.await(InvitationsModel.class);
        fixture.back();
        wizard.run(page::openRemoval);
        RemovalModel removal = fixture.await(RemovalModel.class);
        wizard.run(() -> removal.everythingProperty().set(true));
        fixture.primary();
        PlanModel plan = fixture.await(PlanModel.class);
        assertEquals(
                "Delete 1 person and the service",
                wizard.onFx(() -> plan.frame().primaryText().get()));
        fixture.primary();
        ApplyModel done = fixture.await(ApplyModel.class);
        wizard.waitFor(() -> !done.noticeProperty().get().isEmpty());
        // The routers were there before.
        assertEquals(3, fixture.controllers.network.everything().size());
    }

    @Test
    void aRemovalThatCannotBeComparedSaysWhy() {
        wizard.run(page::openRemoval);
        RemovalModel removal = fixture.await(RemovalModel.class);
        wizard.waitFor(() -> !removal.lookingProperty().get());
        fixture.controllers.network.breakAfter(0, Break.BEFORE_DOING_IT);
        wizard.run(() -> removal.everythingProperty().set(true));
        fixture.primary();
        wizard.waitFor(() -> !removal.problemProperty().get().isEmpty());
        fixture.controllers.network.repair();
        fixture.controllers.network.refuseChanges(SetupFailure.NOT_ALLOWED);
        fixture.primary();
        PlanModel plan = fixture.await(PlanModel.class);
        // Nothing is there, so there is nothing to confirm.
        assertEquals("", wizard.onFx(() -> plan.frame().primaryText().get()));
    }
}

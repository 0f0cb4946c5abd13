package dev.chatp2p.setup.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.PresentedController.Trust;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the address of a controller to a log-in, and where each failure is shown. */
class SignInTest {

    private static final String SENTENCE = "It did not work. Do something else.";

    @TempDir
    private Path folder;

    private NetworkFixture fixture;
    private WizardFixture wizard;
    private FakeControllers controllers;
    private ControllerModel page;

    @BeforeEach
    void openPage() {
        fixture = new NetworkFixture(folder);
        wizard = fixture.wizard;
        controllers = fixture.controllers;
        page = fixture.controller;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private boolean canConnect() {
        return wizard.onFx(() -> page.frame().primaryEnabled().get());
    }

    /** Where a sentence is shown, and which. */
    private List<String> problems() {
        return wizard.onFx(() -> List.of(
                page.addressProblemProperty().get(),
                page.userNameProblemProperty().get(),
                page.passwordProblemProperty().get(),
                page.fileProblemProperty().get(),
                page.problemProperty().get()));
    }

    private void expectProblem(int place, String sentence) {
        List<String> expected = java.util.stream.IntStream.range(0, 5)
                .mapToObj(i -> i == place ? sentence : "")
                .toList();
        assertEquals(expected, problems());
    }

    @Test
    void aKnownControllerAndTheRightPasswordLeadToThePeople() {
        assertFalse(canConnect());
        fixture.fillIn();
        assertTrue(canConnect());
        fixture.primary();
        fixture.await(PeopleModel.class);
        assertEquals(1, controllers.open());
    }

    @Test
    void anAddressThatCannotBeUsedIsExplainedAtItsFieldAndNobodyIsAsked() {
        fixture.fillIn();
        wizard.run(() -> page.addressProperty().set("http://ctrl.example.org"));
        wizard.run(page::checkAddress);
        String explained = problems().getFirst();
        assertTrue(explained.contains("https"), explained);
        fixture.primary();
        expectProblem(0, explained);
        assertEquals(0, controllers.logIns());
        wizard.run(() -> page.addressProperty().set("ctrl.example.org"));
        expectProblem(0, "");
    }

    @Test
    void aWrongPasswordIsSaidAtItsFieldAndForgottenWhenItChanges() {
        fixture.fillIn();
        wizard.run(() -> page.passwordProperty().set("wrong"));
        fixture.primary();
        wizard.waitFor(() -> !page.passwordProblemProperty().get().isEmpty());
        assertTrue(wizard.shows(ControllerModel.class));
        assertFalse(wizard.onFx(() -> page.frame().busy().get()));
        wizard.run(() -> page.passwordProperty().set("secret"));
        expectProblem(0, "");
        fixture.primary();
        fixture.await(PeopleModel.class);
    }

    @ParameterizedTest
    @CsvSource({"UNREACHABLE, 0", "NOT_A_CONTROLLER, 0", "BAD_INPUT, 0", "STORAGE, 4", "REFUSED, 4"})
    void whatGoesWrongWhileLookingIsShownWhereItBelongs(SetupFailure failure, int place) {
        controllers.failProbe(failure, SENTENCE);
        fixture.fillIn();
        fixture.primary();
        wizard.waitFor(() -> !page.frame().busy().get());
        expectProblem(place, SENTENCE);
        assertEquals(0, controllers.logIns());
        controllers.repair();
        fixture.primary();
        fixture.await(PeopleModel.class);
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, 0",
        "NOT_A_CONTROLLER, 0",
        "BAD_INPUT, 1",
        "NOT_ALLOWED, 1",
        "LOGIN_REFUSED, 2",
        "LOCKED_OUT, 4",
        "MFA_REQUIRED, 4",
        "UNTRUSTED, 4",
        "SESSION_EXPIRED, 4",
        "STORAGE, 4",
        "NAME_TAKEN, 4",
        "NOT_FOUND, 4",
        "REFUSED, 4",
        "CANCELLED, 4",
        "CHANGED_MEANWHILE, 4"
    })
    void whatGoesWrongWhileLoggingInByPasswordIsShownWhereItBelongs(SetupFailure failure, int place) {
        controllers.failLogIn(failure, SENTENCE);
        fixture.fillIn();
        fixture.primary();
        wizard.waitFor(() -> !page.frame().busy().get());
        expectProblem(place, SENTENCE);
        assertEquals(0, controllers.open());
    }

    @ParameterizedTest
    @CsvSource({"UNREACHABLE, 0", "BAD_INPUT, 3", "NOT_ALLOWED, 3", "LOGIN_REFUSED, 3", "STORAGE, 3", "LOCKED_OUT, 4"})
    void whatGoesWrongWhileLoggingInByFileIsShownWhereItBelongs(SetupFailure failure, int place) {
        controllers.failLogIn(failure, SENTENCE);
        wizard.run(() -> page.addressProperty().set("ctrl.example.org"));
        wizard.run(() -> page.byFileProperty().set(true));
        assertFalse(canConnect());
        wizard.choice = Optional.of(folder.resolve("admin.json"));
        wizard.run(page::chooseFile);
        fixture.primary();
        wizard.waitFor(() -> !page.frame().busy().get());
        expectProblem(place, SENTENCE);
    }

    @Test
    void aDroppedIdentityFileIsTheLogIn() {
        wizard.run(() -> wizard.wizard.dropped(List.of(Path.of("admin.json"))));
        assertTrue(wizard.onFx(() -> page.byFileProperty().get()));
        assertEquals(
                Optional.of(Path.of("admin.json")),
                wizard.onFx(() -> page.fileProperty().get()));
        wizard.run(() -> wizard.wizard.dropped(List.of(Path.of("user.jwt"))));
        assertTrue(wizard.shows(ControllerModel.class));
    }

    @Test
    void aNewControllerIsTrustedOnlyAfterItsFingerprintWasCompared() {
        controllers.remember(Trust.NEW);
        fixture.fillIn();
        fixture.primary();
        FingerprintModel fingerprint = fixture.await(FingerprintModel.class);
        assertEquals(0, controllers.logIns());
        assertEquals("3F:A2:0B:77", fingerprint.groups().getFirst());
        assertEquals(8, fingerprint.groups().size());
        assertFalse(fingerprint.hasChanged());
        fixture.primary();
        fixture.await(PeopleModel.class);
        // Back leads to the address: there is nothing to compare any more.
        fixture.back();
        assertTrue(wizard.shows(ControllerModel.class));
        assertEquals("admin", wizard.onFx(() -> page.userNameProperty().get()));
    }

    @Test
    void aChangedControllerNeedsATickAsWell() {
        controllers.remember(Trust.CHANGED);
        fixture.fillIn();
        fixture.primary();
        FingerprintModel fingerprint = fixture.await(FingerprintModel.class);
        assertTrue(fingerprint.hasChanged());
        fixture.primary();
        assertTrue(wizard.shows(FingerprintModel.class));
        assertEquals(0, controllers.logIns());
        wizard.run(() -> fingerprint.understoodProperty().set(true));
        fixture.primary();
        fixture.await(PeopleModel.class);
    }

    @Test
    void trustThatCannotBeRememberedIsSaidThereAndCanBeTriedAgain() {
        controllers.remember(Trust.NEW);
        controllers.failTrust(SetupFailure.STORAGE, SENTENCE);
        fixture.fillIn();
        fixture.primary();
        FingerprintModel fingerprint = fixture.await(FingerprintModel.class);
        fixture.primary();
        wizard.waitFor(() -> fingerprint.problemProperty().get().equals(SENTENCE));
        controllers.repair();
        fixture.primary();
        fixture.await(PeopleModel.class);
    }

    @Test
    void aWrongPasswordAfterTheFingerprintLeadsBackToItsField() {
        controllers.remember(Trust.NEW);
        fixture.fillIn();
        wizard.run(() -> page.passwordProperty().set("wrong"));
        fixture.primary();
        fixture.await(FingerprintModel.class);
        fixture.primary();
        fixture.await(ControllerModel.class);
        assertFalse(problems().get(2).isEmpty());
    }

    @Test
    void aCodeIsAskedForUntilItIsRight() {
        controllers.remember(Trust.NEW);
        controllers.askForCode("123456");
        fixture.fillIn();
        fixture.primary();
        fixture.await(FingerprintModel.class);
        fixture.primary();
        CodeModel code = fixture.await(CodeModel.class);
        assertFalse(wizard.onFx(() -> code.frame().primaryEnabled().get()));
        wizard.run(() -> code.codeProperty().set("000 000"));
        fixture.primary();
        wizard.waitFor(() -> !code.problemProperty().get().isEmpty());
        assertEquals("", wizard.onFx(() -> code.codeProperty().get()));
        wizard.run(() -> code.codeProperty().set("123 456"));
        assertEquals("", wizard.onFx(() -> code.problemProperty().get()));
        fixture.primary();
        fixture.await(PeopleModel.class);
        fixture.back();
        assertTrue(wizard.shows(ControllerModel.class));
    }

    @Test
    void whoGivesUpAtTheCodeIsBackAtTheAddressAndNotLoggedIn() {
        controllers.askForCode("123456");
        fixture.fillIn();
        fixture.primary();
        fixture.await(CodeModel.class);
        fixture.back();
        ControllerModel back = fixture.await(ControllerModel.class);
        assertFalse(wizard.onFx(() -> back.frame().busy().get()));
        assertEquals(0, controllers.open());
    }

    @Test
    void leavingEndsTheLookAndNothingIsShownLater() {
        CountDownLatch held = controllers.holdProbe();
        fixture.fillIn();
        fixture.primary();
        assertTrue(wizard.onFx(() -> page.frame().busy().get()));
        fixture.back();
        assertTrue(wizard.shows(StartModel.class));
        assertFalse(wizard.onFx(() -> page.frame().busy().get()));
        held.countDown();
        wizard.run(() -> wizard.start().runNetwork());
        assertEquals("admin", wizard.onFx(() -> page.userNameProperty().get()));
        assertEquals(0, controllers.logIns());
    }

    @Test
    void aLogInThatSucceedsTooLateIsEnded() {
        CountDownLatch held = controllers.holdLogIn();
        fixture.fillIn();
        fixture.primary();
        wizard.waitFor(() -> controllers.logIns() == 1);
        fixture.back();
        assertTrue(wizard.shows(StartModel.class));
        held.countDown();
        wizard.waitFor(() -> controllers.closed() == 1);
        assertEquals(0, controllers.open());
        assertTrue(wizard.shows(StartModel.class));
    }

    @Test
    void anotherLogInEndsTheOneBefore() {
        fixture.logIn();
        fixture.back();
        fixture.primary();
        fixture.await(PeopleModel.class);
        wizard.waitFor(() -> controllers.closed() == 1);
        assertEquals(1, controllers.open());
    }

    @Test
    void cancelLogsOutAndForgetsThePassword() {
        fixture.logIn();
        wizard.run(wizard.wizard::cancel);
        assertTrue(wizard.shows(StartModel.class));
        wizard.waitFor(() -> controllers.open() == 0);
        assertEquals("", wizard.onFx(() -> page.passwordProperty().get()));
        wizard.run(() -> wizard.start().runNetwork());
        assertEquals(
                "",
                wizard.onFx(() -> ((ControllerModel) wizard.wizard.page())
                        .addressProperty()
                        .get()));
    }

    @Test
    void closingTheWindowLogsOut() {
        fixture.logIn();
        wizard.run(() -> wizard.wizard.close(() -> {}));
        wizard.waitFor(() -> controllers.open() == 0);
    }
}

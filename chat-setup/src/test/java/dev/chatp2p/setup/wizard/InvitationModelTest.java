package dev.chatp2p.setup.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.wizard.InvitationState.Stage;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.enroll.EnrollmentStep;
import dev.chatp2p.ziti.enroll.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvitationModelTest {

    private static final Instant TONIGHT = Instant.parse("2026-11-22T19:04:00Z");

    @TempDir
    private Path folder;

    private WizardFixture fixture;
    private InvitationModel page;
    private Path file;

    @BeforeEach
    void openPage() throws IOException {
        fixture = new WizardFixture(folder.resolve("config"));
        fixture.run(() -> fixture.start().haveInvitation());
        page = fixture.page(InvitationModel.class);
        file = Files.writeString(folder.resolve("user1.jwt"), TestTokens.ott(TONIGHT));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private InvitationState state() {
        return fixture.onFx(() -> page.stateProperty().get());
    }

    private void waitFor(Stage stage) {
        fixture.waitFor(() -> page.stateProperty().get().stage() == stage
                && (!page.frame().busy().get() || stage == Stage.JOINING || stage == Stage.CHECKING));
    }

    private boolean canJoin() {
        return fixture.onFx(() -> page.frame().primaryEnabled().get());
    }

    private String primary() {
        return fixture.onFx(() -> page.frame().primaryText().get());
    }

    private String repeatProblem() {
        return fixture.onFx(() -> page.repeatProblem().getValue());
    }

    private void use(String token) {
        fixture.run(() -> page.use("user1.jwt", token));
    }

    @Test
    void aChosenFileIsCheckedAndJoiningLeadsToItsIdentity() {
        fixture.choice = Optional.of(file);
        fixture.run(page::choose);
        waitFor(Stage.READY);
        InvitationState.Card card = state().card().orElseThrow();
        assertEquals("user1.jwt", card.name());
        assertEquals("ctrl.example.org:1280", card.network());
        assertEquals("valid until today, 19:04 · works once", card.validity());
        assertEquals("Join", primary());
        assertTrue(canJoin());

        fixture.run(fixture.wizard::primary);
        fixture.waitFor(() -> !fixture.opened.isEmpty());
        Path identity = folder.resolve("config").resolve("identity.json");
        assertEquals(List.of(identity), fixture.opened);
        assertEquals(List.of(Remembering.AT_ONCE), fixture.remembering);
        assertTrue(Files.exists(identity));
        assertEquals(List.of(EnrollmentStep.values()), fixture.enroller.reached());
    }

    @Test
    void aSecondIdentityIsKeptUnderTheNameOfItsInvitation() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("config")).resolve("identity.json"), "{}");
        fixture.run(() -> page.use(file));
        waitFor(Stage.READY);
        fixture.run(fixture.wizard::primary);
        fixture.waitFor(() -> !fixture.opened.isEmpty());
        assertEquals(List.of(folder.resolve("config/identities/user1.json")), fixture.opened);
    }

    @Test
    void textFromTheClipboardIsAsGoodAsAFile() {
        fixture.clipboard = Optional.of("  " + TestTokens.ott(TONIGHT) + "\n");
        fixture.run(fixture.wizard::pasted);
        waitFor(Stage.READY);
        assertEquals("Pasted invitation", state().card().orElseThrow().name());
    }

    @Test
    void anEmptyClipboardIsExplained() {
        fixture.run(fixture.wizard::pasted);
        assertEquals(Stage.EMPTY, state().stage());
        assertTrue(state().problem().contains("no text to paste"), state().problem());
    }

    @Test
    void whatIsNoInvitationIsExplainedAndLeavesNothingToJoin() {
        use("good morning");
        fixture.waitFor(() -> !page.stateProperty().get().problem().isEmpty());
        assertEquals(Stage.EMPTY, state().stage());
        assertFalse(canJoin());
    }

    @Test
    void aNetworkThatCannotBeReachedCanBeTriedAgain() {
        fixture.enroller.failCheck(
                Optional.of(ZitiFailure.CONTROLLER_UNREACHABLE), "The network does not answer. Try again later.");
        use(TestTokens.ott(TONIGHT));
        waitFor(Stage.FAILED);
        assertEquals("The network does not answer. Try again later.", state().problem());
        assertEquals("Try again", primary());

        fixture.enroller.failCheck(Optional.empty(), "");
        fixture.run(fixture.wizard::primary);
        waitFor(Stage.READY);
        assertEquals("", state().problem());
        assertEquals("Join", primary());
        assertTrue(canJoin());
    }

    @Test
    void anExpiredInvitationCannotBeTriedAgain() {
        fixture.enroller.failCheck(
                Optional.of(ZitiFailure.INVITATION_EXPIRED), "This invitation has expired. Ask for a new one.");
        use(TestTokens.ott(TONIGHT.minus(Duration.ofDays(2))));
        waitFor(Stage.FAILED);
        assertEquals(
                "expired 20 November 2026, 19:04", state().card().orElseThrow().validity());
        assertEquals("Join", primary());
        assertFalse(canJoin());
    }

    @Test
    void anInvitationThatWasUsedBeforeCannotBeUsedAgain() {
        fixture.enroller.failEnroll(
                Optional.of(ZitiFailure.INVITATION_USED), "This invitation was used already. Ask for a new one.");
        use(TestTokens.ott(TONIGHT));
        waitFor(Stage.READY);
        fixture.run(fixture.wizard::primary);
        waitFor(Stage.FAILED);
        assertEquals("This invitation was used already. Ask for a new one.", state().problem());
        assertFalse(canJoin());
        assertEquals(List.of(), fixture.opened);
    }

    @Test
    void joiningThatFailedForAWhileCanBeDoneAgain() {
        fixture.enroller.failEnroll(
                Optional.of(ZitiFailure.CONTROLLER_UNREACHABLE), "The network does not answer. Try again later.");
        use(TestTokens.ott(TONIGHT));
        waitFor(Stage.READY);
        fixture.run(fixture.wizard::primary);
        fixture.waitFor(() -> !page.stateProperty().get().problem().isEmpty());
        assertTrue(canJoin());
        fixture.enroller.failEnroll(Optional.empty(), "");
        fixture.run(fixture.wizard::primary);
        fixture.waitFor(() -> !fixture.opened.isEmpty());
    }

    @Test
    void joiningCanBeCancelledBeforeTheInvitationIsSent() {
        CountDownLatch making = fixture.enroller.hold(EnrollmentStep.MAKING_KEY);
        use(TestTokens.ott(TONIGHT));
        waitFor(Stage.READY);
        fixture.run(fixture.wizard::primary);
        fixture.waitFor(() -> fixture.enroller.reached().contains(EnrollmentStep.MAKING_KEY));
        fixture.run(fixture.wizard::back);
        assertTrue(fixture.shows(StartModel.class));
        making.countDown();

        fixture.run(() -> fixture.start().haveInvitation());
        assertEquals(Stage.READY, state().stage());
        assertTrue(canJoin());
        assertEquals(List.of(EnrollmentStep.MAKING_KEY), fixture.enroller.reached());
    }

    @Test
    void onceTheInvitationIsSentThereIsNoWayBack() {
        CountDownLatch asking = fixture.enroller.hold(EnrollmentStep.REQUESTING_CERTIFICATE);
        use(TestTokens.ott(TONIGHT));
        waitFor(Stage.READY);
        fixture.run(fixture.wizard::primary);
        fixture.waitFor(
                () -> page.stateProperty().get().step().equals(Optional.of(EnrollmentStep.REQUESTING_CERTIFICATE)));
        fixture.run(() -> {
            fixture.wizard.back();
            fixture.wizard.cancel();
            fixture.wizard.escape();
        });
        assertTrue(fixture.shows(InvitationModel.class));
        asking.countDown();
        fixture.waitFor(() -> !fixture.opened.isEmpty());
    }

    @Test
    void aWindowThatClosesWaitsForAnInvitationThatIsSent() {
        CountDownLatch asking = fixture.enroller.hold(EnrollmentStep.REQUESTING_CERTIFICATE);
        CountDownLatch ended = new CountDownLatch(1);
        use(TestTokens.ott(TONIGHT));
        waitFor(Stage.READY);
        fixture.run(fixture.wizard::primary);
        fixture.waitFor(() -> fixture.enroller.reached().contains(EnrollmentStep.REQUESTING_CERTIFICATE));
        fixture.run(() -> fixture.wizard.close(ended::countDown));
        assertEquals(1, ended.getCount());
        asking.countDown();
        fixture.waitFor(() -> ended.getCount() == 0);
        assertEquals(1, fixture.opened.size());
    }

    @Test
    void leavingThePageEndsTheCheck() {
        fixture.enroller.holdCheck();
        use(TestTokens.ott(TONIGHT));
        waitFor(Stage.CHECKING);
        fixture.run(fixture.wizard::back);
        assertEquals(Stage.EMPTY, state().stage());
        assertFalse(fixture.onFx(() -> page.frame().busy().get()));
    }

    @Test
    void anotherInvitationTakesThePlaceOfTheFirst() {
        use(TestTokens.token("updb", TONIGHT));
        waitFor(Stage.READY);
        assertFalse(canJoin());
        fixture.run(() -> fixture.wizard.dropped(List.of(file)));
        waitFor(Stage.READY);
        assertTrue(canJoin());
    }

    @Test
    void aNetworkThatLogsInByPasswordAsksForOneTwice() {
        use(TestTokens.token("updb", TONIGHT));
        waitFor(Stage.READY);
        ProofFields fields = page.fields();
        fixture.run(() -> {
            fields.username().set(" alice ");
            fields.password().set("correct horse");
            fields.repeated().set("correct hose");
        });
        assertFalse(canJoin());
        fixture.run(fixture.wizard::escape);
        assertTrue(fixture.shows(InvitationModel.class), "Escape does not throw away what was typed");
        assertTrue(repeatProblem().contains("not the same password"), repeatProblem());
        fixture.run(() -> fields.repeated().set("correct"));
        assertEquals("", repeatProblem(), "still typing");
        fixture.run(() -> fields.repeated().set("correct horse"));
        assertTrue(canJoin());
        fixture.run(fixture.wizard::primary);
        fixture.waitFor(() -> !fixture.opened.isEmpty());
        assertEquals(List.of(new Proof.Password("alice", "correct horse")), fixture.enroller.proofs());
        assertEquals(List.of("correct horse"), fixture.passwords);
    }

    @Test
    void aNetworkThatKnowsACertificateAuthorityAsksForCertificateAndKey() {
        use(TestTokens.token("ottca", TONIGHT));
        waitFor(Stage.READY);
        assertFalse(canJoin());
        fixture.choice = Optional.of(Path.of("alice.crt"));
        fixture.run(page::chooseCertificate);
        assertFalse(canJoin());
        fixture.choice = Optional.of(Path.of("alice.key"));
        fixture.run(page::chooseKey);
        assertTrue(canJoin());
        fixture.run(fixture.wizard::primary);
        fixture.waitFor(() -> !fixture.opened.isEmpty());
        assertEquals(
                List.of(new Proof.Certificate(Path.of("alice.crt"), Path.of("alice.key"))), fixture.enroller.proofs());
    }

    @Test
    void anInvitationForNobodyInParticularIsExplained() {
        use(TestTokens.token("network", TONIGHT));
        waitFor(Stage.FAILED);
        assertTrue(state().problem().contains("an invitation of your own"), state().problem());
        assertFalse(canJoin());
    }
}

package dev.chatp2p.desktop.secondfactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.FakeSecondFactor;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.SecondFactor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondFactorViewModelTest {

    private final SecondFactorFixture fixture = new SecondFactorFixture(SecondFactor.State.NONE);
    private final SecondFactorViewModel model = fixture.model;

    // ---- the lock

    @Test
    void theLockTellsHowItStandsOnceLoggedIn() {
        assertEquals(Lock.UNKNOWN, model.lockProperty().get());
        fixture.online();
        fixture.work();
        assertEquals(Lock.OPEN, model.lockProperty().get());
        fixture.online();
        fixture.work();
        assertEquals(List.of("state"), fixture.factor.asked);

        SecondFactorFixture active = new SecondFactorFixture(SecondFactor.State.ACTIVE);
        active.online();
        active.work();
        assertEquals(Lock.CLOSED, active.model.lockProperty().get());
    }

    @Test
    void whoeverWasAskedForACodeHasASecondFactor() {
        fixture.askForCode();
        assertEquals(Lock.ASKED, model.lockProperty().get());
        fixture.online();
        assertEquals(Lock.CLOSED, model.lockProperty().get());
    }

    // ---- setting one up

    @Test
    void itIsSetUpStepByStep() {
        openPage();
        assertEquals(new SecondFactorPage.Off(false), model.pageProperty().get());

        model.setUp();
        assertTrue(model.busyProperty().get());
        fixture.work();
        assertEquals(
                new SecondFactorPage.SetUp(
                        "otpauth://totp/openziti.io:alice?secret=U3LV5SMFCXS7AAGX&issuer=openziti.io",
                        "U3LV 5SMF CXS7 AAGX"),
                model.pageProperty().get());
        assertEquals(Lock.OPEN, model.lockProperty().get());

        fixture.type("000000");
        fixture.work();
        assertEquals(
                "The network does not take this code.", model.problemProperty().get());
        assertEquals(1, model.refusalsProperty().get());
        assertInstanceOf(SecondFactorPage.SetUp.class, model.pageProperty().get());

        fixture.type(FakeSecondFactor.CODE);
        fixture.work();
        SecondFactorPage.Codes codes = assertInstanceOf(
                SecondFactorPage.Codes.class, model.pageProperty().get());
        assertTrue(codes.fresh());
        assertEquals(20, codes.codes().size());
        assertEquals(Lock.CLOSED, model.lockProperty().get());
        assertEquals("", model.codeProperty().get());

        model.done();
        assertEquals(new SecondFactorPage.On(), model.pageProperty().get());
    }

    @Test
    void secretAndAddressAreCopied() {
        openPage();
        model.setUp();
        fixture.work();
        model.copySecret();
        assertEquals(Optional.of("U3LV5SMFCXS7AAGX"), fixture.clipboard);
        model.copyAddress();
        assertTrue(fixture.clipboard.orElseThrow().startsWith("otpauth://totp/"));
    }

    @Test
    void whatWasBegunCanBeGoneOnWithOrDiscarded() {
        openPage();
        model.setUp();
        fixture.work();
        leaveAndOpenAgain();
        assertEquals(new SecondFactorPage.Off(true), model.pageProperty().get());
        model.discard();
        fixture.work();
        assertEquals(new SecondFactorPage.Off(false), model.pageProperty().get());
        assertEquals("remove ", fixture.factor.asked.getLast());
    }

    // ---- when there is one

    @Test
    void recoveryCodesAreShownCopiedAndSavedForTheUserOnly(@TempDir Path folder) throws Exception {
        activate();
        model.askForCodes();
        fixture.type(FakeSecondFactor.CODE);
        fixture.work();
        SecondFactorPage.Codes codes = assertInstanceOf(
                SecondFactorPage.Codes.class, model.pageProperty().get());
        assertFalse(codes.fresh());

        model.copyCodes();
        assertEquals(Optional.of(String.join("\n", codes.codes())), fixture.clipboard);

        Path file = folder.resolve("codes.txt");
        Files.writeString(file, "old");
        fixture.choice = Optional.of(file);
        model.saveCodes();
        fixture.work();
        assertEquals(
                "Saved to codes.txt. Move it to a safe place; only you can read it on this computer.",
                model.noticeProperty().get());
        String content = Files.readString(file);
        assertTrue(content.startsWith("Recovery codes of alice."));
        assertTrue(content.endsWith(String.join("\n", codes.codes()) + "\n"));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void whatCannotBeSavedIsSaidSo(@TempDir Path folder) throws Exception {
        activate();
        model.askForCodes();
        fixture.type(FakeSecondFactor.CODE);
        fixture.work();
        fixture.choice =
                Optional.of(Files.writeString(folder.resolve("file"), "").resolve("below"));
        model.saveCodes();
        fixture.work();
        assertEquals(
                "The recovery codes could not be saved there. Choose another folder.",
                model.problemProperty().get());
        fixture.choice = Optional.empty();
        model.saveCodes();
        assertFalse(model.busyProperty().get());
    }

    @Test
    void itIsTurnedOffWithACodeOnly() {
        activate();
        model.askForRemoval();
        fixture.type("000000");
        fixture.work();
        assertEquals(new SecondFactorPage.CodeToRemove(), model.pageProperty().get());
        assertEquals(Lock.CLOSED, model.lockProperty().get());
        fixture.type(FakeSecondFactor.CODE);
        fixture.work();
        assertEquals(new SecondFactorPage.Off(false), model.pageProperty().get());
        assertEquals(Lock.OPEN, model.lockProperty().get());
    }

    // ---- coming and going

    @Test
    void backGoesOneStepAndThenAway() {
        activate();
        model.askForRemoval();
        model.back();
        assertEquals(new SecondFactorPage.On(), model.pageProperty().get());
        model.back();
        assertFalse(fixture.navigation.secondFactorProperty().get());
    }

    @Test
    void givingUpAsksWhatHasComeOfIt() {
        openPage();
        model.setUp();
        model.back();
        fixture.work();
        assertEquals(new SecondFactorPage.Off(false), model.pageProperty().get());
        assertEquals(List.of("state", "state"), fixture.factor.asked);
        assertFalse(model.busyProperty().get());
    }

    @Test
    void whoLooksAtAConversationMeanwhileLearnsWhatCameOfTheCode() throws Exception {
        openPage();
        model.setUp();
        fixture.work();
        fixture.type(FakeSecondFactor.CODE);
        fixture.factor.verify(FakeSecondFactor.CODE); // the network is faster than the person
        fixture.navigation.show(new PeerId("bob"));
        assertEquals(Lock.UNKNOWN, model.lockProperty().get());
        fixture.work();
        assertEquals(Lock.CLOSED, model.lockProperty().get());
        assertFalse(model.busyProperty().get());
    }

    @Test
    void whoLooksAtAConversationLeavesNoSecretBehind() {
        openPage();
        model.setUp();
        fixture.work();
        model.codeProperty().set("123");
        fixture.navigation.show(new PeerId("bob"));
        assertEquals(new SecondFactorPage.Unknown(), model.pageProperty().get());
        assertEquals("", model.codeProperty().get());
        model.copySecret();
        assertEquals(Optional.empty(), fixture.clipboard);
    }

    @Test
    void secretsAreNotInThePagesText() {
        openPage();
        model.setUp();
        fixture.work();
        assertEquals("SetUp", model.pageProperty().get().toString());
        fixture.type(FakeSecondFactor.CODE);
        fixture.work();
        assertEquals("Codes[20]", model.pageProperty().get().toString());
    }

    private void openPage() {
        model.press();
        assertTrue(fixture.navigation.secondFactorProperty().get());
        fixture.work();
    }

    private void leaveAndOpenAgain() {
        fixture.navigation.leaveSecondFactor();
        openPage();
    }

    private void activate() {
        openPage();
        model.setUp();
        fixture.work();
        fixture.type(FakeSecondFactor.CODE);
        fixture.work();
        model.done();
    }
}

package dev.chatp2p.desktop.secondfactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.SecondFactor;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeQuestionViewModelTest {

    private final SecondFactorFixture fixture = new SecondFactorFixture(SecondFactor.State.ACTIVE);
    private final CodeQuestionViewModel question = fixture.question;

    @Test
    void itIsAskedWhileTheNetworkAsks() {
        assertFalse(question.shownProperty().get());
        fixture.askForCode();
        assertTrue(question.shownProperty().get());
        fixture.online();
        assertFalse(question.shownProperty().get());
    }

    @Test
    void theRightCodeEndsTheQuestion() {
        fixture.askForCode();
        answer("123 456");
        assertTrue(question.busyProperty().get());
        fixture.work();
        assertEquals(List.of("answer 123 456"), fixture.factor.asked);
        assertFalse(question.busyProperty().get());
        assertFalse(question.shownProperty().get());
        assertEquals("", question.codeProperty().get());
    }

    @Test
    void aWrongCodeIsSaidToBeWrongAndStaysToBeTypedOver() {
        fixture.askForCode();
        answer("000000");
        fixture.work();
        assertTrue(question.shownProperty().get());
        assertEquals(
                "The network does not take this code.",
                question.problemProperty().get());
        assertEquals("000000", question.codeProperty().get());
        assertEquals(1, question.refusalsProperty().get());
        answer("000001");
        assertEquals("", question.problemProperty().get());
        fixture.work();
        assertEquals(2, question.refusalsProperty().get());
    }

    @Test
    void noCodeIsNotSent() {
        fixture.askForCode();
        answer("  ");
        fixture.work();
        assertEquals(List.of(), fixture.factor.asked);
        assertEquals(
                "Type the code that the authenticator app shows.",
                question.problemProperty().get());
    }

    @Test
    void aSecondPressWhileTheNetworkLooksSendsNothing() {
        fixture.askForCode();
        answer("123456");
        question.submit();
        fixture.work();
        assertEquals(List.of("answer 123456"), fixture.factor.asked);
    }

    @Test
    void theQuestionStaysWhileACodeIsLookedAtWhateverTheStatus() {
        fixture.askForCode();
        answer("000000");
        fixture.chat.tell(OverlayStatus.of(OverlayStatus.State.CONNECTING, "Connecting."));
        assertTrue(question.shownProperty().get());
        fixture.askForCode();
        fixture.work();
        assertTrue(question.shownProperty().get());
        assertEquals("000000", question.codeProperty().get());
    }

    @Test
    void itCanBePutOffAndAskedForAgainThroughTheLock() {
        fixture.askForCode();
        question.codeProperty().set("12");
        question.putOff();
        assertFalse(question.shownProperty().get());
        assertEquals("", question.codeProperty().get());
        assertEquals(Lock.ASKED, fixture.model.lockProperty().get());
        fixture.model.press();
        assertTrue(question.shownProperty().get());
        assertEquals(1, question.wishesProperty().get());
        assertFalse(fixture.navigation.secondFactorProperty().get());
    }

    @Test
    void puttingItOffGivesUpTheCodeUnderWay() {
        fixture.askForCode();
        answer("123456");
        question.putOff();
        fixture.work();
        assertEquals(List.of(), fixture.factor.asked);
        assertFalse(question.busyProperty().get());
    }

    @Test
    void theNextTimeTheNetworkAsksItIsAskedAgain() {
        fixture.askForCode();
        question.putOff();
        fixture.online();
        fixture.askForCode();
        assertTrue(question.shownProperty().get());
    }

    @Test
    void aCodeThatWasTakenIsAskedForAgainIfTheNetworkSaysSo() {
        fixture.askForCode();
        answer("123456");
        fixture.work();
        fixture.askForCode();
        assertTrue(question.shownProperty().get());
    }

    @Test
    void theLockAsksAgainWhenNothingHasComeOfACodeThatWasTaken() {
        fixture.askForCode();
        answer("123456");
        fixture.work();
        assertFalse(question.shownProperty().get());
        fixture.model.press();
        assertTrue(question.shownProperty().get());
    }

    @Test
    void withoutASecondFactorNothingIsAsked() {
        SecondFactorFixture without = new SecondFactorFixture(SecondFactor.State.NONE, false);
        without.askForCode();
        assertFalse(without.question.shownProperty().get());
        assertEquals(Lock.ABSENT, without.model.lockProperty().get());
    }

    private void answer(String code) {
        question.codeProperty().set(code);
        question.submit();
    }
}

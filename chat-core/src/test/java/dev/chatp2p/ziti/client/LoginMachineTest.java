package dev.chatp2p.ziti.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.client.LoginMachine.Step;
import dev.chatp2p.ziti.controller.ApiSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every arrow of {@code docs/login.md}, with a clock that is only a number. */
class LoginMachineTest {

    private static final Duration LIFE = Duration.ofMinutes(30);
    private final ZitiException unreachable = failure(ZitiFailure.CONTROLLER_UNREACHABLE);
    private final ZitiException refused = failure(ZitiFailure.LOGIN_REFUSED);

    private final ApiSession legacy = session(ApiSession.Kind.LEGACY, "t1", false);
    private final ApiSession oidc = session(ApiSession.Kind.OIDC, "t1", false);
    private final LoginMachine machine = new LoginMachine(withoutJitter());
    private long now;

    // ---- logging in

    @Test
    void logsInAtOnce() {
        assertEquals(new Step.LogIn(), machine.next(now));
        assertEquals(new LoginState.LoggingIn(), machine.state());
    }

    @Test
    void whenLoggedInAsksForTheControllersAndThenRestsUntilHalfOfTheSessionIsOver() {
        logIn(legacy);
        assertEquals(new LoginState.LoggedIn(legacy, Optional.empty()), machine.state());
        assertEquals(new Step.Wait(Duration.ofMinutes(15)), machine.next(now));
        after(Duration.ofMinutes(15));
        assertEquals(new Step.Refresh(), machine.next(now));
    }

    @Test
    void asksForTheControllersAgainEveryHour() {
        logIn(legacy);
        int asked = 0;
        for (int minute = 0; minute < 600; minute++) {
            after(Duration.ofMinutes(1));
            switch (machine.next(now)) {
                case Step.Refresh _ -> machine.holds(legacy, LIFE, now);
                case Step.FindControllers _ -> {
                    asked++;
                    machine.askedForControllers(2, now);
                }
                default -> {
                    // rests
                }
            }
        }
        assertEquals(9, asked);
    }

    @Test
    void asksSoonerAFewTimesWhileOnlyOneControllerIsKnown() {
        machine.loggedIn(oidc, LIFE, now);
        for (int time = 0; time < 3; time++) {
            assertEquals(new Step.FindControllers(), machine.next(now));
            machine.askedForControllers(1, now);
            assertEquals(new Step.Wait(Duration.ofMinutes(1)), machine.next(now));
            after(Duration.ofMinutes(1));
        }
        assertEquals(new Step.FindControllers(), machine.next(now));
        machine.askedForControllers(1, now);
        assertEquals(new Step.Wait(Duration.ofMinutes(12)), machine.next(now), "the renewal comes first");
    }

    @Test
    void asksSoonerAFewTimesWhenAnotherControllerAnswersThanBefore() {
        logIn(oidc);
        machine.failedOver(now);
        for (int time = 0; time < 3; time++) {
            assertEquals(new Step.Wait(Duration.ofMinutes(1)), machine.next(now));
            after(Duration.ofMinutes(1));
            assertEquals(new Step.FindControllers(), machine.next(now));
            machine.askedForControllers(2, now);
        }
        assertEquals(new Step.Wait(Duration.ofMinutes(12)), machine.next(now));
    }

    @Test
    void anUnreachableControllerIsTriedOftenForAMinuteAndThenLessOften() {
        List<Long> pauses = failures(unreachable, 30);
        assertEquals(List.of(1L, 2L, 4L, 4L, 4L), pauses.subList(0, 5));
        long firstMinute = 0;
        for (int i = 0; i < pauses.size(); i++) {
            boolean early = firstMinute < 60;
            assertTrue(!early || pauses.get(i) <= 5, pauses::toString);
            firstMinute += pauses.get(i);
        }
        assertEquals(60, pauses.getLast());
    }

    @Test
    void aControllerThatRefusesIsNeverAskedWithinFiveSeconds() {
        List<Long> pauses = failures(refused, 12);
        assertEquals(List.of(6L, 12L, 25L, 50L, 60L, 60L), pauses.subList(0, 6));

        LoginMachine unlucky = new LoginMachine(leastOf());
        unlucky.loginFailed(refused, 0);
        assertEquals(new Step.Wait(Duration.ofMillis(5040)), unlucky.next(0));
    }

    @Test
    void afterASuccessTheNextFailureStartsFromTheBeginning() {
        failures(unreachable, 10);
        logIn(legacy);
        machine.expired(legacy, now);
        assertEquals(1L, failures(unreachable, 1).getFirst());
    }

    @Test
    void aReasonToHopeBringsTheNextAttemptForwardToASecondAfterTheLast() {
        failures(unreachable, 30);
        machine.loginFailed(unreachable, now);
        machine.check(now);
        assertEquals(new Step.Wait(Duration.ofSeconds(1)), machine.next(now));
        after(Duration.ofSeconds(20));
        machine.check(now);
        assertEquals(new Step.LogIn(), machine.next(now));
    }

    @Test
    void aReasonToHopeDoesNotHurryAControllerThatRefused() {
        machine.loginFailed(refused, now);
        after(Duration.ofSeconds(1));
        machine.check(now);
        assertEquals(new Step.Wait(Duration.ofSeconds(4)), machine.next(now));
    }

    @Test
    void staysFailedWhileItTriesAgain() {
        machine.loginFailed(unreachable, now);
        after(Duration.ofSeconds(2));
        assertEquals(new Step.LogIn(), machine.next(now));
        assertInstanceOf(LoginState.Failed.class, machine.state());
    }

    // ---- second factor

    @Test
    void waitsForASecondFactorHoweverLongItTakes() {
        machine.loggedIn(session(ApiSession.Kind.LEGACY, "t1", true), LIFE, now);
        assertEquals(new LoginState.SecondFactorNeeded(Optional.empty()), machine.state());
        for (int hour = 0; hour < 48; hour++) {
            assertInstanceOf(Step.Wait.class, machine.next(now));
            after(Duration.ofHours(1));
        }
        machine.check(now);
        machine.clockJumped(now);
        machine.expired(legacy, now);
        assertInstanceOf(Step.Wait.class, machine.next(now));
    }

    @Test
    void aWrongCodeLeavesTheQuestionOpenAndTheRightOneLogsIn() {
        machine.loggedIn(session(ApiSession.Kind.OIDC, "", true), LIFE, now);
        ZitiException wrong = failure(ZitiFailure.MFA_REQUIRED);
        machine.secondFactorRefused(wrong);
        assertEquals(new LoginState.SecondFactorNeeded(Optional.of(wrong)), machine.state());
        machine.loggedIn(oidc, LIFE, now);
        assertEquals(new LoginState.LoggedIn(oidc, Optional.empty()), machine.state());
    }

    @Test
    void anIdentityThatIsRefusedInsteadOfItsCodeIsRefused() {
        machine.loggedIn(session(ApiSession.Kind.OIDC, "", true), LIFE, now);
        machine.loginFailed(refused, now);
        assertInstanceOf(LoginState.Failed.class, machine.state());
    }

    @Test
    void aSessionThatAsksForASecondFactorLaterWaitsForIt() {
        logIn(legacy);
        machine.holds(session(ApiSession.Kind.LEGACY, "t1", true), LIFE, now);
        assertEquals(new LoginState.SecondFactorNeeded(Optional.empty()), machine.state());
    }

    @Test
    void afterAFailureALogInWorksOrAsksForACode() {
        machine.loginFailed(unreachable, now);
        machine.loggedIn(session(ApiSession.Kind.LEGACY, "t1", true), LIFE, now);
        assertInstanceOf(LoginState.SecondFactorNeeded.class, machine.state());

        LoginMachine another = new LoginMachine(withoutJitter());
        another.loginFailed(unreachable, now);
        another.loggedIn(legacy, LIFE, now);
        assertInstanceOf(LoginState.LoggedIn.class, another.state());
    }

    // ---- staying logged in

    @Test
    void refreshesWithinTenPercentOfTheHalf() {
        LoginMachine early = new LoginMachine(leastOf());
        early.loggedIn(legacy, LIFE, 0);
        early.askedForControllers(2, 0);
        assertEquals(new Step.Wait(Duration.ofSeconds(810)), early.next(0));
    }

    @Test
    void refreshesALongSessionEveryQuarterOfAnHourAndAVeryShortOneEveryFiveSeconds() {
        machine.loggedIn(legacy, Duration.ofDays(7), now);
        machine.askedForControllers(2, now);
        assertEquals(new Step.Wait(Duration.ofMinutes(15)), machine.next(now));
        machine.holds(legacy, Duration.ofMinutes(-5), now);
        assertEquals(new Step.Wait(Duration.ofSeconds(5)), machine.next(now));
    }

    @Test
    void aNewTokenIsTheStateFromThenOn() {
        logIn(oidc);
        after(Duration.ofMinutes(15));
        ApiSession renewed = session(ApiSession.Kind.OIDC, "t2", false);
        machine.holds(renewed, LIFE, now);
        assertEquals(new LoginState.LoggedIn(renewed, Optional.empty()), machine.state());
        assertEquals(new Step.Wait(Duration.ofMinutes(15)), machine.next(now));
    }

    @Test
    void aDoubtIsAskedAboutAtOnceAndOnce() {
        logIn(oidc);
        after(Duration.ofMinutes(1));
        machine.check(now);
        machine.check(now);
        assertEquals(new Step.Verify(), machine.next(now));
        machine.holds(oidc, LIFE.minusMinutes(1), now);
        assertInstanceOf(Step.Wait.class, machine.next(now));
        machine.check(now);
        assertEquals(new Step.Wait(Duration.ofSeconds(1)), machine.next(now), "not more often than once a second");
    }

    @Test
    void askingDoesNotPutOffTheRenewalOfAToken() {
        logIn(oidc);
        for (int minute = 1; minute < 15; minute++) {
            after(Duration.ofMinutes(1));
            machine.check(now);
            assertEquals(new Step.Verify(), machine.next(now));
            machine.holds(oidc, LIFE.minusMinutes(minute), now);
        }
        after(Duration.ofMinutes(1));
        assertEquals(new Step.Refresh(), machine.next(now));
    }

    @Test
    void afterSleepTheControllerIsAskedAtOnceAndATokenThatIsAlmostOverIsRenewed() {
        logIn(oidc);
        after(Duration.ofMinutes(1)); // and 28 minutes of sleep, which this clock did not count
        machine.clockJumped(now);
        assertEquals(new Step.Verify(), machine.next(now));
        machine.holds(oidc, Duration.ofMinutes(1), now);
        assertEquals(new Step.Wait(Duration.ofSeconds(30)), machine.next(now));
    }

    @Test
    void afterSleepAControllerThatWasAwayIsTriedAtOnce() {
        failures(unreachable, 30);
        machine.loginFailed(unreachable, now);
        after(Duration.ofSeconds(2));
        machine.clockJumped(now);
        assertEquals(new Step.LogIn(), machine.next(now));
        machine.loginFailed(unreachable, now);
        assertEquals(new Step.Wait(Duration.ofSeconds(1)), machine.next(now), "the pauses start anew");
    }

    @Test
    void renewsAtOnceWhenSomethingAboutTheIdentityHasChanged() {
        logIn(oidc);
        machine.renew(now);
        assertEquals(new Step.Refresh(), machine.next(now));
    }

    // ---- trouble

    @Test
    void whenTheControllerIsAwayTalkingGoesOnAndItIsTriedWithGrowingPauses() {
        logIn(legacy);
        after(Duration.ofMinutes(15));
        assertEquals(new Step.Refresh(), machine.next(now));
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            machine.notReached(unreachable, now);
            assertEquals(new LoginState.LoggedIn(legacy, Optional.of(unreachable)), machine.state());
            Step.Wait pause = assertInstanceOf(Step.Wait.class, machine.next(now));
            pauses.add(pause.time().toSeconds());
            after(pause.time());
            assertFalse(machine.next(now) instanceof Step.Wait);
        }
        assertEquals(List.of(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L), pauses);
        machine.holds(legacy, LIFE, now);
        assertEquals(new LoginState.LoggedIn(legacy, Optional.empty()), machine.state());
        machine.notReached(unreachable, now);
        assertEquals(new Step.Wait(Duration.ofSeconds(5)), machine.next(now));
    }

    @Test
    void inTroubleAReasonToHopeIsFollowedWithinASecond() {
        logIn(legacy);
        for (int i = 0; i < 8; i++) {
            machine.notReached(unreachable, now);
        }
        machine.check(now);
        assertEquals(new Step.Wait(Duration.ofSeconds(1)), machine.next(now));
        after(Duration.ofSeconds(1));
        assertEquals(new Step.Verify(), machine.next(now));
    }

    // ---- the end of a session

    @Test
    void aLegacySessionThatIsGoneIsFollowedByANewOneAtOnce() {
        logIn(legacy);
        machine.expired(legacy, now);
        assertEquals(new LoginState.LoggingIn(), machine.state());
        assertEquals(new Step.LogIn(), machine.next(now));
    }

    @Test
    void aControllerThatIsBackMayNotKnowTheSessionAnyMore() {
        logIn(oidc);
        machine.notReached(unreachable, now);
        after(Duration.ofSeconds(5));
        assertEquals(new Step.Verify(), machine.next(now));
        machine.expired(oidc, now);
        assertEquals(new Step.Refresh(), machine.next(now));
        machine.refreshRefused(now);
        assertEquals(new LoginState.LoggingIn(), machine.state());
        assertEquals(new Step.LogIn(), machine.next(now));
    }

    @Test
    void aTokenThatIsGoneIsRenewedFirstAndThenThereIsANewLogIn() {
        logIn(oidc);
        after(Duration.ofMinutes(1));
        machine.expired(oidc, now);
        assertEquals(new LoginState.LoggedIn(oidc, Optional.empty()), machine.state());
        assertEquals(new Step.Refresh(), machine.next(now));
        machine.refreshRefused(now);
        assertEquals(new Step.LogIn(), machine.next(now));
    }

    @Test
    void aTokenThatIsGoneAlthoughItIsNewMeansANewLogIn() {
        logIn(oidc);
        after(Duration.ofMinutes(1));
        ApiSession renewed = session(ApiSession.Kind.OIDC, "t2", false);
        machine.holds(renewed, LIFE, now);
        after(Duration.ofSeconds(1));
        machine.expired(renewed, now);
        assertEquals(new Step.LogIn(), machine.next(now));
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_FOUND", "NOT_ALLOWED", "PROTOCOL"})
    void aTokenThatIsGoneAndNotRenewedByAControllerThatAnswersMeansANewLogIn(ZitiFailure answer) {
        logIn(oidc);
        after(Duration.ofMinutes(1));
        machine.expired(oidc, now);
        assertEquals(new Step.Refresh(), machine.next(now));
        machine.notReached(failure(answer), now);
        assertEquals(new Step.LogIn(), machine.next(now));
    }

    @Test
    void aTokenThatIsRefusedAgainAfterItCouldNotBeRenewedMeansANewLogIn() {
        logIn(oidc);
        after(Duration.ofMinutes(1));
        machine.expired(oidc, now);
        machine.notReached(unreachable, now);
        assertInstanceOf(LoginState.LoggedIn.class, machine.state());
        machine.expired(oidc, now);
        assertEquals(new Step.LogIn(), machine.next(now));
    }

    @ParameterizedTest
    @EnumSource(ApiSession.Kind.class)
    void aSessionPastItsEndIsMadeAnewWhenTheControllerAnswersAndKeptWhileItDoesNot(ApiSession.Kind kind) {
        ZitiException notThere = failure(ZitiFailure.NOT_FOUND);
        logIn(session(kind, "t1", false));
        after(Duration.ofMinutes(15));
        machine.notReached(notThere, now);
        assertInstanceOf(LoginState.LoggedIn.class, machine.state(), "it still holds");
        after(Duration.ofMinutes(15));
        machine.notReached(unreachable, now);
        machine.notReached(failure(ZitiFailure.UNTRUSTED), now);
        assertInstanceOf(LoginState.LoggedIn.class, machine.state());
        machine.notReached(notThere, now);
        assertEquals(new Step.LogIn(), machine.next(now));
    }

    @Test
    void aSessionOfARenewedCertificateIsNotRenewedButFollowedByANewOne() {
        logIn(oidc);
        after(Duration.ofMinutes(1));
        machine.outdated(oidc, now);
        assertEquals(new Step.LogIn(), machine.next(now));
    }

    @Test
    void newsOfAnEarlierSessionDoesNotMatter() {
        logIn(session(ApiSession.Kind.LEGACY, "t2", false));
        machine.expired(legacy, now);
        assertInstanceOf(LoginState.LoggedIn.class, machine.state());
    }

    @Test
    void sessionsThatEndAtOnceDoNotMakeItLogInWithoutPause() {
        int logins = 0;
        while (now < Duration.ofMinutes(1).toNanos()) {
            switch (machine.next(now)) {
                case Step.LogIn _ -> {
                    logins++;
                    machine.loggedIn(legacy, LIFE, now);
                    machine.expired(legacy, now);
                }
                case Step.Wait pause -> after(pause.time());
                default -> throw new AssertionError(machine.next(now));
            }
        }
        assertEquals(12, logins, "two every ten seconds");
    }

    // ---- the end

    @ParameterizedTest
    @EnumSource(ApiSession.Kind.class)
    void onceClosedNothingBringsItBack(ApiSession.Kind kind) {
        ApiSession session = session(kind, "t1", false);
        logIn(session);
        machine.close();
        machine.loggedIn(session, LIFE, now);
        machine.holds(session, LIFE, now);
        machine.loginFailed(unreachable, now);
        machine.notReached(unreachable, now);
        machine.secondFactorRefused(refused);
        machine.expired(session, now);
        machine.refreshRefused(now);
        machine.check(now);
        machine.clockJumped(now);
        assertEquals(new LoginState.Closed(), machine.state());
        assertEquals(new Step.End(), machine.next(now));
    }

    // ---- helpers

    private void logIn(ApiSession session) {
        machine.loggedIn(session, LIFE, now);
        assertEquals(new Step.FindControllers(), machine.next(now));
        machine.askedForControllers(2, now);
    }

    /** The pauses after so many failures in a row, in whole seconds. */
    private List<Long> failures(ZitiException why, int count) {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            assertEquals(new Step.LogIn(), machine.next(now));
            machine.loginFailed(why, now);
            Step.Wait pause = assertInstanceOf(Step.Wait.class, machine.next(now));
            assertEquals(new LoginState.Failed(why, pause.time()), machine.state());
            pauses.add(pause.time().toSeconds());
            after(pause.time());
        }
        return pauses;
    }

    private void after(Duration time) {
        now += time.toNanos();
    }

    private static ApiSession session(ApiSession.Kind kind, String token, boolean mfaRequired) {
        return new ApiSession("as1", kind, token, "i1", "alice", Instant.EPOCH, mfaRequired);
    }

    private static ZitiException failure(ZitiFailure failure) {
        return new ZitiException(failure, "It did not work.");
    }

    private static RandomGenerator withoutJitter() {
        return always(1L << 63);
    }

    private static RandomGenerator leastOf() {
        return always(0);
    }

    /** Jitter is made of {@code nextDouble}, that of the upper bits: half of them is the middle, none of them the least. */
    private static RandomGenerator always(long bits) {
        return () -> bits;
    }
}

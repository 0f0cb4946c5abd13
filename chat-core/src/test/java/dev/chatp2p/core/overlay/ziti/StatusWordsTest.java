package dev.chatp2p.core.overlay.ziti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.OverlayStatus.State;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.client.ListenerState;
import dev.chatp2p.ziti.client.LoginState;
import dev.chatp2p.ziti.controller.ApiSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatusWordsTest {

    private static final ApiSession SESSION =
            new ApiSession("a", ApiSession.Kind.LEGACY, "t", "i", "alice", Instant.EPOCH, false);

    @ParameterizedTest
    @CsvSource({"1,1,Online on 1 router", "3,3,Online on 3 routers", "1,3,Online on 1 of 3 routers"})
    void onlineSaysOnHowManyRouters(int bound, int wanted, String sentence) {
        OverlayStatus status = loggedIn(new ListenerState(bound, wanted, Optional.empty()));
        assertEquals(State.ONLINE, status.state());
        assertEquals(bound, status.terminators());
        assertEquals(sentence, status.sentence());
    }

    @Test
    void boundNowhereTellsTheProblem() {
        OverlayStatus status = loggedIn(
                new ListenerState(0, 3, Optional.of(new ZitiException(ZitiFailure.NO_ROUTER, "No edge router."))));
        assertEquals(State.DEGRADED, status.state());
        assertEquals(Optional.of(Reason.NO_ROUTER), status.reason());
        assertEquals("No edge router.", status.sentence());
    }

    @Test
    void boundNowhereYetIsStillConnecting() {
        assertEquals(
                State.CONNECTING,
                loggedIn(new ListenerState(0, 1, Optional.empty())).state());
    }

    @Test
    void aControllerThatWentAwayDoesNotStopTheTalking() {
        ZitiException why = new ZitiException(ZitiFailure.CONTROLLER_UNREACHABLE, "No answer.");
        OverlayStatus status = StatusWords.status(
                new LoginState.LoggedIn(SESSION, Optional.of(why)),
                List.of(new ListenerState(3, 3, Optional.empty())),
                false);
        assertEquals(State.DEGRADED, status.state());
        assertEquals(3, status.terminators());
    }

    @Test
    void withoutControllerAndRouterItSaysThatNobodyCanCall() {
        ZitiException why = new ZitiException(ZitiFailure.CONTROLLER_UNREACHABLE, "No answer.");
        OverlayStatus status = StatusWords.status(
                new LoginState.LoggedIn(SESSION, Optional.of(why)),
                List.of(new ListenerState(0, 3, Optional.empty())),
                false);
        assertEquals(State.DEGRADED, status.state());
        assertTrue(status.sentence().contains("nobody can call you"));
    }

    @ParameterizedTest
    @EnumSource(ZitiFailure.class)
    void onlyAControllerThatDoesNotAnswerIsCalledUnreachable(ZitiFailure failure) {
        ZitiException why = new ZitiException(failure, "Because.");
        for (int bound : new int[] {0, 3}) {
            OverlayStatus status = StatusWords.status(
                    new LoginState.LoggedIn(SESSION, Optional.of(why)),
                    List.of(new ListenerState(bound, 3, Optional.empty())),
                    false);
            boolean absent = switch (failure) {
                case CONTROLLER_UNREACHABLE, TIMEOUT, LOST -> true;
                default -> false;
            };
            assertEquals(State.DEGRADED, status.state());
            assertEquals(bound, status.terminators());
            assertEquals(absent, status.sentence().startsWith("The controller cannot be reached"), status.sentence());
            assertEquals(!absent, status.sentence().startsWith("Because. Calls under way go on"), status.sentence());
            assertEquals(bound == 0, status.sentence().contains("nobody can call you"), status.sentence());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SESSION_EXPIRED", "INVALID_SESSION"})
    void aSessionThatTheNetworkEndedIsNotBlamedOnTheRouters(ZitiFailure failure) {
        OverlayStatus status =
                loggedIn(new ListenerState(0, 3, Optional.of(new ZitiException(failure, "No longer accepted."))));
        assertEquals(State.DEGRADED, status.state());
        assertEquals(Optional.of(Reason.LOST), status.reason());
        assertEquals("The network has ended our session, so nobody can call you; hosting again…", status.sentence());
    }

    @Test
    void aSecondFactorAskedForInMidSessionLeavesWhatIsHostedAsItIs() {
        LoginState asked = new LoginState.SecondFactorNeeded(Optional.empty());
        ListenerState none = new ListenerState(0, 3, Optional.empty());
        ListenerState bound = new ListenerState(3, 3, Optional.empty());
        OverlayStatus first = StatusWords.status(asked, List.of(none), false);
        assertEquals(State.NEEDS_MFA, first.state());
        assertEquals(0, first.terminators());
        assertFalse(first.sentence().contains("Calls"), first.sentence());
        OverlayStatus later = StatusWords.status(asked, List.of(bound), false);
        assertEquals(State.NEEDS_MFA, later.state());
        assertEquals(3, later.terminators());
        assertTrue(later.sentence().endsWith("Calls under way go on."), later.sentence());
    }

    @Test
    void lostEverywhereSaysThatItIsTriedAgain() {
        OverlayStatus status =
                loggedIn(new ListenerState(0, 3, Optional.of(new ZitiException(ZitiFailure.LOST, "r1 was lost."))));
        assertEquals(Optional.of(Reason.NO_ROUTER), status.reason());
        assertEquals("No router can be reached, so nobody can call you; trying again… r1 was lost.", status.sentence());
    }

    @Test
    void aNameSomebodyElseHostsAsWellIsToldAlthoughWeAreOnline() {
        OverlayStatus status = loggedIn(new ListenerState(
                3, 3, Optional.of(new ZitiException(ZitiFailure.NAME_IN_USE, "Somebody else hosts your name."))));
        assertEquals(State.DEGRADED, status.state());
        assertEquals(Optional.of(Reason.NAME_IN_USE), status.reason());
        assertEquals(3, status.terminators());
    }

    @Test
    void afterASleepItSaysThatItIsWakingUpUnlessThereIsNoLogIn() {
        ListenerState fine = new ListenerState(3, 3, Optional.empty());
        OverlayStatus status =
                StatusWords.status(new LoginState.LoggedIn(SESSION, Optional.empty()), List.of(fine), true);
        assertEquals(State.CONNECTING, status.state());
        assertEquals(3, status.terminators());
        assertTrue(status.sentence().startsWith("Waking up"));
        assertEquals(
                State.CLOSED,
                StatusWords.status(new LoginState.Closed(), List.of(fine), true).state());
    }

    @ParameterizedTest
    @CsvSource({
        "LOGIN_REFUSED,REJECTED",
        "CERTIFICATE_EXPIRED,REJECTED",
        "UNTRUSTED,REJECTED",
        "CLOCK_OFF,REJECTED",
        "MFA_REQUIRED,NEEDS_MFA",
        "CONTROLLER_UNREACHABLE,OFFLINE",
        "TIMEOUT,OFFLINE"
    })
    void aFailedLogInIsEitherForAPersonOrTriedAgain(ZitiFailure failure, State state) {
        ZitiException why = new ZitiException(failure, "Because.");
        assertEquals(
                state,
                StatusWords.status(new LoginState.Failed(why, Duration.ofSeconds(5)), List.of(), false)
                        .state());
    }

    @ParameterizedTest
    @EnumSource(ZitiFailure.class)
    void everyFailureHasAReason(ZitiFailure failure) {
        assertNotNull(Reasons.reason(new ZitiException(failure, "Because.")));
    }

    private static OverlayStatus loggedIn(ListenerState listener) {
        return StatusWords.status(new LoginState.LoggedIn(SESSION, Optional.empty()), List.of(listener), false);
    }
}

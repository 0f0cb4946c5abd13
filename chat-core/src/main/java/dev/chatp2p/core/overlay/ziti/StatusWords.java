package dev.chatp2p.core.overlay.ziti;

import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.OverlayStatus.State;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.client.ListenerState;
import dev.chatp2p.ziti.client.LoginState;
import dev.chatp2p.ziti.controller.SecondFactorCode;
import java.util.List;
import java.util.Optional;

/** What log-in and listeners together mean for a person. Stateless. */
final class StatusWords {

    private StatusWords() {}

    /**
     * @param waking whether the connections are being looked after because the computer has just woken up
     */
    static OverlayStatus status(LoginState login, List<ListenerState> hosting, boolean waking) {
        OverlayStatus status = status(login, hosting);
        boolean known = status.state() == State.ONLINE || status.state() == State.DEGRADED;
        return waking && known
                ? new OverlayStatus(
                        State.CONNECTING,
                        Optional.empty(),
                        "Waking up: looking whether the connections still stand…",
                        status.terminators())
                : status;
    }

    private static OverlayStatus status(LoginState login, List<ListenerState> hosting) {
        int bound = hosting.stream().mapToInt(ListenerState::bound).sum();
        return switch (login) {
            case LoginState.LoggingIn _ ->
                new OverlayStatus(State.CONNECTING, Optional.empty(), "Connecting to the network…", bound);
            case LoginState.SecondFactorNeeded asked ->
                new OverlayStatus(
                        State.NEEDS_MFA,
                        Optional.of(Reason.MFA_REQUIRED),
                        asked.refused().map(ZitiException::sentence).orElse(SecondFactorCode.QUESTION)
                                + (bound > 0 ? " Calls under way go on." : ""),
                        bound);
            case LoginState.Closed _ -> OverlayStatus.of(State.CLOSED, "Disconnected.");
            case LoginState.Failed failed -> failed(failed.why());
            case LoginState.LoggedIn in -> loggedIn(in, hosting, bound);
        };
    }

    private static OverlayStatus failed(ZitiException why) {
        Reason reason = Reasons.reason(why);
        State state = switch (reason) {
            case LOGIN_REFUSED, CERTIFICATE_EXPIRED, UNTRUSTED, CLOCK_OFF -> State.REJECTED;
            case MFA_REQUIRED -> State.NEEDS_MFA;
            default -> State.OFFLINE;
        };
        return new OverlayStatus(state, Optional.of(reason), why.sentence(), 0);
    }

    private static OverlayStatus loggedIn(LoginState.LoggedIn in, List<ListenerState> hosting, int bound) {
        if (in.trouble().isPresent()) {
            ZitiException why = in.trouble().get();
            boolean callable = hosting.isEmpty() || bound > 0;
            return new OverlayStatus(
                    State.DEGRADED, Optional.of(Reasons.reason(why)), withoutController(why, callable), bound);
        }
        if (hosting.isEmpty()) {
            return OverlayStatus.of(State.ONLINE, "Logged in.");
        }
        int wanted = hosting.stream().mapToInt(ListenerState::wanted).sum();
        Optional<ZitiException> problem =
                hosting.stream().flatMap(h -> h.problem().stream()).findFirst();
        if (bound == 0) {
            return problem.map(StatusWords::nowhere)
                    .orElseGet(() -> OverlayStatus.of(State.CONNECTING, "Logged in; telling the network we are here…"));
        }
        Optional<ZitiException> shared = problem.filter(why -> why.failure() == ZitiFailure.NAME_IN_USE);
        return shared.map(why ->
                        new OverlayStatus(State.DEGRADED, Optional.of(Reason.NAME_IN_USE), why.sentence(), bound))
                .orElseGet(() -> new OverlayStatus(
                        State.ONLINE, Optional.empty(), online(bound, Math.max(bound, wanted)), bound));
    }

    /** Logged in, but the controller does not confirm it any more. */
    private static String withoutController(ZitiException why, boolean callable) {
        return switch (why.failure()) {
            case CONTROLLER_UNREACHABLE, TIMEOUT, LOST ->
                "The controller cannot be reached just now; "
                        + (callable
                                ? "talking goes on, but the list of people may be old."
                                : "calls under way go on, but nobody can call you. It is tried again.");
            // Somebody answers: what is wrong may need a person, so it is not called an absence.
            default ->
                why.sentence()
                        + (callable
                                ? " Calls under way go on."
                                : " Calls under way go on, but nobody can call you. It is tried again.");
        };
    }

    /** Hosted through no router at all. */
    private static OverlayStatus nowhere(ZitiException why) {
        return switch (why.failure()) {
            case SESSION_EXPIRED, INVALID_SESSION -> // the routers are fine
                new OverlayStatus(
                        State.DEGRADED,
                        Optional.of(Reason.LOST),
                        "The network has ended our session, so nobody can call you; hosting again…",
                        0);
            case LOST, TIMEOUT ->
                new OverlayStatus(
                        State.DEGRADED,
                        Optional.of(Reason.NO_ROUTER),
                        "No router can be reached, so nobody can call you; trying again… " + why.sentence(),
                        0);
            default -> new OverlayStatus(State.DEGRADED, Optional.of(Reasons.reason(why)), why.sentence(), 0);
        };
    }

    private static String online(int bound, int wanted) {
        if (bound < wanted) {
            return "Online on " + bound + " of " + wanted + " routers";
        }
        return bound == 1 ? "Online on 1 router" : "Online on " + bound + " routers";
    }
}

package dev.chatp2p.core.overlay.ziti;

import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.OverlayStatus.State;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.client.ListenerState;
import dev.chatp2p.ziti.client.LoginState;
import java.util.List;
import java.util.Optional;

/** What log-in and listeners together mean for a person. Stateless. */
final class StatusWords {

    private StatusWords() {}

    static OverlayStatus status(LoginState login, List<ListenerState> hosting) {
        int bound = hosting.stream().mapToInt(ListenerState::bound).sum();
        return switch (login) {
            case LoginState.LoggingIn _ ->
                new OverlayStatus(State.CONNECTING, Optional.empty(), "Connecting to the network…", bound);
            case LoginState.SecondFactorNeeded asked ->
                new OverlayStatus(
                        State.NEEDS_MFA,
                        Optional.of(Reason.MFA_REQUIRED),
                        asked.refused()
                                .map(ZitiException::sentence)
                                .orElse(
                                        "The network asks for a second factor. Give the code of your authenticator app."),
                        0);
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
            return new OverlayStatus(
                    State.DEGRADED,
                    Optional.of(Reasons.reason(why)),
                    "The controller cannot be reached just now; talking goes on, but the list of people may be old.",
                    bound);
        }
        if (hosting.isEmpty()) {
            return OverlayStatus.of(State.ONLINE, "Logged in.");
        }
        int wanted = hosting.stream().mapToInt(ListenerState::wanted).sum();
        Optional<ZitiException> problem =
                hosting.stream().flatMap(h -> h.problem().stream()).findFirst();
        if (bound == 0) {
            return problem.map(why ->
                            new OverlayStatus(State.DEGRADED, Optional.of(Reasons.reason(why)), why.sentence(), 0))
                    .orElseGet(() -> OverlayStatus.of(State.CONNECTING, "Logged in; telling the network we are here…"));
        }
        return new OverlayStatus(State.ONLINE, Optional.empty(), online(bound, Math.max(bound, wanted)), bound);
    }

    private static String online(int bound, int wanted) {
        if (bound < wanted) {
            return "Online on " + bound + " of " + wanted + " routers";
        }
        return bound == 1 ? "Online on 1 router" : "Online on " + bound + " routers";
    }
}

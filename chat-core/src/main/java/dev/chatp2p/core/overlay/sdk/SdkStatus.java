package dev.chatp2p.core.overlay.sdk;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.OverlayStatus.State;
import dev.chatp2p.core.overlay.Reason;
import java.util.List;
import java.util.Optional;
import org.openziti.ZitiContext.Status;

/** What the SDK's status and our listeners together mean for a person. Stateless. */
final class SdkStatus {

    static final String CONNECTING = "Connecting to the network…";

    private SdkStatus() {}

    static OverlayStatus of(Status status, List<SdkListener> hosting) {
        Optional<LinkException> trouble = trouble(status);
        if (trouble.isPresent()) {
            LinkException why = trouble.get();
            State state = switch (why.reason()) {
                case LOGIN_REFUSED -> State.REJECTED;
                case MFA_REQUIRED -> State.NEEDS_MFA;
                default -> State.OFFLINE;
            };
            return new OverlayStatus(state, Optional.of(why.reason()), why.sentence(), 0);
        }
        if (!(status instanceof Status.Active)) {
            return OverlayStatus.of(State.CONNECTING, CONNECTING);
        }
        if (hosting.isEmpty()) {
            return OverlayStatus.of(State.ONLINE, "Logged in.");
        }
        int bound = hosting.stream().mapToInt(SdkListener::terminators).sum();
        if (bound > 0) {
            return new OverlayStatus(
                    State.ONLINE, Optional.empty(), "Online on 1 router (the official SDK uses no more)", bound);
        }
        return hosting.stream()
                .flatMap(listener -> listener.problem().stream())
                .findFirst()
                .map(why -> new OverlayStatus(State.DEGRADED, Optional.of(why.reason()), why.sentence(), 0))
                .orElseGet(() -> OverlayStatus.of(State.CONNECTING, "Logged in; telling the network we are here…"));
    }

    /** Why the SDK cannot do anything just now. */
    static Optional<LinkException> trouble(Status status) {
        return switch (status) {
            case Status.NotAuthorized refused ->
                Optional.of(new LinkException(
                        Reason.LOGIN_REFUSED,
                        "The controller refused this identity. Ask whoever runs the network.",
                        refused.getEx()));
            case Status.NeedsAuth _ ->
                Optional.of(new LinkException(
                        Reason.MFA_REQUIRED,
                        "The network asks for a second factor, which this program cannot give through the official SDK."
                                + " Use our own client."));
            case Status.Unavailable away ->
                Optional.of(new LinkException(
                        Reason.CONTROLLER_UNREACHABLE,
                        "The controller cannot be reached. It is tried again by itself.",
                        away.getEx()));
            default -> Optional.empty();
        };
    }
}

package dev.chatp2p.core.overlay.sdk;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.text.DisplayText;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.openziti.Errors;
import org.openziti.ZitiException;

/** The SDK's failures in the words of the port. Stateless. */
final class SdkFailures {

    private static final int MAX_TEXT = 200;
    private static final Pattern NOT_ASKED = Pattern.compile(
            "connection (refused|timed out|reset)|network is unreachable|no route to host|failed to connect",
            Pattern.CASE_INSENSITIVE);

    private SdkFailures() {}

    static LinkException closed() {
        return new LinkException(Reason.CLOSED, "The link is closed.");
    }

    static LinkException linkException(Throwable why) {
        return switch (why) {
            case LinkException ours -> ours;
            case ZitiException theirs -> ofCode(theirs);
            case ClosedChannelException _, CancellationException _ ->
                new LinkException(Reason.CLOSED, "The link is closed.", why);
            case BindException _ -> // the SDK throws it for this only
                new LinkException(Reason.NOT_ALLOWED, "This identity may not host the service.", why);
            case IOException _ ->
                new LinkException(
                        Reason.CONTROLLER_UNREACHABLE, "The network cannot be reached. Try again later.", why);
            default ->
                new LinkException(
                        Reason.PROTOCOL,
                        "The official SDK failed (" + why.getClass().getSimpleName() + "). Try again later.",
                        why);
        };
    }

    private static LinkException ofCode(ZitiException why) {
        return switch (why.getCode()) {
            case Errors.NotAuthorized _, Errors.NotEnrolled _ ->
                new LinkException(Reason.LOGIN_REFUSED, "The controller refused this identity.", why);
            case Errors.ControllerUnavailable _ ->
                new LinkException(Reason.CONTROLLER_UNREACHABLE, "The controller cannot be reached.", why);
            case Errors.EdgeRouterUnavailable _ ->
                new LinkException(Reason.NO_ROUTER, "No edge router can be reached for this service.", why);
            case Errors.ServiceNotAvailable _ ->
                new LinkException(Reason.SERVICE_MISSING, "This identity does not see the service.", why);
            case Errors.InsufficientSecurity _ ->
                new LinkException(Reason.NOT_ALLOWED, "A security check of the network failed.", why);
            default ->
                new LinkException(
                        Reason.PROTOCOL,
                        "The official SDK failed (" + DisplayText.line(name(why.getCode()), MAX_TEXT)
                                + "). Try again later.",
                        why);
        };
    }

    private static String name(Errors code) {
        return code instanceof Errors.WTF unknown
                ? unknown.getErr()
                : code.getClass().getSimpleName();
    }

    /** Why a dial failed; the router's words are the only thing the SDK hands on ({@code ziti-edge-protocol.md} §11). */
    static LinkException ofDial(LinkException failure, PeerId peer) {
        String text = failure.getCause() == null
                ? ""
                : Objects.requireNonNullElse(failure.getCause().getMessage(), "");
        String words = text.toLowerCase(Locale.ROOT);
        String who = "“" + DisplayText.name(peer.name()) + "”";
        if (words.contains("has no terminators")) {
            return new LinkException(Reason.PEER_OFFLINE, who + " is not online. Try again later.", failure);
        }
        if (!refusedByTheNetwork(failure)) {
            return failure;
        }
        if (words.contains("timeout") || words.contains("deadline exceeded")) {
            return new LinkException(
                    Reason.TIMEOUT, who + " is listed as online but does not answer. Try again in a while.", failure);
        }
        return new LinkException(
                Reason.REJECTED, who + " was not reached: " + DisplayText.line(text, MAX_TEXT) + ".", failure);
    }

    /**
     * The SDK throws a ConnectException with the router's words when the router refuses; Java and OkHttp throw one with theirs
     * when the controller or the router could not even be asked.
     */
    private static boolean refusedByTheNetwork(LinkException failure) {
        return failure.getCause() instanceof ConnectException refused
                && refused.getMessage() != null
                && !NOT_ASKED.matcher(refused.getMessage()).lookingAt();
    }
}

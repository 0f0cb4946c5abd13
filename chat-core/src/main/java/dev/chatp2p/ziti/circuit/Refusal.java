package dev.chatp2p.ziti.circuit;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.rest.JsonText;
import dev.chatp2p.ziti.router.Frame;
import dev.chatp2p.ziti.router.HeaderId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the texts mean with which routers refuse a dial or a bind ({@code ziti-edge-protocol.md} §10.2 and §11.2). */
final class Refusal {

    private static final Pattern HOST_REASON =
            Pattern.compile("failed to establish connection with terminator address \\S+ error: \\((.{1,300}?)\\)");

    private static final int MAX_STRUCTURED = 4000;
    private static final int INVALID_API_SESSION = 2;
    private static final int INVALID_SESSION = 3;
    private static final int ACCESS_DENIED = 14;
    private static final int POSTURE_CHECK_FAILED = 15;

    private static final int TOO_BUSY = 1;
    private static final int START_OVER = 2;
    private static final int NOT_RETRIABLE = 3;

    private Refusal() {}

    /** Why a dial to {@code peer} was refused. */
    static ZitiException ofDial(Frame refusal, String peer) {
        ZitiException why = withHint(refusal, ofDial(refusal.text(), peer));
        boolean unexplained = why.failure() == ZitiFailure.REJECTED
                && !(why instanceof RefusedException)
                && !HOST_REASON.matcher(refusal.text()).find();
        return unexplained ? new RefusedException(why.failure(), why.sentence(), RefusedException.Retry.ASK) : why;
    }

    /** Why a bind under the name {@code instance} was refused, or a terminator was taken away. */
    static ZitiException ofBind(Frame refusal, String instance) {
        return withHint(refusal, ofBind(refusal.text(), instance));
    }

    /** Newer routers say in numbers what others only say in words. */
    private static ZitiException withHint(Frame refusal, ZitiException inWords) {
        JsonNode structured = refusal.headers()
                .string(HeaderId.STRUCTURED_ERROR)
                .filter(text -> text.length() <= MAX_STRUCTURED)
                .flatMap(JsonText::parse)
                .orElseGet(JsonText::object);
        int code = structured
                .path("code")
                .asInt(refusal.headers().integer(HeaderId.ERROR_CODE).orElse(0));
        int hint = structured.path("retryHint").asInt(0);
        if (code == POSTURE_CHECK_FAILED) {
            return new RefusedException(
                    ZitiFailure.NOT_ALLOWED,
                    "The network's posture checks are not met by this computer."
                            + " Ask whoever runs the network what they require.",
                    RefusedException.Retry.LATER);
        }
        if (hint == NOT_RETRIABLE) {
            return new RefusedException(inWords.failure(), inWords.sentence(), RefusedException.Retry.NEVER);
        }
        if (code == INVALID_API_SESSION) {
            return new ZitiException(
                    ZitiFailure.SESSION_EXPIRED, "The edge router no longer accepts our log-in; it is renewed.");
        }
        if (hint == START_OVER || code == INVALID_SESSION || code == ACCESS_DENIED) {
            return invalidSession();
        }
        return hint == TOO_BUSY
                ? new RefusedException(inWords.failure(), inWords.sentence(), RefusedException.Retry.LATER)
                : inWords;
    }

    private static ZitiException invalidSession() {
        return new ZitiException(ZitiFailure.INVALID_SESSION, "The edge router no longer accepts our session.");
    }

    /** Why a dial to {@code peer} was refused. */
    static ZitiException ofDial(String text, String peer) {
        String t = text.toLowerCase(Locale.ROOT);
        // The second is the answer while all terminators are on routers that are offline (a controller keeps those
        // listed).
        if (t.contains("has no terminators") || t.contains("has no online terminators")) {
            return new ZitiException(ZitiFailure.NO_TERMINATOR, quoted(peer) + " is not online.");
        }
        if (t.contains("timeout waiting for message reply") || t.contains("context deadline exceeded")) {
            return new ZitiException(
                    ZitiFailure.TIMEOUT,
                    quoted(peer) + " is listed as online but does not answer. Try again in a while.");
        }
        if (t.contains("can't route from")) { // routers that have not found each other again yet
            return new ZitiException(
                    ZitiFailure.NO_ROUTER,
                    "The edge routers have no way to " + quoted(peer) + " just now. Try again in a moment.");
        }
        Matcher host = HOST_REASON.matcher(text);
        if (host.find()) {
            return new ZitiException(
                    ZitiFailure.REJECTED, quoted(peer) + " did not take the call: " + printable(host.group(1)) + ".");
        }
        // The service was deleted (and perhaps created anew), or the router may no longer be used for it.
        if (t.contains("invalid service") || t.contains("invalid edge router for session")) {
            return invalidSession();
        }
        return ofSession(t, text);
    }

    /** Why a bind under the name {@code instance} was refused. */
    static ZitiException ofBind(String text, String instance) {
        String t = text.toLowerCase(Locale.ROOT);
        if (t.contains("belongs to different identity")) {
            return new ZitiException(
                    ZitiFailure.NAME_IN_USE,
                    "The name " + quoted(instance)
                            + " is held by another identity on this network, so nobody can reach you under it."
                            + " Ask whoever runs the network who that is.");
        }
        return ofSession(t, text);
    }

    private static ZitiException ofSession(String t, String text) {
        if (t.contains("invalid session")
                || t.contains("session ended")
                || t.contains("session closed")
                || t.contains("bind access lost")
                || t.contains("unable to get service token")
                || t.contains("token is malformed")) {
            return invalidSession();
        }
        if (t.contains("encryption required")) {
            return new ZitiException(ZitiFailure.ENCRYPTION, "The service requires encryption and none was offered.");
        }
        if (t.contains("no controller available")) {
            return new ZitiException(
                    ZitiFailure.NO_ROUTER, "The edge router has lost its controller and cannot connect us.");
        }
        return new ZitiException(ZitiFailure.REJECTED, "The network refused: " + printable(text));
    }

    private static String quoted(String name) {
        return "“" + ForeignText.line(name, 100) + "”";
    }

    private static String printable(String text) {
        return ForeignText.line(text, 300);
    }
}

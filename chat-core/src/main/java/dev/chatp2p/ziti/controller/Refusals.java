package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.rest.ErrorAnswer;

/** Turns the controller's error answers ({@code {"error":{"code","message","cause":{…}}}}) into failures. */
final class Refusals {
    private static final int MAX_REASON = 160;

    private Refusals() {}

    /**
     * Explains an answer that is neither 2xx nor 401 (what 401 means depends on the call).
     *
     * @param who the controller's {@code host:port}
     */
    static ZitiException explain(int status, String body, String who) {
        ErrorAnswer error = ErrorAnswer.read(body);
        String reason = error.saidPlainly(MAX_REASON);
        if (error.code().equals("NO_EDGE_ROUTERS_AVAILABLE")) {
            return failure(
                    ZitiFailure.NO_ROUTER,
                    "No edge router that this identity may use for the service is online. Try again later, or ask the"
                            + " network's administrator.");
        }
        if (error.code().equals("INVALID_POSTURE")) {
            return failure(
                    ZitiFailure.POSTURE,
                    "The network's posture checks are not met by this computer. Ask whoever runs the network what they"
                            + " require.");
        }
        if (status == 429 || status == 503) {
            return failure(
                    ZitiFailure.CONTROLLER_UNREACHABLE,
                    "The controller " + who + " is busy" + reason + ". Try again in a moment.");
        }
        if (status >= 500) {
            return failure(
                    ZitiFailure.CONTROLLER_UNREACHABLE,
                    "The controller " + who + " has a problem of its own (HTTP " + status + reason
                            + "). Try again later.");
        }
        return switch (status) {
            case 404 ->
                failure(
                        ZitiFailure.NOT_FOUND,
                        "What was asked for does not exist on the network, or this identity may not use it" + reason
                                + ". Ask the network's administrator.");
            case 403, 409 -> failure(ZitiFailure.NOT_ALLOWED, "The controller does not allow it" + reason + ".");
            default ->
                failure(
                        ZitiFailure.PROTOCOL,
                        "The controller " + who + " answered unexpectedly (HTTP " + status + reason
                                + "). Check the controller's address, and whether a proxy is in between.");
        };
    }

    /** Explains a refused log-in. */
    static ZitiException loginRefused(String body) {
        return failure(
                ZitiFailure.LOGIN_REFUSED,
                "The network refused the log-in" + ErrorAnswer.read(body).saidPlainly(MAX_REASON)
                        + ". The identity may have been disabled or deleted:"
                        + " ask the network's administrator, or enroll with a new invitation.");
    }

    /** Explains a refused log-in with a password. */
    static ZitiException passwordRefused(String body) {
        return failure(
                ZitiFailure.LOGIN_REFUSED,
                "The network refused the log-in" + ErrorAnswer.read(body).saidPlainly(MAX_REASON)
                        + ". The password may be wrong, or the identity"
                        + " disabled or deleted. Open it again with the right password; more than a few wrong ones may"
                        + " lock it.");
    }

    /** Explains a log-in that asks for something besides a code. */
    static ZitiException unknownQuery(String type) {
        return failure(
                ZitiFailure.LOGIN_REFUSED,
                "The network asks for a further proof that this program cannot give (“" + ForeignText.line(type, 20)
                        + "”). Ask the network's administrator for an identity that needs none.");
    }

    /** Explains a second factor that was not taken. */
    static ZitiException wrongCode() {
        return failure(
                ZitiFailure.MFA_REQUIRED,
                "The code is wrong or too old. Give the one that your authenticator app shows now, or a recovery code.");
    }

    /** Explains 401 for any other call. */
    static ZitiException unauthorized(boolean mfaOpen) {
        return mfaOpen
                ? failure(ZitiFailure.MFA_REQUIRED, SecondFactorCode.QUESTION)
                : failure(
                        ZitiFailure.SESSION_EXPIRED,
                        "The log-in at the network has ended. Logging in again is needed.");
    }

    private static ZitiException failure(ZitiFailure failure, String sentence) {
        return new ZitiException(failure, sentence);
    }
}

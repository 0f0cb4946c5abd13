package dev.chatp2p.setup.management;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.ManagementHttp.Answer;
import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.rest.ErrorAnswer;
import java.util.Locale;

/** Turns the controller's error answers into failures. */
final class ManagementRefusals {
    private static final int MAX_REASON = 200;
    private static final int TOO_MANY_REQUESTS = 429;

    private ManagementRefusals() {}

    /**
     * Explains an answer that is no success; what 401 means depends on the call.
     *
     * @param doing what was tried, as it follows “could not”: {@code create the identity “Ann”}
     */
    static SetupException explain(Answer answer, String who, String doing) {
        int status = answer.status();
        ErrorAnswer error = answer.error();
        String reason = error.said(MAX_REASON);
        if (status == TOO_MANY_REQUESTS || status == 503) {
            return failure(
                    SetupFailure.UNREACHABLE,
                    "The controller " + who + " is too busy to " + doing + reason + ". Try again in a moment.");
        }
        if (status >= 500) {
            return failure(
                    SetupFailure.UNREACHABLE,
                    "The controller " + who + " has a problem of its own (HTTP " + status + reason + ") and could not "
                            + doing + ". Try again; its log may say more.");
        }
        return switch (status) {
            case 401, 403 -> notAllowed(doing);
            case 404 ->
                isGone(answer)
                        ? failure(
                                SetupFailure.NOT_FOUND,
                                "The controller could not " + doing + ", because it is not there (any more)" + reason
                                        + ". Look at the network again.")
                        : notAController(who, status);
            case 400, 409, 422 ->
                isNameTaken(error)
                        ? failure(
                                SetupFailure.NAME_TAKEN,
                                "The controller could not " + doing + ", because that name is taken by now. Look at the"
                                        + " network again, or choose another name.")
                        : failure(
                                SetupFailure.REFUSED,
                                "The controller refused to " + doing + field(error) + reason
                                        + ". Correct the value and try again.");
            default -> notAController(who, status);
        };
    }

    /** Explains a refused log-in by name and password or by certificate. */
    static SetupException login(Answer answer, String who, AdminLogin login) {
        int status = answer.status();
        String code = answer.error().code().toUpperCase(Locale.ROOT);
        if (status == TOO_MANY_REQUESTS || code.contains("LOCK")) {
            return lockedOut(who);
        }
        if (status == 404 || status >= 500 || status < 400) {
            return explain(answer, who, "log you in");
        }
        return switch (login) {
            case AdminLogin.Password _ ->
                failure(
                        SetupFailure.LOGIN_REFUSED,
                        "The controller does not accept this user name and password. Check both; after several wrong tries"
                                + " a controller may refuse the right password too for a while.");
            case AdminLogin.Identity _ ->
                failure(
                        SetupFailure.LOGIN_REFUSED,
                        "The controller does not accept the certificate of that identity. The identity may be disabled or"
                                + " deleted: use the identity file of an administrator of this network.");
        };
    }

    static SetupException lockedOut(String who) {
        return failure(
                SetupFailure.LOCKED_OUT,
                "The controller " + who + " takes no more log-ins for a while, because there were too many. Wait some"
                        + " minutes, then try again.");
    }

    static SetupException notAllowed(String doing) {
        return failure(
                SetupFailure.NOT_ALLOWED,
                "This login may not " + doing + ". Log in as an administrator of the network.");
    }

    /** Whether the controller says that the thing is not there; a proxy's 404 does not count. */
    static boolean isGone(Answer answer) {
        return answer.status() == 404 && answer.error().code().equals("NOT_FOUND");
    }

    static boolean isWrongCode(Answer answer) {
        return answer.status() == 400 && answer.error().code().equals("MFA_INVALID_TOKEN");
    }

    static SetupException notAController(String who, int status) {
        return failure(
                SetupFailure.NOT_A_CONTROLLER,
                who + " answers, but not like the administration of a Ziti controller (HTTP " + status
                        + "). Check host name and port, and whether a proxy is in between.");
    }

    /** All kinds of entities answer alike: {@code duplicate value 'x' in unique index on identities store}. */
    private static boolean isNameTaken(ErrorAnswer error) {
        return error.cause("field").equals("name") && error.cause("reason").contains("duplicate");
    }

    private static String field(ErrorAnswer error) {
        String field = ForeignText.line(error.cause("field"), 40);
        return field.isEmpty() ? "" : ", because of “" + field + "”";
    }

    private static SetupException failure(SetupFailure failure, String sentence) {
        return new SetupException(failure, sentence);
    }
}

package dev.chatp2p.ziti.enroll;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.rest.ErrorAnswer;

/** Turns a controller's refusal to enrol ({@code {"error":{"code","message","cause":{…}}}}) into a failure. */
final class EnrollmentRefusals {
    private static final int MAX_REASON = 160;

    private EnrollmentRefusals() {}

    /**
     * Codes as seen on controller 1.6.0, but for those of CSRs and expiry, which are documented.
     *
     * @param who the controller's {@code host:port}
     */
    static ZitiException explain(int status, String body, String who) {
        ErrorAnswer error = ErrorAnswer.read(body);
        // The value that the cause names besides may be a password: it is left out.
        String reason = error.said(MAX_REASON);
        return switch (error.code()) {
            case "INVALID_ENROLLMENT_TOKEN" ->
                failure(
                        ZitiFailure.INVITATION_USED,
                        "The controller " + who + " does not know this invitation (any more): it was used already, or"
                                + " taken back, or belongs to another controller. Ask the network's administrator for a"
                                + " new one.");
            case "ENROLLMENT_EXPIRED" ->
                failure(
                        ZitiFailure.INVITATION_EXPIRED,
                        "The controller " + who + " says that this invitation has expired."
                                + " Ask the network's administrator for a new one.");
            case "CERT_IN_USE", "CERTIFICATE_IN_USE" -> inUse();
            case "CERT_FAILED_VALIDATION", "CERTIFICATE_FAILED_VALIDATION" ->
                failure(
                        ZitiFailure.BAD_IDENTITY,
                        "The network does not know the CA that issued your certificate, or does not let it enroll."
                                + " Choose a certificate of the right CA, or ask the network's administrator to"
                                + " register and verify that CA.");
            case "COULD_NOT_VALIDATE" ->
                failure(
                        ZitiFailure.METHOD_NOT_SUPPORTED,
                        "The network does not accept what was given along" + reason + ". Change it and try again.");
            default -> byStatus(status, reason, who);
        };
    }

    private static ZitiException byStatus(int status, String reason, String who) {
        if (status == 409) {
            return inUse();
        }
        if (status >= 500 || status == 429) {
            return failure(
                    ZitiFailure.CONTROLLER_UNREACHABLE,
                    "The controller " + who + " has a problem of its own (HTTP " + status + reason
                            + "). Try again later, with the same invitation.");
        }
        return failure(
                ZitiFailure.PROTOCOL,
                "The controller " + who + " did not enroll, and why cannot be understood (HTTP " + status + reason
                        + "). Tell the network's administrator.");
    }

    private static ZitiException inUse() {
        return failure(
                ZitiFailure.INVITATION_USED,
                "This certificate was enrolled already. Use the identity file that was made then, or choose a"
                        + " certificate that is not used yet.");
    }

    private static ZitiException failure(ZitiFailure failure, String sentence) {
        return new ZitiException(failure, sentence);
    }
}

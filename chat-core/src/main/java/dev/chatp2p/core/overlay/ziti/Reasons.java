package dev.chatp2p.core.overlay.ziti;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.ziti.ZitiException;

/** The edge client's failures in the words of the port. */
final class Reasons {

    private Reasons() {}

    static LinkException linkException(ZitiException e) {
        return new LinkException(reason(e), e.sentence(), e);
    }

    static Reason reason(ZitiException e) {
        return switch (e.failure()) {
            // Enrolling is no part of a session; what it meets would be a matter of the identity.
            case BAD_IDENTITY, BAD_INVITATION, INVITATION_EXPIRED, INVITATION_USED, METHOD_NOT_SUPPORTED, STORAGE ->
                Reason.BAD_IDENTITY;
            case HARDWARE_KEY -> Reason.HARDWARE_KEY;
            case CERTIFICATE_EXPIRED -> Reason.CERTIFICATE_EXPIRED;
            case CLOCK_OFF -> Reason.CLOCK_OFF;
            case UNTRUSTED -> Reason.UNTRUSTED;
            case CONTROLLER_UNREACHABLE -> Reason.CONTROLLER_UNREACHABLE;
            case LOGIN_REFUSED, SESSION_EXPIRED -> Reason.LOGIN_REFUSED;
            case MFA_REQUIRED -> Reason.MFA_REQUIRED;
            case NOT_FOUND -> Reason.SERVICE_MISSING;
            case NOT_ALLOWED -> Reason.NOT_ALLOWED;
            case POSTURE -> Reason.POSTURE;
            case INVALID_SESSION, NO_ROUTER -> Reason.NO_ROUTER;
            case NAME_IN_USE -> Reason.NAME_IN_USE;
            case NO_TERMINATOR -> Reason.PEER_OFFLINE;
            case REJECTED -> Reason.REJECTED;
            case TIMEOUT -> Reason.TIMEOUT;
            case ENCRYPTION -> Reason.ENCRYPTION;
            case PROTOCOL -> Reason.PROTOCOL;
            case LOST -> Reason.LOST;
            case CLOSED -> Reason.CLOSED;
        };
    }
}

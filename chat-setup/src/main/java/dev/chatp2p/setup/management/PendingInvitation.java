package dev.chatp2p.setup.management;

import java.time.Instant;

/**
 * An enrolment token that has not been used.
 *
 * @param enrollmentId what the controller calls the enrolment
 * @param jwt the token, a secret: whoever has it first becomes that person
 * @param expires until when it can be used; may be past
 */
public record PendingInvitation(String enrollmentId, String jwt, Instant expires) {

    /** Without the token. */
    @Override
    public String toString() {
        return "PendingInvitation[" + enrollmentId + ", " + expires + "]";
    }
}

package dev.chatp2p.ziti.controller;

import java.time.Instant;

/**
 * A log-in at the controller.
 *
 * @param token secret; routers want it in Hello
 * @param identityId the controller's id of this identity
 * @param identityName its name: what callers see and what its terminators are named after
 * @param expiresAt by this computer's clock; {@link ControllerClient#refresh} moves it
 * @param mfaRequired a second factor must be given before anything but refresh and log-out works
 */
public record ApiSession(String token, String identityId, String identityName, Instant expiresAt, boolean mfaRequired) {

    /** Without the token. */
    @Override
    public String toString() {
        return "ApiSession[" + identityId + ", " + identityName + ", until " + expiresAt
                + (mfaRequired ? ", MFA required]" : "]");
    }
}

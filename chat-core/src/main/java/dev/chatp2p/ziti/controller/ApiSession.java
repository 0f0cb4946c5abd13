package dev.chatp2p.ziti.controller;

import java.time.Instant;

/**
 * A log-in at the controller.
 *
 * @param id names the API session for as long as it lives; the same when a token is renewed, another one after a new log-in
 * @param kind how the token is used and kept alive
 * @param token secret; routers want it in Hello. The one of a {@link Kind#LEGACY} session never changes, that of an
 *     {@link Kind#OIDC} session at every refresh
 * @param identityId the controller's id of this identity
 * @param identityName its name: what callers see and what its terminators are named after
 * @param expiresAt by this computer's clock; {@link ControllerClient#refresh} moves it
 * @param mfaRequired a second factor must be given before anything but refresh and log-out works. With {@link Kind#OIDC}
 *     there is no token until then, nor the identity's id and name: they are empty
 */
public record ApiSession(
        String id,
        Kind kind,
        String token,
        String identityId,
        String identityName,
        Instant expiresAt,
        boolean mfaRequired) {

    /** The two kinds of API session ({@code ziti-edge-protocol.md} §4 and §5). */
    public enum Kind {
        /** An opaque token in the header {@code zt-session}; bound to the controller that gave it. */
        LEGACY,
        /** A bearer JWT that is replaced by refreshing; every router channel must be told the new one (UpdateToken). */
        OIDC
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ApiSession[" + id + ", " + kind + ", " + identityId + ", " + identityName + ", until " + expiresAt
                + (mfaRequired ? ", MFA required]" : "]");
    }
}

package dev.chatp2p.ziti.controller;

import dev.chatp2p.ziti.ZitiException;

/**
 * One way to log in and to stay logged in. Its calls come one at a time; they block and can be interrupted. All may fail with
 * CONTROLLER_UNREACHABLE, UNTRUSTED, CLOCK_OFF or PROTOCOL.
 */
interface Authentication {

    /**
     * Starts anew.
     *
     * @return with {@link ApiSession#mfaRequired()} when a second factor is asked for: go on with {@link #answer}
     * @throws ZitiException LOGIN_REFUSED, or NOT_FOUND if the controller does not know this way
     */
    ApiSession login() throws ZitiException, InterruptedException;

    /**
     * Gives the second factor that a session asks for. A question that is too old is asked again and answered with the same
     * code.
     *
     * @throws ZitiException MFA_REQUIRED if the code is wrong, or as {@link #login}
     */
    ApiSession answer(ApiSession open, String code) throws ZitiException, InterruptedException;

    /**
     * Asks for more time.
     *
     * @return the session, perhaps with another token, perhaps with a second factor asked for
     * @throws ZitiException SESSION_EXPIRED
     */
    ApiSession refresh(ApiSession session) throws ZitiException, InterruptedException;

    /** Tells the controller that the session is over; one that is gone already is no failure. */
    void logout(ApiSession session) throws ZitiException, InterruptedException;
}

package dev.chatp2p.core.overlay;

import java.net.URI;
import java.util.List;

/**
 * The second factor (a code of an authenticator app, RFC 6238) of our own identity: answering the network's question for
 * it, and setting it up or removing it. Thread-safe; calls block for the network and can be interrupted, so not on the FX
 * thread. A code is what the app shows, or one of the recovery codes.
 *
 * <p>Every call may fail with {@link Reason#MFA_REQUIRED} when the code is wrong: ask for another one.
 */
public interface SecondFactor {

    /**
     * What to set the authenticator app up with. Secret, except for its {@link #toString}.
     *
     * @param provisioning the {@code otpauth://} address, to be shown as a QR code
     * @param secret the same secret for typing in, Base32
     * @param recoveryCodes each can be used once instead of a code
     */
    record Enrolment(URI provisioning, String secret, List<String> recoveryCodes) {
        public Enrolment {
            recoveryCodes = List.copyOf(recoveryCodes);
        }

        @Override
        public String toString() {
            return "Enrolment[" + recoveryCodes.size() + " recovery codes]";
        }
    }

    /** Where a second factor stands. */
    enum State {
        NONE,
        /** Set up, but its first code has not been given yet: log-ins do not ask for it. */
        UNVERIFIED,
        ACTIVE
    }

    /** Answers the question when {@link OverlayStatus.State#NEEDS_MFA}; returns once the network has taken the code. */
    void answer(String code) throws LinkException, InterruptedException;

    /** Asks the network. */
    State state() throws LinkException, InterruptedException;

    /** Sets a second factor up, or gives the one that is {@link State#UNVERIFIED}; {@link #verify} makes it count. */
    Enrolment enroll() throws LinkException, InterruptedException;

    /** Proves that the app is set up; from now on log-ins ask for a code. */
    void verify(String code) throws LinkException, InterruptedException;

    /** Takes the second factor away; no code is needed while it is {@link State#UNVERIFIED}. */
    void remove(String code) throws LinkException, InterruptedException;

    /** The recovery codes that are left. */
    List<String> recoveryCodes(String code) throws LinkException, InterruptedException;
}

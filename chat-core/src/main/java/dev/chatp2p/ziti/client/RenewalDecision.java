package dev.chatp2p.ziti.client;

import java.time.Duration;
import java.time.Instant;

/**
 * What is to be done about the identity's certificate, from what is known of it here and at the controller. Pure.
 *
 * <p>A renewal has two steps at the controller (extend, verify) and two files here, and may be cut off between any of them.
 * Which certificate the controller takes tells how far it came:
 *
 * <ul>
 *   <li>still the one before, and the next is kept here: verify;
 *   <li>the next: adopt it;
 *   <li>neither: the next is void.
 * </ul>
 */
final class RenewalDecision {

    enum Step {
        NOTHING,
        /** Have the next certificate issued and keep it. */
        EXTEND,
        /** Tell the controller that the next certificate has arrived. */
        VERIFY,
        /** Show the next certificate and write it into the identity file. */
        ADOPT,
        /** Forget the next certificate. */
        DROP
    }

    /** Which of the identity's certificates the controller takes. */
    enum Known {
        BEFORE,
        NEXT,
        NEITHER
    }

    private RenewalDecision() {}

    /**
     * Whether a certificate is in the last third of its life. One of a year is renewed four months before its end: a person
     * who is away for a while must not be locked out.
     */
    static boolean isDue(Instant from, Instant until, Instant now) {
        Duration life = Duration.between(from, until);
        return now.isAfter(until.minus(life.dividedBy(3)));
    }

    /**
     * The next step.
     *
     * @param due whether it is time to renew
     * @param waiting whether a next certificate is kept here
     * @param renewable whether the controller renews certificates of this kind
     */
    static Step next(boolean due, boolean waiting, Known known, boolean renewable) {
        if (waiting) {
            return switch (known) {
                case BEFORE -> Step.VERIFY;
                case NEXT -> Step.ADOPT;
                case NEITHER -> Step.DROP;
            };
        }
        return due && renewable && known == Known.BEFORE ? Step.EXTEND : Step.NOTHING;
    }
}

package dev.chatp2p.setup.wizard;

import dev.chatp2p.ziti.enroll.EnrollmentMethod;
import dev.chatp2p.ziti.enroll.EnrollmentStep;
import java.util.Optional;

/**
 * What the invitation page shows.
 *
 * @param stage where we are
 * @param card what is known of the invitation; empty while there is none that could be read
 * @param problem why it did not go on, a sentence; empty if it did
 * @param step what joining is at; empty while nobody is joining
 */
record InvitationState(Stage stage, Optional<Card> card, String problem, Optional<EnrollmentStep> step) {

    /** Where we are on the way from a file to an identity. */
    enum Stage {
        /** There is no invitation. */
        EMPTY,
        /** It is read, and its signature is being checked. */
        CHECKING,
        /** It is genuine; joining it is. */
        READY,
        JOINING,
        /** It cannot be used, or could not be checked. */
        FAILED
    }

    /**
     * An invitation, safe to show.
     *
     * @param name of its file
     * @param network {@code host:port}
     * @param validity how long and how often it can be used
     * @param method what joining takes
     */
    record Card(String name, String network, String validity, EnrollmentMethod method) {}

    static InvitationState empty(String problem) {
        return new InvitationState(Stage.EMPTY, Optional.empty(), problem, Optional.empty());
    }

    static InvitationState of(Stage stage, Card card) {
        return new InvitationState(stage, Optional.of(card), "", Optional.empty());
    }

    static InvitationState joining(Card card, EnrollmentStep step) {
        return new InvitationState(Stage.JOINING, Optional.of(card), "", Optional.of(step));
    }

    InvitationState failed(Stage at, String sentence) {
        return new InvitationState(at, card, sentence, Optional.empty());
    }
}

package dev.chatp2p.setup.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * What somebody wants of {@code chat setup}.
 *
 * @param goal what is to come of it
 * @param service the service
 * @param people names as typed
 * @param consent how it is agreed to
 * @param folder where invitations or identities go
 * @param enroll whether invitations are used at once
 */
record SetupChoices(Goal goal, String service, List<String> people, Consent consent, Path folder, boolean enroll) {

    /** What is to come of it. */
    enum Goal {
        /** Everything is there, for these people. */
        PROVISION,
        /** Nothing of ours is left. */
        REMOVE_ALL,
        /** These people are gone. */
        REMOVE_PEOPLE,
        /** The one person has a new invitation. */
        REISSUE
    }

    /** How the plan is agreed to. */
    enum Consent {
        /** Nothing is done, the plan is only shown. */
        PLAN_ONLY,
        /** The person is asked once. */
        ASK,
        /** The person is asked at each step. */
        EACH_STEP,
        /** Nobody is asked. */
        GIVEN
    }

    SetupChoices {
        people = List.copyOf(people);
    }
}

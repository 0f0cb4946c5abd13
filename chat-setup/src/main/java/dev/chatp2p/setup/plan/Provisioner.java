package dev.chatp2p.setup.plan;

import dev.chatp2p.setup.SetupException;
import java.util.Collection;
import java.util.List;

/**
 * Makes a network hold what the chat needs. Changes only what it made itself, which it marks with a tag. Everything blocks,
 * can be interrupted between requests, and can be done again: a second run finishes what the first one did not.
 */
public interface Provisioner {

    /** Compares; changes nothing. People on the network who are not named stay as they are. */
    Plan plan(DesiredState desired) throws SetupException, InterruptedException;

    /** What removing everything of ours for the service, people included, would delete; changes nothing. */
    Plan planRemoval(String service) throws SetupException, InterruptedException;

    /** What removing these people would delete; changes nothing. Names of people that are not ours are conflicts. */
    Plan planRemovalOf(String service, Collection<String> people) throws SetupException, InterruptedException;

    /**
     * Carries out a plan step by step.
     *
     * @throws SetupException CANCELLED between two steps; NAME_TAKEN if the plan has conflicts (nothing was done then);
     *     CHANGED_MEANWHILE if there is one by now; what else went wrong. The steps before it are done then, and a new plan
     *     goes on there
     */
    void apply(Plan plan, ApplyProgress progress) throws SetupException, InterruptedException;

    /** Asks the controller about each of them, in the same order. */
    List<PersonReport> verify(DesiredState desired) throws SetupException, InterruptedException;

    /** Invitations of those of the people who have not used theirs; one that has expired is issued anew. */
    List<PersonInvitation> invitations(DesiredState desired) throws SetupException, InterruptedException;

    /**
     * A new invitation for somebody who lost theirs, or their identity; the old one, and the certificate of an enrolled
     * identity, are void from then on.
     *
     * @throws SetupException NOT_FOUND, or NAME_TAKEN if that identity is not ours
     */
    PersonInvitation reissue(String service, String person) throws SetupException, InterruptedException;
}

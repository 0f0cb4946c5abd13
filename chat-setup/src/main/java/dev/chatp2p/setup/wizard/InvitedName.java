package dev.chatp2p.setup.wizard;

/**
 * A person on the list of people to invite.
 *
 * @param typed the name as it will be used, or as typed if it cannot be used
 * @param shown the name, made displayable
 * @param problem why it cannot be used, a sentence; empty if it can
 */
record InvitedName(String typed, String shown, String problem) {

    boolean isUsable() {
        return problem.isEmpty();
    }
}

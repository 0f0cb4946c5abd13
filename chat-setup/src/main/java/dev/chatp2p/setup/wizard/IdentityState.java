package dev.chatp2p.setup.wizard;

import java.util.Optional;

/**
 * What the page for an identity file shows.
 *
 * @param card the identity; empty while there is none that can be used
 * @param problem why there is none, a sentence; empty if nothing went wrong
 */
record IdentityState(Optional<Card> card, String problem) {

    /**
     * An identity, safe to show.
     *
     * @param name of its file
     * @param network {@code host:port} of the controller
     * @param validity how long its certificate lasts, or that it has none
     * @param needsPassword whether it logs in with a password
     */
    record Card(String name, String network, String validity, boolean needsPassword) {}

    static IdentityState empty(String problem) {
        return new IdentityState(Optional.empty(), problem);
    }

    static IdentityState of(Card card) {
        return new IdentityState(Optional.of(card), "");
    }

    IdentityState failed(String sentence) {
        return new IdentityState(card, sentence);
    }
}

package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;

/**
 * Clients of which a profile keeps what lasts.
 *
 * @param network what they connect to
 * @param options how they chat
 * @param stores where it is kept
 */
record KeptClients(Surroundings.Network network, ChatOptions options, KeptStores stores) implements ClientOpener {

    @Override
    public ChatClient open(Credentials credentials) throws LinkException {
        return network.start(credentials, options, stores.open(credentials));
    }

    @Override
    public Runnable removal(Credentials credentials) {
        return stores.removal(credentials);
    }
}

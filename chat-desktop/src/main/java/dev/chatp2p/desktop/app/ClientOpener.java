package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;

/** Starts a chat client; the command line decides over which network and with which options. */
@FunctionalInterface
public interface ClientOpener {

    /**
     * Starts a client. May read files and block; it is called on a thread of its own, never on the FX thread.
     *
     * @throws LinkException if the credentials cannot be used at all; its sentence is shown to the person
     */
    ChatClient open(Credentials credentials) throws LinkException;

    /**
     * What deletes all that is kept of an identity, once its client is closed; by default there is nothing. May read files, and
     * what it returns deletes some: neither on the FX thread.
     */
    default Runnable removal(Credentials credentials) {
        return () -> {};
    }
}

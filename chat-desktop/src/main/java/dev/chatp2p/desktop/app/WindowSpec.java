package dev.chatp2p.desktop.app;

import dev.chatp2p.core.overlay.Credentials;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One window to open.
 *
 * @param credentials who it is for; empty = the window asks for an identity first
 * @param file an invitation or an identity file to begin the wizard with; the credentials are then what Cancel leads to
 * @param opener starts its client; the window closes what it has opened
 */
public record WindowSpec(Optional<Credentials> credentials, Optional<Path> file, ClientOpener opener) {

    /** A window that begins with the chat if there are credentials. */
    public WindowSpec(Optional<Credentials> credentials, ClientOpener opener) {
        this(credentials, Optional.empty(), opener);
    }
}

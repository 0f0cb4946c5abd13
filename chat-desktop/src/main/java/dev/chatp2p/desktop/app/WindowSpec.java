package dev.chatp2p.desktop.app;

import dev.chatp2p.core.overlay.Credentials;
import java.util.Optional;

/**
 * One window to open.
 *
 * @param credentials who it is for; empty = the window asks for an identity file first
 * @param opener starts its client; the window closes what it has opened
 */
public record WindowSpec(Optional<Credentials> credentials, ClientOpener opener) {}

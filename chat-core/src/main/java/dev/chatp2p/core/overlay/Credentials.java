package dev.chatp2p.core.overlay;

import java.nio.file.Path;

/** What a person logs in with. */
public sealed interface Credentials {

    /** An OpenZiti identity file (JSON); it holds a private key, so its content is never logged. */
    record IdentityFile(Path path) implements Credentials {}

    /** A bare name, for networks without authentication (memory network, tests). */
    record Name(PeerId peer) implements Credentials {}
}

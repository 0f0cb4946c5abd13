package dev.chatp2p.core.overlay;

import java.nio.file.Path;
import java.util.Optional;

/** What a person logs in with. */
public sealed interface Credentials {

    /**
     * An OpenZiti identity file (JSON); it holds a private key, so its content is never logged.
     *
     * @param password for an identity that logs in with one
     */
    record IdentityFile(Path path, Optional<String> password) implements Credentials {

        /** Of an identity with a key. */
        public IdentityFile(Path path) {
            this(path, Optional.empty());
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "IdentityFile[" + path + "]";
        }
    }

    /** A bare name, for networks without authentication (memory network, tests). */
    record Name(PeerId peer) implements Credentials {}
}

package dev.chatp2p.desktop.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The identity that this window has opened. */
public interface OwnIdentity {

    /** Its file; empty on networks that know names only. */
    Optional<Path> file();

    /** Until when its certificate is valid; empty if it has none, or it cannot be read. Reads the disk: not on the FX thread. */
    Optional<Instant> validUntil();

    /**
     * The program does not open this identity by itself any more. Writes to the disk: not on the FX thread.
     *
     * @param historyToo whether the files with all that is kept of it here are deleted, once {@link #leave} has ended the chat
     * @param fileToo whether its file, with the private key in it, is deleted
     * @throws IOException if it could not be done, or only in part
     */
    void forget(boolean historyToo, boolean fileToo) throws IOException;

    /** Ends the chat and asks for another identity, as after {@link #forget}. FX thread. */
    void leave();

    /** A name on a network that has no identity files. */
    static OwnIdentity ofName() {
        return new OwnIdentity() {
            @Override
            public Optional<Path> file() {
                return Optional.empty();
            }

            @Override
            public Optional<Instant> validUntil() {
                return Optional.empty();
            }

            @Override
            public void forget(boolean historyToo, boolean fileToo) {}

            @Override
            public void leave() {}
        };
    }
}

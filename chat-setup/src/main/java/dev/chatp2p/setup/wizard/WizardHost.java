package dev.chatp2p.setup.wizard;

import java.nio.file.Path;
import java.util.Optional;

/** The window that shows the wizard. FX thread only. */
public interface WizardHost {

    /**
     * Opens the chat with this identity. What can be gone back to goes on until that has worked.
     *
     * @param password for an identity that logs in with one
     */
    void open(Path identityFile, Optional<String> password, Remembering remembering);

    /** Whether there is something to go back to when the wizard is cancelled. */
    boolean canLeave();

    /** Goes back there. */
    void leave();
}

package dev.chatp2p.setup.wizard;

import java.nio.file.Path;
import java.util.Locale;
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

    /** The language to ask in; that of the computer unless the person has chosen another one. */
    default Locale language() {
        return Locale.getDefault(Locale.Category.DISPLAY);
    }

    /** Goes back there. */
    void leave();
}

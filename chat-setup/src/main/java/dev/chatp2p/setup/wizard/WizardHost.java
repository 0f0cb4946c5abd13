package dev.chatp2p.setup.wizard;

import java.nio.file.Path;

/** The window that shows the wizard. FX thread only. */
public interface WizardHost {

    /** Opens the chat with this identity, and uses it from now on. */
    void open(Path identityFile);

    /** Whether there is something to go back to when the wizard is cancelled. */
    boolean canLeave();

    /** Goes back there. */
    void leave();
}

package dev.chatp2p.desktop.app;

import dev.chatp2p.setup.wizard.Wizard;
import dev.chatp2p.setup.wizard.WizardHost;
import javafx.stage.Stage;

/** Makes the wizard, which is only loaded when a window needs it. */
@FunctionalInterface
interface WizardFactory {

    /** A new wizard for the window. FX thread. */
    Wizard make(Stage stage, WizardHost host);
}

package dev.chatp2p.desktop.app;

import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.setup.management.RestControllerAccess;
import dev.chatp2p.setup.plan.NetworkProvisioner;
import dev.chatp2p.setup.wizard.IdentityFolder;
import dev.chatp2p.setup.wizard.Wizard;
import dev.chatp2p.setup.wizard.WizardHost;
import dev.chatp2p.setup.wizard.WizardSurroundings;
import dev.chatp2p.setup.wizard.WizardTexts;
import dev.chatp2p.ziti.enroll.ControllerEnroller;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Executor;
import javafx.stage.Stage;

/**
 * Makes wizards that use this desktop's file dialogs and clipboard, and the real network.
 *
 * @param fx the way to the FX thread
 * @param background runs what may block
 * @param clock what time it is
 * @param texts the words of the dialogs
 * @param identities the folder in which identities are kept
 * @param knownControllers the file with what is known of controllers
 */
record Wizards(
        Executor fx, Executor background, InstantSource clock, Texts texts, Path identities, Path knownControllers)
        implements WizardFactory {

    @Override
    public Wizard make(Stage stage, WizardHost host) {
        return new Wizard(
                new WizardSurroundings(
                        fx,
                        background,
                        clock,
                        ZoneId.systemDefault(),
                        WizardTexts.in(host.language()),
                        new NativeFileDialogs(stage, texts),
                        new SystemClipboard(),
                        new IdentityFolder(identities),
                        new ControllerEnroller(),
                        new RestControllerAccess(knownControllers),
                        NetworkProvisioner::new),
                host);
    }
}

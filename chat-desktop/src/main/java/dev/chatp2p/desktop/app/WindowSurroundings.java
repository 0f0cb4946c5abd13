package dev.chatp2p.desktop.app;

import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.Theme;
import dev.chatp2p.setup.wizard.FileDialogs;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.stage.Window;

/**
 * What all windows of the process share.
 *
 * @param bridge the way to the FX thread
 * @param background runs what may block
 * @param timers the clock
 * @param texts the words
 * @param theme the look
 * @param wizards makes what asks for an identity
 * @param identity which identity is used next time
 * @param files makes the file dialogs of a window
 * @param desktop what the desktop has to offer beside windows
 */
record WindowSurroundings(
        FxBridge bridge,
        Executor background,
        Timers timers,
        Texts texts,
        Theme theme,
        WizardFactory wizards,
        RememberedIdentity identity,
        Function<Window, FileDialogs> files,
        DesktopIntegration desktop) {

    /** Of a program that nothing is heard of outside its windows. */
    WindowSurroundings(
            FxBridge bridge,
            Executor background,
            Timers timers,
            Texts texts,
            Theme theme,
            WizardFactory wizards,
            RememberedIdentity identity,
            Function<Window, FileDialogs> files) {
        this(bridge, background, timers, texts, theme, wizards, identity, files, DesktopIntegration.none());
    }
}

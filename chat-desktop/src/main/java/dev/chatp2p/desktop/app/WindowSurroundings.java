package dev.chatp2p.desktop.app;

import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.Theme;
import java.util.concurrent.Executor;

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
 */
record WindowSurroundings(
        FxBridge bridge,
        Executor background,
        Timers timers,
        Texts texts,
        Theme theme,
        WizardFactory wizards,
        RememberedIdentity identity) {}

package dev.chatp2p.desktop.app;

import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.desktop.common.FilePicker;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.Theme;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.stage.Stage;

/**
 * What all windows of the process share.
 *
 * @param bridge the way to the FX thread
 * @param background runs what may block
 * @param timers the clock
 * @param texts the words
 * @param theme the look
 * @param pickers makes what lets a person choose a file from a window
 */
record WindowSurroundings(
        FxBridge bridge,
        Executor background,
        Timers timers,
        Texts texts,
        Theme theme,
        Function<Stage, FilePicker> pickers) {}

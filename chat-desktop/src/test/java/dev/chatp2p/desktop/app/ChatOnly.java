package dev.chatp2p.desktop.app;

import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.Theme;
import dev.chatp2p.setup.wizard.FileDialogs;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.stage.Window;

/** The surroundings of windows that show a chat and never need the wizard. */
final class ChatOnly {

    private ChatOnly() {}

    /** With the file dialogs of this computer. */
    static WindowSurroundings surroundings(Locale language, Path config, Executor background, Timers timers) {
        return surroundings(
                language, config, background, timers, window -> new NativeFileDialogs(window, Texts.in(language)));
    }

    /** FX thread. */
    static WindowSurroundings surroundings(
            Locale language, Path config, Executor background, Timers timers, Function<Window, FileDialogs> files) {
        return new WindowSurroundings(
                FxBridge.toJavaFx(),
                background,
                timers,
                Texts.in(language),
                Theme.ofSystem(),
                (stage, host) -> {
                    throw new IllegalStateException("nobody here needs another identity");
                },
                new RememberedIdentity(config),
                files);
    }
}

package dev.chatp2p.desktop.app;

import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.desktop.common.FxBridge;
import dev.chatp2p.desktop.common.Texts;
import dev.chatp2p.desktop.common.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the command line hands over to the windows; once in a process. */
final class DesktopLauncher implements Surroundings.WindowLauncher {

    private static final Logger log = LoggerFactory.getLogger(DesktopLauncher.class);

    /** The promise to whoever closes the last window, with a little left for the way out. */
    private static final long CLOSING_MILLIS = 1800;

    private final Timers timers;
    private final Path knownControllers;
    private final ToolkitStart toolkit;

    /**
     * @param timers the clock of the windows
     * @param knownControllers the file with what is known of controllers
     * @param toolkit may have begun
     */
    DesktopLauncher(Timers timers, Path knownControllers, ToolkitStart toolkit) {
        this.timers = timers;
        this.toolkit = toolkit;
        this.knownControllers = knownControllers;
    }

    @Override
    public void prepare() {
        toolkit.begin();
    }

    /**
     * Opens the windows, and returns when the last one is closed, at most two seconds after that. The caller ends the process
     * afterwards.
     *
     * @param specs one for each window, at least one
     * @throws InterruptedException if the thread was interrupted while the windows were open
     * @throws NoScreenException if there is no screen
     * @throws IllegalStateException if the windows cannot be opened
     */
    @Override
    public void launch(List<WindowSpec> specs, Profile profile, HandOvers handOvers) throws InterruptedException {
        ExecutorService background = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("chat-window-", 0).factory());
        Texts texts = Texts.in(Locale.getDefault(Locale.Category.DISPLAY));
        FxBridge bridge = FxBridge.toJavaFx();
        DesktopIntegration desktop = DesktopIntegration.ofThisComputer(background, profile.logs());
        CrashReports crashes = desktop.crashReports(profile.logs(), timers);
        Thread.setDefaultUncaughtExceptionHandler(crashes);
        Optional<CrashReports.Report> crash = crashes.untold();
        RememberedFont remembered = new RememberedFont(profile.identity().folder());
        Optional<String> kept = remembered.kept();
        CompletableFuture<ChatWindows> opening = new CompletableFuture<>();
        toolkit.await();
        bridge.execute(() -> opening.completeAsync(
                () -> {
                    String font = kept.orElseGet(Theme::pleasantFont);
                    ChatWindows windows = new ChatWindows(
                            specs,
                            new WindowSurroundings(
                                    bridge,
                                    background,
                                    timers,
                                    texts,
                                    Theme.ofSystem(font),
                                    new Wizards(bridge, background, timers, texts, profile.config(), knownControllers),
                                    profile.identity(),
                                    window -> new NativeFileDialogs(window, texts),
                                    desktop));
                    windows.open();
                    if (kept.isEmpty()) {
                        background.execute(() -> remembered.keep(font));
                    }
                    crash.ifPresent(report -> windows.tellOf(report, () -> background.execute(crashes::told)));
                    return windows;
                },
                Runnable::run));
        try {
            ChatWindows windows = opening.get();
            handOvers.listen(what -> bridge.execute(() -> windows.take(what)));
            windows.awaitHidden();
            // There may be others meanwhile, and now nobody waits.
            remembered.keep(Theme.pleasantFont());
            if (!windows.awaitClosed(CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
                log.warn("a chat client did not close within {} ms", CLOSING_MILLIS);
            }
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            crashes.uncaughtException(Thread.currentThread(), cause);
            throw new IllegalStateException("the window could not be opened", cause);
        } finally {
            desktop.close();
            background.shutdownNow();
            Platform.exit();
        }
    }
}

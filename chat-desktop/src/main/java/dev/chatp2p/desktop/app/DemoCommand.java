package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.desktop.common.FxBridge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code chat demo}: a whole network in one process, to look at. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Opens two windows, alice and bob, and an echo, on a network inside this process.")
final class DemoCommand implements Callable<Integer> {

    // The hidden options are for the packaging: docs/packaging.md.
    @Option(names = "--rehearse", hidden = true, description = "Plays one call by itself, then closes the windows.")
    private boolean rehearse;

    @Option(names = "--leave-open", hidden = true, description = "With --rehearse: leaves the windows open at the end.")
    private boolean leaveOpen;

    @Option(
            names = "--beside",
            hidden = true,
            paramLabel = "<file>",
            description = "Opens the window of this identity file besides, and one that asks for an identity.")
    private @Nullable Path beside;

    private final Surroundings surroundings;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException, LinkException {
        Profile profile = surroundings.folders().defaultProfile();
        Logging.toFolder(surroundings.folders().state(), false, LogFormat.TEXT);
        try (Demo demo = Demo.start(surroundings.timers())) {
            Rehearsal rehearsal = new Rehearsal(surroundings.timers(), FxBridge.toJavaFx(), leaveOpen);
            // Whoever listens for what is handed over has opened the windows.
            HandOvers whenOpen = rehearse ? listener -> rehearsal.begin() : HandOvers.NONE;
            if (beside == null) {
                surroundings.windows().launch(demo.windows(), profile, whenOpen);
            } else {
                showBeside(beside, demo.windows(), profile, whenOpen);
            }
            return !rehearse || rehearsal.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /** Beside an ordinary start, so that the start-up cache has all of that, and of a window that asks for an identity. */
    private void showBeside(Path identity, List<WindowSpec> demo, Profile profile, HandOvers whenOpen)
            throws InterruptedException {
        Surroundings more = surroundings.withWindows((ordinary, its, handOvers) -> {
            List<WindowSpec> all = new ArrayList<>(demo);
            all.addAll(ordinary);
            all.add(new WindowSpec(Optional.empty(), ordinary.getFirst().opener()));
            surroundings.windows().launch(all, its, whenOpen);
        });
        WindowStart.Wishes wishes = new WindowStart.Wishes(
                ChatOptions.DEFAULT, profile, Optional.of(identity), Optional.empty(), false, LogFormat.TEXT);
        new WindowStart(more, wishes, ThisProcess.writer(System.out), ThisProcess.writer(System.err)).run();
    }
}

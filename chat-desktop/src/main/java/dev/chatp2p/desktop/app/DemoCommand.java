package dev.chatp2p.desktop.app;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.overlay.Credentials;
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
            if (!rehearse) {
                surroundings.windows().launch(demo.windows(), profile, HandOvers.NONE);
                return ExitCode.OK;
            }
            Rehearsal rehearsal = new Rehearsal(surroundings.timers(), FxBridge.toJavaFx(), leaveOpen);
            if (beside == null) {
                show(demo.windows(), profile, rehearsal);
            } else {
                showBeside(new Credentials.IdentityFile(beside), demo.windows(), profile, rehearsal);
            }
            return rehearsal.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /** The one window as an ordinary start opens it, so that the start-up cache has all of that. */
    private void showBeside(
            Credentials.IdentityFile identity, List<WindowSpec> demo, Profile profile, Rehearsal rehearsal)
            throws InterruptedException {
        HandOver nothing = new HandOver(Optional.empty());
        if (!(Starting.in(profile.data(), nothing, surroundings.timers()) instanceof Starting.First first)) {
            throw new IllegalStateException("the folder of the rehearsal is in use");
        }
        ClientOpener opener = new KeptClients(surroundings.network(), ChatOptions.DEFAULT, new KeptStores(profile));
        try (EarlyClient early = EarlyClient.begin(opener, identity)) {
            List<WindowSpec> windows = new ArrayList<>(demo);
            windows.add(new WindowSpec(Optional.of(identity), early));
            windows.add(new WindowSpec(Optional.empty(), opener));
            show(windows, profile, rehearsal);
        } finally {
            first.instance().ifPresent(SingleInstance::close);
        }
    }

    private void show(List<WindowSpec> windows, Profile profile, Rehearsal rehearsal) throws InterruptedException {
        // Whoever listens for what is handed over has opened the windows.
        surroundings.windows().launch(windows, profile, listener -> rehearsal.begin());
    }
}

package dev.chatp2p.desktop.app;

import dev.chatp2p.core.overlay.LinkException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code chat demo}: a whole network in one process, to look at. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Opens two windows, alice and bob, and an echo, on a network inside this process.")
final class DemoCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException, LinkException {
        Logging.toFolder(surroundings.folders().state(), false, LogFormat.TEXT);
        try (Demo demo = Demo.start(surroundings.timers())) {
            surroundings.windows().launch(demo.windows(), surroundings.folders().defaultProfile(), HandOvers.NONE);
        }
        return ExitCode.OK;
    }
}

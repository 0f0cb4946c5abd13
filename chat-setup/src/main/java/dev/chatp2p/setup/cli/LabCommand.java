package dev.chatp2p.setup.cli;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.lab.GoPeerBinary;
import dev.chatp2p.setup.lab.LabEnvironment;
import dev.chatp2p.setup.lab.LabException;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.LabUnavailableException;
import dev.chatp2p.setup.lab.ZitiBinary;
import dev.chatp2p.setup.plan.PersonName;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chat lab}: a real network on this computer, for trying out. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a real OpenZiti network on this computer, reachable from nowhere else, sets it up for the chat, and opens"
                    + " two windows on it.",
            "It ends with the windows, or with Ctrl-C. It needs ziti 1.6, or Go to build it with, which takes some minutes"
                    + " once."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "  0:the windows were closed",
            "  1:there can be no network; a sentence says why",
            "  2:the command line is wrong",
            "130:ended with Ctrl-C"
        })
public final class LabCommand implements Callable<Integer> {
    private static final int WINDOWS = 2;
    private static final int MOST_ROUTERS = 9;
    private static final int CLEANING_UP_SECONDS = 10;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--routers",
            paramLabel = "<number>",
            defaultValue = "3",
            description = "Edge routers, from 1 to " + MOST_ROUTERS + ". Default: ${DEFAULT-VALUE}.")
    private int routers;

    @Option(
            names = "--users",
            split = ",",
            paramLabel = "<name>",
            defaultValue = "user1,user2",
            description = "The people; the first two get a window each. Default: ${DEFAULT-VALUE}.")
    private List<String> users = List.of();

    @Option(names = "--no-windows", description = "Open no windows: the network runs until Ctrl-C.")
    private boolean noWindows;

    @Option(
            names = "--keep",
            paramLabel = "<folder>",
            description =
                    "Keep the network's files and logs in this folder, an empty or a new one. Default: a temporary "
                            + "one, deleted at the end.")
    private @Nullable Path keep;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log what goes on, to the error stream.")
    private boolean verbose;

    private final Consumer<Boolean> log;
    private final LabWindows windows;

    /**
     * @param log directs the log to the error stream; true for everything
     * @param windows opens the windows
     */
    public LabCommand(Consumer<Boolean> log, LabWindows windows) {
        this.log = log;
        this.windows = windows;
    }

    @Override
    public Integer call() throws InterruptedException {
        log.accept(verbose);
        List<String> people = check();
        Consumer<String> progress = line(command().commandLine().getErr());
        try {
            ZitiBinary ziti = ZitiBinary.find(LabEnvironment.current(), progress);
            try (LabNetwork network = start(ziti, progress)) {
                // Ctrl-C: the processes end by themselves, but a temporary folder would stay.
                try (AtExit _ = new AtExit("lab-stop", network::close)) {
                    run(network, people, progress);
                }
            }
            return ExitCodes.OK;
        } catch (LabException e) {
            progress.accept(String.valueOf(e.getMessage()));
            return ExitCodes.FAILED;
        }
    }

    private LabNetwork start(ZitiBinary ziti, Consumer<String> progress) throws LabException, InterruptedException {
        Thread starting = Thread.currentThread();
        CountDownLatch over = new CountDownLatch(1);
        // Ctrl-C: a start that is broken off deletes what it has made.
        try (AtExit _ = new AtExit("lab-start-stop", () -> {
            starting.interrupt();
            awaitFor(CLEANING_UP_SECONDS, over);
        })) {
            return keep == null
                    ? LabNetwork.start(ziti, routers, progress)
                    : LabNetwork.start(ziti, keep, routers, progress);
        } finally {
            over.countDown();
        }
    }

    private static void awaitFor(int seconds, CountDownLatch latch) {
        try {
            // Whether it was over in time or not: the process ends now.
            boolean _ = latch.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(LabNetwork network, List<String> people, Consumer<String> progress)
            throws LabException, InterruptedException {
        Consumer<String> show = line(command().commandLine().getOut());
        List<Path> identities = new ArrayList<>();
        for (String person : people) {
            identities.add(network.identity(person).file());
        }
        show.accept("The network is up.");
        show.accept("  controller      " + network.controllerAddress());
        show.accept("  administrator   admin, password admin");
        show.accept("  service         " + LabNetwork.SERVICE);
        show.accept("  edge routers    " + String.join(", ", network.routers()));
        identities.forEach(file -> show.accept("  identity        " + Handout.shown(file)));
        show.accept("  files and logs  " + Handout.shown(network.folder()));
        show.accept("  Go peer         " + goPeer(progress));
        if (noWindows) {
            show.accept("Ctrl-C ends it.");
            // Nobody opens it: the end of the process is the end of the network.
            new CountDownLatch(1).await();
        } else {
            show.accept("Closing the windows, or Ctrl-C, ends it.");
            windows.show(identities.subList(0, Math.min(WINDOWS, identities.size())), LabNetwork.SERVICE);
        }
    }

    private static String goPeer(Consumer<String> progress) throws InterruptedException {
        try {
            return Handout.shown(
                    GoPeerBinary.find(LabEnvironment.current(), progress).path());
        } catch (LabUnavailableException e) {
            return "none: " + e.getMessage();
        } catch (LabException e) {
            return "none, it could not be built";
        }
    }

    /** The people's names, if everything on the command line can be used. */
    private List<String> check() {
        if (routers < 1 || routers > MOST_ROUTERS) {
            throw new ParameterException(
                    command().commandLine(), "--routers is a number from 1 to " + MOST_ROUTERS + ".");
        }
        try {
            return PersonName.parseAll(users).stream().map(PersonName::value).toList();
        } catch (SetupException e) {
            throw new ParameterException(command().commandLine(), e.sentence());
        }
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("the command line has not been read yet");
        }
        return spec;
    }

    private static Consumer<String> line(PrintWriter writer) {
        return text -> {
            writer.print(text + "\n");
            writer.flush();
        };
    }
}

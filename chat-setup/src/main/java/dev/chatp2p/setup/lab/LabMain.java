package dev.chatp2p.setup.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a network by hand: {@code LabMain FOLDER [identity …]}. Enrols the identities (user1 and user2 unless named),
 * prints their files, and keeps the network running until Enter, the end of standard input, or Ctrl-C.
 */
public final class LabMain {
    private static final int ROUTERS = 3;

    private LabMain() {}

    /** Exit code 1 and one sentence on standard error if there can be no network. */
    public static void main(String[] args) throws InterruptedException, IOException {
        if (args.length == 0) {
            System.err.println("Name an empty folder for the network, and the identities to make: FOLDER [identity …]");
            System.exit(1);
        }
        List<String> names = args.length == 1
                ? List.of("user1", "user2")
                : Arrays.asList(args).subList(1, args.length);
        try {
            run(Path.of(args[0]), names, System.out);
        } catch (LabException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Path folder, List<String> names, PrintStream out)
            throws LabException, InterruptedException, IOException {
        ZitiBinary ziti = ZitiBinary.find(LabEnvironment.current(), out::println);
        try (LabNetwork network = LabNetwork.start(ziti, folder, ROUTERS, out::println)) {
            out.println("The network is up: controller " + network.controllerAddress() + " (admin, admin), service "
                    + LabNetwork.SERVICE + ". Identities:");
            for (String name : names) {
                out.println("  " + network.identity(name).file());
            }
            try {
                out.println("  Go peer: "
                        + GoPeerBinary.find(LabEnvironment.current(), out::println)
                                .path());
            } catch (LabUnavailableException e) {
                out.println("  no Go peer: " + e.getMessage());
            }
            out.println("Press Enter to end it.");
            System.in.read();
        }
    }
}

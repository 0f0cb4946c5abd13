package dev.chatp2p.desktop.app;

import dev.chatp2p.desktop.notification.DockAttention;
import dev.chatp2p.desktop.notification.NotificationsModel.Outlets;
import dev.chatp2p.desktop.notification.NotifySend;
import dev.chatp2p.desktop.notification.SynthesisedTones;
import dev.chatp2p.desktop.settings.Installation;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * What this desktop has to offer beside windows.
 *
 * @param outlets where things are told
 * @param installation what the program knows of itself
 */
record DesktopIntegration(Outlets outlets, Installation installation) implements AutoCloseable {

    /** Nothing is heard of the program outside its windows. */
    static DesktopIntegration none() {
        return new DesktopIntegration(Outlets.none(), Installation.unknown());
    }

    /**
     * Of this computer.
     *
     * @param logs the folder with the log
     */
    static DesktopIntegration ofThisComputer(Executor background, Path logs) {
        String os = System.getProperty("os.name", "");
        return new DesktopIntegration(
                new Outlets(
                        NotifySend.find(os, searchPath(System.getenv().getOrDefault("PATH", ""))),
                        new SynthesisedTones(),
                        DockAttention.of(os, background)),
                new Installation(Version.number(), platform(), Optional.of(logs)));
    }

    /** Where reports of failures are kept, beside the log. */
    CrashReports crashReports(Path logs, InstantSource clock) {
        List<String> about = new ArrayList<>(List.of("Version " + installation.version()));
        about.addAll(installation.platform());
        return new CrashReports(logs.resolve("crashes"), about, clock);
    }

    private static List<String> platform() {
        return List.of(
                "Java " + Runtime.version(),
                "JavaFX " + System.getProperty("javafx.runtime.version", "?"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
    }

    private static List<Path> searchPath(String variable) {
        return Stream.of(variable.split(File.pathSeparator))
                .flatMap(folder -> {
                    try {
                        return Stream.of(Path.of(folder));
                    } catch (InvalidPathException e) {
                        return Stream.empty();
                    }
                })
                .toList();
    }

    /** Takes away what is still told. */
    @Override
    public void close() {
        outlets.desktop().close();
        outlets.tones().close();
    }
}

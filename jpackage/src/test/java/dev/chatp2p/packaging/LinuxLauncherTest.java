package dev.chatp2p.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code linux/launcher.sh} in a made-up image, whose Java says how it was called. */
@EnabledOnOs(OS.LINUX)
class LinuxLauncherTest {

    private static final Path SOURCES = Path.of("").toAbsolutePath();

    @TempDir
    private Path folder;

    private Path image;

    @BeforeEach
    void replaceTheLauncherOfAnImage() throws IOException {
        Layout layout = new Layout(SOURCES, folder.resolve("a target"));
        image = layout.image(Platform.LINUX, "chat-p2p");
        Path app = Files.createDirectories(layout.appFolder(Platform.LINUX, "chat-p2p"));
        Files.writeString(app.resolve("chat-p2p.cfg"), """
                [Application]
                app.classpath=$APPDIR/main.jar
                app.mainclass=some.Main
                app.classpath=$APPDIR/library.jar

                [JavaOptions]
                java-options=-Xmx1m
                java-options=-Dkey=a value=
                java-options=-XX:AOTCache=$APPDIR/start.aot
                """);
        Files.createDirectories(image.resolve("bin"));
        Files.writeString(image.resolve("bin/chat-p2p"), "jpackage's own");
        Path programs = Files.createDirectories(image.resolve("lib/runtime/bin"));
        Files.writeString(programs.resolve("keytool"), "");
        Path java = Files.writeString(programs.resolve("java"), """
                #!/bin/sh
                echo "${0##*/} ${JDK_JAVA_OPTIONS-unset}"
                printf '%s\\n' "$@"
                exit 7
                """);
        assertTrue(java.toFile().setExecutable(true));
        new LinuxLauncher(layout, "chat-p2p").replace();
    }

    private List<String> run(Path launcher, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("JDK_JAVA_OPTIONS", "-Xint");
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it does not end");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(7, process.exitValue(), () -> "not Java's exit code: " + launcher);
        return Files.readAllLines(out);
    }

    @Test
    void itStartsJavaUnderTheProgramsNameAsTheConfigurationSays() throws IOException, InterruptedException {
        List<String> called = run(image.resolve("bin/chat-p2p"), "console", "-i", "my identity.json", "");

        String app = image.resolve("lib/app").toRealPath().toString();
        assertEquals("chat-p2p unset", called.getFirst());
        int options = called.indexOf("-Xmx1m");
        assertEquals(
                List.of(
                        "-Xmx1m",
                        "-Dkey=a value=",
                        "-XX:AOTCache=" + app + "/start.aot",
                        "-Djpackage.app-path=" + image.resolve("bin/chat-p2p").toRealPath(),
                        "-cp",
                        app + "/main.jar:" + app + "/library.jar",
                        "some.Main",
                        "console",
                        "-i",
                        "my identity.json",
                        ""),
                called.subList(options, called.size()));
    }

    @Test
    void itFindsItsImageThroughALink() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("a link"), image.resolve("bin/chat-p2p"));

        assertEquals("chat-p2p unset", run(link).getFirst());
    }

    @Test
    void withoutAGraphicsCardJavaFxDrawsItself() throws IOException, InterruptedException {
        boolean card = Files.exists(Path.of("/dev/dri"))
                || Files.exists(Path.of("/dev/nvidiactl"))
                || Files.exists(Path.of("/dev/dxg"));

        assertEquals(!card, run(image.resolve("bin/chat-p2p")).contains("-Dprism.order=sw"));
    }

    @Test
    void programsThatNobodyNeedsAreGone() {
        assertFalse(Files.exists(image.resolve("lib/runtime/bin/keytool")));
    }
}

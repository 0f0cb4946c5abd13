package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell script {@code ./chat} in a made-up installation, with a made-up JDK that says how it was called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is for POSIX shells")
class LauncherScriptTest {

    private static final Path SCRIPT = Path.of("..", "chat").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private Path root;
    private Path jdk;

    private record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void install() throws IOException {
        root = Files.createDirectories(folder.resolve("a root"));
        Files.copy(SCRIPT, root.resolve("chat"));
        assertTrue(root.resolve("chat").toFile().setExecutable(true));
        layOut();
        jdk = jdk("a jdk", 25);
    }

    private void layOut() throws IOException {
        Path lib = Files.createDirectories(root.resolve("jpackage/target/app/lib"));
        Files.createDirectories(root.resolve("jpackage/target/app/javafx"));
        Files.createFile(lib.resolve("one.jar"));
        Files.createFile(lib.resolve("two.jar"));
    }

    private Path jdk(String name, int version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + ".0.1\"\n");
        executable(home.resolve("bin/java"), "for word in \"$@\"; do printf '<%s>' \"$word\"; done; exit 7");
        executable(home.resolve("bin/javac"), "exit 0");
        return home;
    }

    private static void executable(Path file, String commands) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private Outcome run(Path script, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(args));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        List.of(
                        "JAVA_HOME",
                        "CHAT_JAVA_HOME",
                        "CHAT_BUILD",
                        "CHAT_JAVA_OPTS",
                        "CHAT_OVERLAY",
                        "DISPLAY",
                        "WAYLAND_DISPLAY")
                .forEach(builder.environment().keySet()::remove);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the script did not end");
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private Map<String, String> withJdk() {
        return Map.of("CHAT_JAVA_HOME", jdk.toString());
    }

    @Test
    void theConsoleRunsWithoutJavaFxFromAnywhereThroughALinkWithBlanksInEveryPath()
            throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("a link"), Path.of("a root", "chat"));

        Outcome outcome = run(link, withJdk(), "console", "-i", "my identity.json");

        assertEquals(7, outcome.exitCode());
        assertTrue(
                outcome.out().endsWith("<dev.chatp2p.desktop.app.Main><console><-i><my identity.json>"), outcome.out());
        Path lib = root.toRealPath().resolve("jpackage/target/app/lib");
        assertTrue(
                outcome.out().contains("<" + lib.resolve("one.jar") + ":" + lib.resolve("two.jar") + ">"),
                outcome.out());
        assertFalse(outcome.out().contains("javafx"), outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void theOfficialSdkComesOnTheClassPathOnlyWhenItIsAskedFor() throws IOException, InterruptedException {
        Path sdk = Files.createDirectories(root.resolve("jpackage/target/app/sdk"));
        Files.createFile(sdk.resolve("ziti.jar"));

        Outcome asked = run(root.resolve("chat"), withJdk(), "-Dchat.overlay=sdk", "console");
        Outcome usual = run(root.resolve("chat"), withJdk(), "console");

        assertTrue(
                asked.out().contains("<-Dchat.overlay=sdk><--add-opens=java.base/java.net=ALL-UNNAMED>"), asked.out());
        assertTrue(asked.out().contains("/app/sdk/ziti.jar>"), asked.out());
        assertTrue(asked.out().endsWith("<dev.chatp2p.desktop.app.Main><console>"), asked.out());
        assertFalse(usual.out().contains("sdk"), usual.out());
    }

    @Test
    void anUnknownClientIsExplained() throws IOException, InterruptedException {
        Outcome outcome = run(root.resolve("chat"), withJdk(), "-Dchat.overlay=carrier-pigeon", "console");

        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("ziti (our own client) or sdk"), outcome.err());
    }

    @Test
    void setUpCommandsNeedNoWindowAndALabOnlyUnlessItIsToldNotTo() throws IOException, InterruptedException {
        for (List<String> words : List.of(
                List.of("setup", "--plan"),
                List.of("enroll", "console.jwt"),
                List.of("lab", "--routers", "1", "--no-windows"),
                List.of("lab", "--help"))) {
            Outcome outcome = run(root.resolve("chat"), withJdk(), words.toArray(String[]::new));

            assertEquals(7, outcome.exitCode(), outcome.err());
            assertFalse(outcome.out().contains("javafx"), outcome.out());
            assertTrue(outcome.out().endsWith("<" + String.join("><", words) + ">"), outcome.out());
        }
        if (System.getProperty("os.name", "").equals("Linux")) {
            assertEquals(1, run(root.resolve("chat"), withJdk(), "lab").exitCode(), "there is no screen");
        }
    }

    @Test
    void aWindowHasJavaFxAsModules() throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "CHAT_JAVA_HOME", jdk.toString(), "CHAT_JAVA_OPTS", "-Dglass.platform=Headless -Dprism.order=sw");

        Outcome outcome = run(root.resolve("chat"), environment, "demo");

        assertEquals(7, outcome.exitCode());
        assertTrue(
                outcome.out().contains("<--module-path><" + root.toRealPath().resolve("jpackage/target/app/javafx>")));
        assertTrue(outcome.out().contains("<-Dglass.platform=Headless><-Dprism.order=sw>"), outcome.out());
        assertTrue(outcome.out().endsWith("<dev.chatp2p.desktop.app.Main><demo>"), outcome.out());
    }

    @Test
    void javaHomeIsTakenWhenItIsTheRightVersion() throws IOException, InterruptedException {
        Outcome outcome = run(root.resolve("chat"), Map.of("JAVA_HOME", jdk.toString()), "--version");

        assertEquals(7, outcome.exitCode());
        assertTrue(outcome.out().endsWith("<--version>"), outcome.out());
    }

    @Test
    void aChosenJdkOfAnotherVersionIsRefused() throws IOException, InterruptedException {
        Path old = jdk("old", 17);

        Outcome outcome = run(root.resolve("chat"), Map.of("CHAT_JAVA_HOME", old.toString()), "--version");

        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.err().contains("is no JDK 25"), outcome.err());
    }

    @Test
    void withoutAScreenThereIsASentenceThatNamesTheConsole() throws IOException, InterruptedException {
        Outcome outcome = run(root.resolve("chat"), withJdk());

        if (System.getProperty("os.name", "").equals("Linux")) {
            assertEquals(1, outcome.exitCode());
            assertTrue(outcome.err().contains("./chat console -i user1.json"), outcome.err());
            assertEquals("", outcome.out());
        } else {
            assertEquals(7, outcome.exitCode());
        }
    }

    @Test
    void itBuildsWhenThereAreSourcesAndNoBuildYet() throws IOException, InterruptedException {
        Files.createFile(root.resolve("pom.xml"));
        executable(root.resolve("mvnw"), "mkdir -p jpackage/target/app/lib; : > jpackage/target/app/lib/built.jar");

        Outcome first = run(root.resolve("chat"), withJdk(), "--version");
        executable(root.resolve("mvnw"), "exit 1");
        Outcome second = run(root.resolve("chat"), withJdk(), "--version");

        assertTrue(first.err().contains("Building chat-p2p with " + jdk), first.err());
        assertTrue(first.out().contains("built.jar"), first.out());
        assertEquals(7, second.exitCode(), "the second start does not build again: " + second.err());
        assertEquals("", second.err());
    }

    @Test
    void aFailedBuildShowsItsErrorsAndWhereTheRestIs() throws IOException, InterruptedException {
        Files.createFile(root.resolve("pom.xml"));
        executable(root.resolve("mvnw"), "echo '[INFO] fine'; echo '[ERROR] no good'; exit 1");

        Outcome outcome = run(root.resolve("chat"), withJdk(), "console");

        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.err().contains("[ERROR] no good"), outcome.err());
        assertTrue(outcome.err().contains("build.log"), outcome.err());
        assertFalse(outcome.err().contains("fine"), outcome.err());
        assertEquals("", outcome.out());
    }
}

package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.desktop.console.PlainTerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class MainTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final List<String> opened = new ArrayList<>();
    private final List<String> profiles = new ArrayList<>();

    /** What was opened when the windows were to be prepared. */
    private final List<List<String>> preparedBefore = new ArrayList<>();

    /** What happens while the window is open. */
    private Runnable whileOpen = () -> {};

    private UserFolders folders() {
        return new UserFolders(folder.resolve("config"), folder.resolve("state"), folder.resolve("data"));
    }

    /** Runs the program with a network that refuses everybody and says whom and where. */
    private int run(String... args) {
        Surroundings surroundings = new Surroundings(
                folders(),
                (Credentials credentials, ChatOptions options, ChatStores stores) -> {
                    stores.history().close();
                    throw new LinkException(
                            Reason.BAD_IDENTITY, "No entry for " + credentials + " " + options.service());
                },
                () -> new PlainTerminal(InputStream.nullInputStream(), terminal),
                new Surroundings.WindowLauncher() {
                    @Override
                    public void prepare() {
                        preparedBefore.add(List.copyOf(opened));
                    }

                    @Override
                    public void launch(List<WindowSpec> windows, Profile profile, HandOvers handOvers) {
                        open(windows, profile, handOvers);
                    }
                },
                NoSetup::surroundings,
                new SystemTimers());
        return Main.execute(surroundings, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    /** Notes the windows and what comes of opening their clients. */
    private void open(List<WindowSpec> windows, Profile profile, HandOvers handOvers) {
        profiles.add(profile.name());
        handOvers.listen(what -> opened.add("handed over " + what));
        whileOpen.run();
        for (WindowSpec window : windows) {
            String who = window.credentials().map(Credentials::toString).orElse("nobody yet");
            opened.add(who);
            window.file().ifPresent(file -> opened.add("with " + file));
            if (window.credentials().isPresent()) {
                try (ChatClient client =
                        window.opener().open(window.credentials().get())) {
                    opened.add("online: " + client.self().isPresent());
                } catch (LinkException e) {
                    opened.add(e.sentence());
                }
            }
        }
    }

    @Test
    void theWindowsArePreparedBeforeAnythingIsOpenedAndNotAtAllByCommandsWithoutAny() {
        assertEquals(0, run());
        assertEquals(List.of(), preparedBefore.getFirst());
        assertFalse(opened.isEmpty());

        preparedBefore.clear();
        run("--help");
        run("console", "-i", folder.resolve("nothing.json").toString());
        assertEquals(List.of(), preparedBefore);
    }

    @Test
    void withoutAScreenTheTerminalClientIsNamed() {
        whileOpen = () -> {
            throw new NoScreenException(new UnsupportedOperationException("Unable to open DISPLAY"));
        };

        assertEquals(1, run());

        assertTrue(err.toString().contains("no screen"), err.toString());
        assertTrue(err.toString().contains("console"), err.toString());
    }

    @Test
    void helpNamesTheCommandsAndTheExitCodes() {
        assertEquals(0, run("--help"));

        assertTrue(out.toString().contains("console"), out.toString());
        assertTrue(out.toString().contains("demo"), out.toString());
        assertTrue(out.toString().contains("Exit codes:"), out.toString());
    }

    @Test
    void theSetUpCommandsAreThereAndTellTheirExitCodes() {
        for (String command : List.of("setup", "enroll", "lab")) {
            assertEquals(0, run(command, "--help"));
            assertTrue(out.toString().contains("Exit codes:"), out.toString());
        }
        assertEquals(2, run("setup", "--plan"), "nobody says which controller");
        assertTrue(err.toString().contains("--controller-url"), err.toString());
        assertEquals(2, run("lab", "--routers", "0"));
        assertEquals(1, run("enroll", folder.resolve("nothing.jwt").toString()));
        assertTrue(opened.isEmpty());
    }

    @Test
    void versionNamesTheProgramAndTheJavaItRunsOn() {
        assertEquals(0, run("--version"));

        assertTrue(out.toString().contains("chat-p2p"), out.toString());
        assertTrue(out.toString().contains("Java 25"), out.toString());
    }

    @Test
    void withoutArgumentsItOpensAWindowThatHasNoIdentityYet() {
        assertEquals(0, run());

        assertEquals(List.of("nobody yet"), opened);
    }

    @Test
    void theWindowFindsTheIdentityInTheConfigurationFolder() throws IOException {
        Path identity = Files.createDirectories(folder.resolve("config")).resolve("identity.json");
        Files.writeString(identity, "{}");

        assertEquals(0, run());

        assertEquals("IdentityFile[" + identity + "]", opened.getFirst());
    }

    @Test
    void theWindowTakesIdentityAndServiceFromTheCommandLine() {
        assertEquals(0, run("-i", "user1.json", "-s", "other"));

        assertEquals(List.of("IdentityFile[user1.json]", "No entry for IdentityFile[user1.json] other"), opened);
    }

    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void whereNothingCanBeWrittenTheWindowOpensAndTheTerminalHasNoStackTrace() throws IOException {
        Files.writeString(folder.resolve("data"), "in the way");
        Files.writeString(folder.resolve("state"), "in the way");
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        PrintStream original = System.err;
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            assertEquals(0, run());
        } finally {
            System.setErr(original);
            Logging.toTerminal(false, LogFormat.TEXT); // lets go of the stream
        }

        String told = errors.toString(StandardCharsets.UTF_8);
        assertEquals(List.of("nobody yet"), opened);
        assertTrue(told.contains("it cannot be told whether the program runs already"), told);
        assertTrue(told.contains("There will be no log file"), told);
        assertFalse(told.contains("\tat "), told);
    }

    @Test
    void aFileOnTheCommandLineIsWhatTheWindowBeginsWith() throws IOException {
        Path invitation = Files.writeString(folder.resolve("user1.jwt"), "");

        assertEquals(0, run(invitation.toString()));

        assertEquals(List.of("nobody yet", "with " + invitation), opened);
    }

    @Test
    void everyProfileHasAnIdentityOfItsOwn() throws IOException {
        Path identity =
                Files.createDirectories(folder.resolve("config/profiles/work")).resolve("identity.json");
        Files.writeString(identity, "{}");
        Files.writeString(folder.resolve("config/identity.json"), "{}");

        assertEquals(0, run("--profile", "work"));

        assertEquals("IdentityFile[" + identity + "]", opened.getFirst());
        assertEquals(List.of("work"), profiles);
        assertTrue(Files.exists(folder.resolve("state/profiles/work/chat.log")), "the log is its own");
    }

    @Test
    void anIdentityThatIsNamedHasAProfileOfItsOwnUnlessTheDefaultOneUsesIt() throws IOException {
        Path usual = Files.createDirectories(folder.resolve("config")).resolve("identity.json");
        Files.writeString(usual, "{}");

        assertEquals(0, run("-i", usual.toString()));
        assertEquals(0, run("-i", folder.resolve("anna.json").toString()));
        assertEquals(0, run("-i", folder.resolve("ben.json").toString()));

        assertEquals("default", profiles.getFirst());
        assertEquals(3, profiles.stream().distinct().count(), profiles.toString());
        assertTrue(profiles.stream().allMatch(Profile::isName), profiles.toString());
    }

    @Test
    void aProfileThatCannotBeCalledThatIsAMistakeOnTheCommandLine() {
        assertEquals(2, run("--profile", "../x"));

        assertTrue(err.toString().contains("cannot be called ../x"), err.toString());
        assertTrue(opened.isEmpty());
    }

    @Test
    void aSecondStartHandsItsFileOverAndEndsWithZero() throws IOException {
        Path invitation = Files.writeString(folder.resolve("user1.jwt"), "");
        whileOpen = () -> {
            whileOpen = () -> opened.add("a second window");
            assertEquals(0, run(invitation.toString()));
            assertEquals(0, run("--profile", "work"), "another profile has a window of its own");
        };

        assertEquals(0, run());

        assertEquals(
                List.of(
                        "handed over " + new HandOver(Optional.of(invitation)),
                        "a second window",
                        "nobody yet",
                        "nobody yet"),
                opened);
        assertTrue(out.toString().contains("running already"), out.toString());
        whileOpen = () -> {};
        assertEquals(0, run(), "afterwards a start is the first again");
        assertEquals(5, opened.size());
    }

    @Test
    void aFileThatIsNotThereIsAMistakeOnTheCommandLine() {
        assertEquals(2, run("user1.jwt"));

        assertTrue(err.toString().contains("There is no file user1.jwt"), err.toString());
        assertTrue(opened.isEmpty());
    }

    @Test
    void demoOpensAWindowForAliceAndOneForBob() {
        assertEquals(0, run("demo"));

        assertEquals("Name[peer=alice]", opened.get(0));
        assertEquals("Name[peer=bob]", opened.get(2));
        assertEquals(4, opened.size());
    }

    @Test
    void thePackagingsDemoHasTwoMoreWindowsAndNobodyIsToldOfIt() {
        assertEquals(0, run("demo", "--beside", "user1.json"));

        assertEquals("IdentityFile[user1.json]", opened.get(4));
        assertEquals("nobody yet", opened.get(6));
        assertEquals(7, opened.size());
        assertEquals(0, run("demo", "--help"));
        assertFalse(out.toString().contains("beside"), out.toString());
    }

    @Test
    void itIsCalledWhatItsLauncherIsCalled() {
        assertEquals("chat", Main.commandName("chat"));
        assertEquals("chat-p2p", Main.commandName("/opt/chat-p2p/bin/chat-p2p"));
        assertEquals("chat-p2p", Main.commandName("chat-p2p.exe"));
    }

    @Test
    void theConsoleWithoutAnIdentitySaysWhereItLookedAndWhatToDo() {
        assertEquals(2, run("console"));

        assertTrue(err.toString().contains("identity.json"), err.toString());
        assertTrue(err.toString().contains("-i user1.json"), err.toString());
    }

    @Test
    void theConsoleSaysWhatIsWrongWithTheIdentityAndEndsWithOne() {
        assertEquals(1, run("console", "-i", "user1.json"));

        String shown = terminal.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("No entry for IdentityFile[user1.json] chat-p2p"), shown);
        assertFalse(shown.contains("Exception"), shown);
        assertTrue(opened.isEmpty());
    }

    @Test
    void aMistakeOnTheCommandLineIsASentenceAndEndsWithTwo() {
        assertEquals(2, run("console", "--identiti", "user1.json"));
        assertTrue(err.toString().contains("--identiti"), err.toString());
        assertFalse(err.toString().contains("\tat "), err.toString());

        assertEquals(2, run("consol"));
        assertEquals(2, run("-s", " "));
        assertEquals(2, run("console", "-i", "user1.json", "--log-formatter", "xml"));
    }
}

package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.identity.TestPki;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a start with an identity loads, in a process of its own. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere its folders cannot be chosen by a variable")
class NormalStartTest {

    private static final Pattern LOADED = Pattern.compile("(?m)^\\S+ (dev\\.chatp2p\\.[\\w.]+)");

    /** What the wizard, setting up a network, and their commands are made of. */
    private static final Pattern FOR_SETTING_UP = Pattern.compile("dev\\.chatp2p\\.(setup|ziti\\.enroll)\\..*");

    /** What the window shares with the wizard, and what it sees of it: interfaces, but for the wizard's front. */
    private static final Set<String> SHARED = Set.of(
            "dev.chatp2p.setup.cli.SetupSurroundings",
            "dev.chatp2p.setup.cli.SharedOptions",
            "dev.chatp2p.setup.cli.StopSignal",
            "dev.chatp2p.setup.controls.WrappedLabel",
            "dev.chatp2p.setup.management.ControllerAccess",
            "dev.chatp2p.setup.wizard.FileDialogs",
            "dev.chatp2p.setup.wizard.FileKind",
            "dev.chatp2p.setup.wizard.PageWork",
            "dev.chatp2p.setup.wizard.Remembering",
            "dev.chatp2p.setup.wizard.TextClipboard",
            "dev.chatp2p.setup.wizard.Wizard",
            "dev.chatp2p.setup.wizard.WizardHost",
            "dev.chatp2p.ziti.enroll.Enroller");

    @TempDir
    private Path folder;

    @Test
    void theClassesOfTheWizardAndOfTheAdministrationAreNotLoaded() throws Exception {
        Path config = Files.createDirectories(folder.resolve("config/chat-p2p"));
        Path identity = new TestPki("root").identityFile(folder, "alice", URI.create("https://127.0.0.1:1"));
        Files.copy(identity, config.resolve("identity.json"));
        Path classes = folder.resolve("classes.txt");
        Map<String, String> environment = Map.of(
                "XDG_DATA_HOME", folder.resolve("data").toString(),
                "XDG_STATE_HOME", folder.resolve("state").toString(),
                "JDK_JAVA_OPTIONS",
                        "-Xlog:class+load:file=" + classes + " -Dglass.platform=Headless -Dprism.order=sw"
                                + " -Djava.awt.headless=true");
        try (ChatProcess program = ChatProcess.start(folder, environment)) {
            Path log = folder.resolve("state/chat-p2p/chat.log");
            await("the list of people")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !program.isAlive()
                            || (Files.exists(log) && Files.readString(log).contains("the list of people is there")));
            assertTrue(program.isAlive(), program::shown);
            program.requestEnd();
            program.exitCode();
        }

        Set<String> loaded = loaded(classes);
        assertTrue(loaded.contains("dev.chatp2p.desktop.contacts.ContactsView"), "there was a window");
        loaded.removeIf(name -> !FOR_SETTING_UP.matcher(name).matches());
        loaded.removeAll(SHARED);
        assertEquals(Set.of(), loaded);
    }

    private static Set<String> loaded(Path classes) throws IOException {
        return LOADED.matcher(Files.readString(classes))
                .results()
                .map((MatchResult line) -> line.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

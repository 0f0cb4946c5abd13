package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.setup.wizard.TestTokens;
import dev.chatp2p.ziti.identity.TestPki;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whoever starts the program a second time gets the window that is there. */
class SecondStartJourneyTest {

    @TempDir
    private Path folder;

    private final Timers timers = new SystemTimers();

    private Path profile() {
        return folder.resolve("data/profiles/default");
    }

    @Test
    void theWindowComesToTheFrontWithTheFileOfTheSecondStart() throws Exception {
        Path identity = new TestPki("root").identityFile(folder, "alice", URI.create("https://ctrl.example.org:1280"));
        Path invitation = Files.writeString(
                folder.resolve("user1.jwt"), TestTokens.ott(Instant.now().plus(Duration.ofHours(3))));
        try (WizardWindow first = WizardWindow.withIdentity(folder.resolve("config"), identity);
                SingleInstance instance =
                        SingleInstance.claim(profile(), timers).orElseThrow()) {
            instance.listen(first::take);
            first.waitForContacts();
            WindowRobot.onFx(() -> {
                first.window.stage().setIconified(true);
                return true;
            });

            assertInstanceOf(Starting.HandedOver.class, Starting.in(profile(), new HandOver(Optional.empty()), timers));
            first.waitFor(first.window, () -> !first.window.stage().isIconified());
            assertTrue(first.shows(".contacts-pane"), "nothing was handed over but the wish to see it");

            assertInstanceOf(
                    Starting.HandedOver.class, Starting.in(profile(), new HandOver(Optional.of(invitation)), timers));
            first.waitForText("#verdict", "signature checked");
            first.click("#cancel");
            first.waitFor(".contacts-pane");
        }
    }

    /** The program itself, as a process of its own: it meets the first one, says so and ends. */
    @Test
    @DisabledOnOs(value = OS.MAC, disabledReason = "its folders cannot be chosen by a variable")
    void aSecondProcessEndsAtOnce() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectErrorStream(true);
        builder.environment().put("XDG_DATA_HOME", folder.toString());
        builder.environment().put("LOCALAPPDATA", folder.toString());
        Path data = UserFolders.of(System.getProperty("os.name", ""), builder.environment(), folder)
                .defaultProfile()
                .data();
        try (SingleInstance first = SingleInstance.claim(data, timers).orElseThrow()) {
            Process second = builder.start();
            String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertTrue(second.waitFor(30, TimeUnit.SECONDS), said);
            assertEquals(0, second.exitValue(), said);
            assertTrue(said.contains("running already"), said);
        }
    }
}

package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import dev.chatp2p.setup.lab.LabAccess;
import dev.chatp2p.setup.lab.LabIdentity;
import dev.chatp2p.setup.lab.LabKey;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.ziti.enroll.ControllerEnroller;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From an invitation to the list of people, on a real network. */
@RealNetwork
@Timeout(180)
class WizardJoinIT {

    /** What the machine may take between the clicks. */
    private static final Duration GOAL = Duration.ofSeconds(3);

    private final LabNetwork network;

    @TempDir
    private Path config;

    WizardJoinIT(LabNetwork network) {
        this.network = network;
    }

    @Test
    void threeClicksLeadFromAnInvitationToTheListOfPeople() throws Exception {
        Path invitation = network.invite("joins", LabAccess.CHAT);
        SystemTimers timers = new SystemTimers();
        try (WizardWindow window = new WizardWindow(
                config,
                Optional.empty(),
                new ControllerEnroller(),
                credentials ->
                        OverlayChatClient.start(new ZitiOverlay("test"), credentials, ChatOptions.DEFAULT, timers))) {
            window.choice = Optional.of(invitation);
            window.click("#have-invitation");
            Stopwatch checking = new Stopwatch();
            window.click("#choose-file");
            window.waitForText("#verdict", "signature checked");
            Duration checked = checking.elapsed();
            Stopwatch joining = new Stopwatch();
            window.click("#primary");
            window.waitFor(".contacts-pane");
            Duration joined = joining.elapsed();
            window.waitFor(window.window, () -> window.window.stage().getTitle().startsWith("joins "));
            window.waitForText(".status", "Online");
            Duration online = joining.elapsed();

            System.out.printf(
                    "check %d ms, join until the list %d ms, until online %d ms%n",
                    checked.toMillis(), joined.toMillis(), online.toMillis());
            assertTrue(checked.plus(joined).compareTo(goal()) < 0, checked + " and " + joined);
            assertEquals(Optional.of(config.resolve("identity.json")), window.identity.find());
            assertTrue(Files.readString(config.resolve("identity.json")).contains("ztAPI"));
        }
    }

    @Test
    void aNewcomerGetsFromTheInvitationToTheFirstMessageAndItsAnswer() throws Exception {
        Path pictures = Files.createDirectories(Path.of("target", "newcomer"));
        Camera camera = new Camera(pictures, 900, 600, "light");
        Path invitation = network.invite("newcomer", LabAccess.CHAT);
        PeerId newcomer = new PeerId("newcomer");
        SystemTimers timers = new SystemTimers();
        ClientOpener opener = credentials ->
                OverlayChatClient.start(new ZitiOverlay("test"), credentials, ChatOptions.DEFAULT, timers);
        LabIdentity old = network.identity("old-hand");
        try (ChatClient friend = opener.open(new Credentials.IdentityFile(old.file(), Optional.empty()));
                WizardWindow window =
                        new WizardWindow(config, Optional.of(invitation), new ControllerEnroller(), opener)) {
            window.waitForText("#verdict", "signature checked");
            camera.captureAsItIs(window.window.stage(), "1-invitation");
            window.click("#primary");
            window.waitFor(".contacts-pane");
            window.waitForText(".status", "Online");
            window.waitFor(
                    window.window, () -> window.row(window.window, "old-hand").isPresent());
            camera.captureAsItIs(window.window.stage(), "2-people");
            window.clickRow(window.window, "old-hand");
            window.waitFor(".composer .text-area");
            camera.captureAsItIs(window.window.stage(), "3-conversation");
            window.write(window.window, "Hello, I am new here");
            window.press(window.window, KeyCode.ENTER);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> friend.conversations().conversation(newcomer).stream()
                            .flatMap(conversation -> conversation.messages().stream())
                            .anyMatch(message -> message.text().equals("Hello, I am new here")));
            var _ = friend.conversations().post(newcomer, "Welcome!", Optional.empty());
            window.waitFor(
                    window.window,
                    () -> window.message(window.window, "Welcome!").isPresent());
            camera.captureAsItIs(window.window.stage(), "4-first-message");
        }
    }

    @Test
    void anIdentityThatTheGoToolsHaveEnrolledLeadsToTheListOfPeople() throws Exception {
        Path file = network.createIdentity("enrolled-by-go", LabAccess.CHAT, LabKey.GO_EC)
                .file();
        SystemTimers timers = new SystemTimers();
        try (WizardWindow window = new WizardWindow(
                config,
                Optional.empty(),
                new ControllerEnroller(),
                credentials ->
                        OverlayChatClient.start(new ZitiOverlay("test"), credentials, ChatOptions.DEFAULT, timers))) {
            window.choice = Optional.of(file);
            window.click("#have-identity");
            window.click("#choose-file");
            window.waitForText("#verdict", "checked");
            window.click("#primary");
            window.waitFor(".contacts-pane");
            window.waitFor(window.window, () -> window.window.stage().getTitle().startsWith("enrolled-by-go "));
            window.waitForText(".status", "Online");
            Path kept = config.resolve("identity.json");
            assertEquals(Optional.of(kept), window.identity.find());
            assertEquals(
                    ZitiIdentity.read(file).fingerprint(),
                    ZitiIdentity.read(kept).fingerprint());
        }
    }

    /** Twice the time where other programs take more than their share of the machine. */
    private static Duration goal() {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        return machine.getSystemLoadAverage() > machine.getAvailableProcessors() ? GOAL.multipliedBy(2) : GOAL;
    }

    private static final class Stopwatch {
        private final long start = System.nanoTime();

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }
}

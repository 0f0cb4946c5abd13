package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import dev.chatp2p.setup.wizard.FakeEnroller;
import dev.chatp2p.setup.wizard.TestTokens;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.enroll.EnrollmentStep;
import dev.chatp2p.ziti.identity.TestPki;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How people get from nothing to the list of people, with mouse and keyboard. */
class WizardJourneysTest {

    private static final URI CONTROLLER = URI.create("https://ctrl.example.org:1280");

    @TempDir
    private Path folder;

    private Path config;
    private Optional<WizardWindow> opened = Optional.empty();

    @BeforeEach
    void chooseFolder() {
        config = folder.resolve("config");
    }

    @AfterEach
    void closeWindow() {
        opened.ifPresent(WizardWindow::close);
    }

    private WizardWindow open(Optional<Path> file) throws Exception {
        opened.ifPresent(WizardWindow::close);
        WizardWindow window = new WizardWindow(config, file);
        opened = Optional.of(window);
        return window;
    }

    private Path invitation() throws IOException {
        return Files.writeString(
                folder.resolve("user1.jwt"), TestTokens.ott(Instant.now().plus(Duration.ofHours(3))));
    }

    private Path identity() throws IOException {
        return new TestPki("root").identityFile(folder, "alice", CONTROLLER);
    }

    @Test
    void threeClicksLeadFromAnInvitationToTheListOfPeopleAndNextTimeNone() throws Exception {
        WizardWindow window = open(Optional.empty());
        window.choice = Optional.of(invitation());
        window.click("#have-invitation");
        window.click("#choose-file");
        window.waitForText("#verdict", "signature checked");
        window.click("#primary");
        window.waitForContacts();
        assertEquals(Optional.of(config.resolve("identity.json")), window.identity.find());

        open(Optional.empty()).waitForContacts();
    }

    @Test
    void theKeyboardAloneIsEnough() throws Exception {
        WizardWindow window = open(Optional.empty());
        window.waitFor(window.window, () -> window.isFocused("#have-invitation"));
        window.press(window.window, KeyCode.ENTER);
        window.waitFor(window.window, () -> window.isFocused("#choose-file"));
        window.clipboard = Optional.of(TestTokens.ott(Instant.now().plus(Duration.ofHours(3))));
        window.press(window.window, KeyCode.V, KeyCode.CONTROL);
        window.waitForText("#verdict", "signature checked");
        window.waitFor(window.window, () -> window.isFocused("#primary"));
        window.press(window.window, KeyCode.ESCAPE);
        window.waitFor("#have-invitation");

        window.press(window.window, KeyCode.ENTER);
        window.press(window.window, KeyCode.V, KeyCode.CONTROL);
        window.waitFor(window.window, () -> window.isFocused("#primary"));
        window.press(window.window, KeyCode.ENTER);
        window.waitForContacts();
    }

    @Test
    void aFileOnTheCommandLineOpensItsPage() throws Exception {
        WizardWindow window = open(Optional.of(invitation()));
        window.waitForText("#verdict", "signature checked");
        window.click("#back");
        window.waitFor("#have-invitation");

        WizardWindow next = open(Optional.of(identity()));
        next.waitForText("#page-title", "Use an identity file");
        next.waitForText(".file-name", "alice.json");
    }

    @Test
    void aFileDroppedAnywhereOnTheWindowOpensItsPage() throws Exception {
        WizardWindow window = open(Optional.empty());
        window.waitFor("#have-invitation");
        DroppedFiles text = DroppedFiles.of();
        assertFalse(WindowRobot.onFx(() -> text.areWelcomeAt(wizard(window))));
        assertFalse(WindowRobot.onFx(() -> text.dropOn(wizard(window))));
        window.waitFor("#have-invitation");

        DroppedFiles invitation = DroppedFiles.of(invitation());
        assertTrue(WindowRobot.onFx(() -> invitation.areWelcomeAt(wizard(window))));
        assertTrue(WindowRobot.onFx(() -> invitation.dropOn(wizard(window))));
        window.waitForText("#verdict", "signature checked");
        DroppedFiles identity = DroppedFiles.of(identity());
        assertTrue(WindowRobot.onFx(() -> identity.dropOn(wizard(window))));
        window.waitForText("#page-title", "Use an identity file");
        window.waitForText(".file-name", "alice.json");
    }

    private static Node wizard(WizardWindow window) {
        return window.find(window.window, ".wizard").orElseThrow();
    }

    @Test
    void joiningShowsItsStepsAndCannotBeStoppedOnceTheInvitationIsSent() throws Exception {
        WizardWindow window = open(Optional.of(invitation()));
        CountDownLatch making = window.enroller.hold(EnrollmentStep.MAKING_KEY);
        CountDownLatch asking = window.enroller.hold(EnrollmentStep.REQUESTING_CERTIFICATE);
        window.click("#primary");
        window.waitForText("#step", "1 of 3");
        making.countDown();
        window.waitForText("#step", "Asking the network for a certificate… 2 of 3");
        window.waitFor(
                window.window,
                () -> window.find(window.window, "#cancel").orElseThrow().isDisabled());
        asking.countDown();
        window.waitForContacts();
    }

    @Test
    void anInvitationThatCannotBeCheckedIsTriedAgainWithTheSameButton() throws Exception {
        WizardWindow window = open(Optional.empty());
        window.enroller.failCheck(
                Optional.of(ZitiFailure.CONTROLLER_UNREACHABLE), "The network does not answer. Try again later.");
        window.choice = Optional.of(invitation());
        window.click("#have-invitation");
        window.click("#choose-file");
        window.waitForText("#problem", "The network does not answer.");
        window.enroller.failCheck(Optional.empty(), "");
        window.waitForText("#primary", "Try again");
        window.click("#primary");
        window.waitForText("#primary", "Join");
        assertFalse(window.shows("#problem"));
    }

    @Test
    void anIdentityFileIsCheckedThenKeptAndUsed() throws Exception {
        WizardWindow window = open(Optional.empty());
        window.choice = Optional.of(identity());
        window.click("#have-identity");
        window.click("#choose-file");
        window.waitForText(".file-detail", "network ctrl.example.org:1280");
        window.click("#primary");
        window.waitForContacts();
        assertTrue(Files.exists(config.resolve("identity.json")));
    }

    @Test
    void anIdentityThatTheNetworkRefusesLeadsToTheChoicesWithTheReason() throws Exception {
        Files.writeString(Files.createDirectories(config).resolve("identity.json"), "{}");
        WizardWindow window = open(Optional.empty());
        window.waitForContacts();
        window.choice = Optional.of(identity());
        window.refusing = true;
        otherIdentity(window);
        window.click("#have-identity");
        window.click("#choose-file");
        window.waitForText("#verdict", "checked");
        window.click("#primary");
        window.waitForText("#problem", "The network does not know this identity.");
        window.waitFor("#have-invitation");
        assertEquals(Optional.of(config.resolve("identity.json")), window.identity.find());
        window.refusing = false;
        window.click("#cancel");
        window.waitForContacts();
        assertEquals(1, window.joined(), "the chat has gone on meanwhile");
    }

    @Test
    void anIdentityMadeOfAnInvitationIsUsedFromNowOnEvenIfItCannotBeOpenedRightAway() throws Exception {
        Files.writeString(Files.createDirectories(config).resolve("identity.json"), "{}");
        WizardWindow window = open(Optional.empty());
        window.waitForContacts();
        window.choice = Optional.of(invitation());
        window.refusing = true;
        otherIdentity(window);
        window.click("#have-invitation");
        window.click("#choose-file");
        window.waitForText("#verdict", "signature checked");
        window.click("#primary");
        window.waitForText("#problem", "The network does not know this identity.");
        assertEquals(Optional.of(config.resolve("identities/user1.json")), window.identity.find());
        window.click("#cancel");
        window.waitForContacts();
    }

    @Test
    void aPasswordThatIsAskedForAnIdentityOfTheCommandLineKeepsNothing() throws Exception {
        Path identity = Files.writeString(folder.resolve("alice"), """
                {"ztAPI": "https://ctrl.example.org:1280", "username": "alice", "id": {"ca": "pem:%s"}}""".formatted(
                        TestPki.pem(new TestPki("root").authority()).replace("\n", "\\n")));
        WizardWindow window = WizardWindow.withIdentity(config, identity);
        opened = Optional.of(window);
        window.type("#password", "correct horse");
        window.click("#primary");
        window.waitForContacts();
        assertTrue(Files.notExists(config));
    }

    @Test
    void anIdentityThatTakesAWhileToOpenIsSaidToBeBeingOpened() throws Exception {
        Files.writeString(Files.createDirectories(config).resolve("identity.json"), "{}");
        CompletableFuture<Void> mayOpen = new CompletableFuture<>();
        MemoryOverlay network = new MemoryOverlay();
        WizardWindow window = new WizardWindow(config, Optional.empty(), new FakeEnroller(), credentials -> {
            mayOpen.join();
            return OverlayChatClient.start(
                    network, new Credentials.Name(new PeerId("alice")), ChatOptions.DEFAULT, new SystemTimers());
        });
        opened = Optional.of(window);
        window.waitForText(".opening-pane .empty-help", "identity.json");

        mayOpen.complete(null);

        window.waitForContacts();
        assertFalse(window.shows(".opening-pane"));
    }

    @Test
    void theChatGoesOnWhileOneLooksForAnotherIdentity() throws Exception {
        Files.writeString(Files.createDirectories(config).resolve("identity.json"), "{}");
        WizardWindow window = open(Optional.empty());
        window.waitForContacts();
        otherIdentity(window);
        window.click("#have-invitation");
        window.click("#cancel");
        window.waitForContacts();

        otherIdentity(window);
        window.choice = Optional.of(invitation());
        window.click("#have-invitation");
        window.click("#choose-file");
        window.waitForText("#verdict", "signature checked");
        window.click("#primary");
        window.waitForContacts();
        Path second = config.resolve("identities/user1.json");
        window.waitFor(window.window, () -> window.identity.find().equals(Optional.of(second)));
    }

    private static void otherIdentity(WizardWindow window) throws Exception {
        WindowRobot.onFx(() -> {
            window.window.askForAnother();
            return true;
        });
        window.waitFor("#have-invitation");
    }

    @Test
    void cancelOfAnInvitationFromTheCommandLineOpensTheIdentityThatIsThere() throws Exception {
        Files.writeString(Files.createDirectories(config).resolve("identity.json"), "{}");
        WizardWindow window = open(Optional.of(invitation()));
        window.waitForText("#verdict", "signature checked");
        window.click("#cancel");
        window.waitForContacts();
    }

    @Test
    void closingTheWindowWhileAnInvitationIsSentKeepsWhatComesOfIt() throws Exception {
        WizardWindow window = open(Optional.of(invitation()));
        CountDownLatch asking = window.enroller.hold(EnrollmentStep.REQUESTING_CERTIFICATE);
        window.click("#primary");
        window.waitForText("#step", "2 of 3");
        WindowRobot.onFx(() -> {
            window.window.stage().hide();
            return true;
        });
        asking.countDown();
        window.close();
        opened = Optional.empty();
        assertEquals(Optional.of(config.resolve("identity.json")), window.identity.find());
        assertTrue(Files.exists(config.resolve("profile")));
    }
}

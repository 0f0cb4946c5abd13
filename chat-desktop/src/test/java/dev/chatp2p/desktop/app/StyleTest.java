package dev.chatp2p.desktop.app;

import static dev.chatp2p.desktop.app.WindowPair.onFx;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.chatp2p.core.conversation.CallState;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.settings.ChatSettings.Appearance;
import dev.chatp2p.core.settings.ChatSettings.Notifications;
import dev.chatp2p.desktop.common.Theme;
import dev.chatp2p.desktop.settings.SettingsSection;
import dev.chatp2p.setup.management.PresentedController;
import dev.chatp2p.setup.wizard.TestTokens;
import dev.chatp2p.ziti.enroll.EnrollmentStep;
import dev.chatp2p.ziti.identity.TestPki;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxToolkit;

/** Every colour our style sheets look up is there, in both themes. JavaFX only writes a line into the log when one is not. */
class StyleTest {

    private static final PeerId ALICE = new PeerId("alice");
    private static final PeerId BOB = new PeerId("bob");

    /** A strong reference: the log manager would forget the handler with its logger. */
    private final Logger log = Logger.getLogger("javafx");

    private final Complaints complaints = new Complaints();

    @BeforeEach
    void listen() throws TimeoutException {
        // It complains once about not being on the module path.
        FxToolkit.registerPrimaryStage();
        log.addHandler(complaints);
    }

    @AfterEach
    void stopListening() {
        log.removeHandler(complaints);
        System.clearProperty(Theme.PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void noThemeHasAWarning(String theme) throws Exception {
        System.setProperty(Theme.PROPERTY, theme);
        try (WindowPair pair = WindowPair.open()) {
            pair.clickRow(pair.alice, "bob");
            pair.click(pair.alice, ".conversation-header .primary");
            pair.waitForText(pair.bob, ".call-bar .name", "alice is calling");
            pair.click(pair.bob, ".call-bar .answer");
            pair.waitForText(pair.bob, ".conversation-header .presence", "In a call");
            pair.click(pair.bob, ".composer .text-area");
            pair.write(pair.bob, "hello");
            pair.click(pair.bob, ".composer .primary");
            pair.waitForMessage(pair.alice, "hello");
        }
        assertEquals(List.of(), complaints.heard);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void noSectionOfTheSettingsHasAWarning(String theme) throws Exception {
        System.setProperty(Theme.PROPERTY, theme);
        try (WindowPair pair = WindowPair.open()) {
            pair.press(pair.alice, KeyCode.COMMA, KeyCode.CONTROL);
            for (SettingsSection section : SettingsSection.values()) {
                onFx(() -> {
                    ListView<?> sections = (ListView<?>)
                            pair.find(pair.alice, ".settings-sections").orElseThrow();
                    sections.getSelectionModel().select(sections.getItems().indexOf(section));
                    return true;
                });
                pair.waitFor(
                        pair.alice,
                        () -> pair.find(
                                        pair.alice,
                                        "#settings-" + section.name().toLowerCase(Locale.ROOT))
                                .isPresent());
                onFx(() -> {
                    pair.scene(pair.alice).getRoot().lookupAll(".combo-box-base").stream()
                            .filter(WindowRobot::isShown)
                            .map(ComboBoxBase.class::cast)
                            .forEach(box -> {
                                box.show();
                                box.hide();
                            });
                    return true;
                });
            }
            pair.client("alice")
                    .settings()
                    .change(s -> s.with(new Appearance(s.appearance().theme(), 150, Appearance.Density.COMPACT, true)));
            pair.press(pair.alice, KeyCode.F1);
            pair.waitFor(pair.alice, () -> pair.find(pair.alice, ".help-card").isPresent());
            sayWhileThePageIsOpen(pair, "hello");
            pair.waitFor(
                    pair.alice,
                    () -> Window.getWindows().stream()
                            .map(Window::getScene)
                            .anyMatch(
                                    scene -> scene != null && scene.getRoot().lookup(".notification-content") != null));
        }
        assertEquals(List.of(), complaints.heard);
    }

    /** Bob says something in a call, while alice has another page open. */
    private static void sayWhileThePageIsOpen(WindowPair pair, String text) {
        pair.client("alice").settings().change(s -> s.with(new Notifications(true, false, true, false)));
        pair.client("bob").conversations().call(ALICE);
        pair.waitFor(pair.alice, () -> callWithBob(pair) == CallState.INCOMING);
        pair.client("alice").conversations().answer(BOB);
        pair.waitFor(pair.alice, () -> callWithBob(pair) == CallState.CONNECTED);
        pair.client("bob").conversations().send(ALICE, text);
    }

    private static CallState callWithBob(WindowPair pair) {
        return pair.client("alice")
                .conversations()
                .conversation(BOB)
                .map(conversation -> conversation.call().state())
                .orElse(CallState.IDLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void noPageOfTheWizardHasAWarning(String theme, @TempDir Path folder) throws Exception {
        System.setProperty(Theme.PROPERTY, theme);
        Instant tonight = Instant.now().plus(Duration.ofHours(3));
        Path updb = Files.writeString(folder.resolve("a.jwt"), TestTokens.token("updb", tonight));
        Path ottca = Files.writeString(folder.resolve("b.jwt"), TestTokens.token("ottca", tonight));
        Path ott = Files.writeString(folder.resolve("c.jwt"), TestTokens.ott(tonight));
        Path identity = new TestPki("root").identityFile(folder, "alice", URI.create("https://ctrl.example.org:1280"));
        try (WizardWindow wizard = new WizardWindow(folder.resolve("config"), Optional.of(identity))) {
            wizard.waitForText("#verdict", "checked");
            wizard.click("#back");
            wizard.click("#have-invitation");
            wizard.click("#paste");
            wizard.waitFor("#problem");
            for (Path file : List.of(updb, ottca, ott)) {
                wizard.choice = Optional.of(file);
                wizard.click(wizard.shows("#choose-file") ? "#choose-file" : "#choose-another");
                wizard.waitForText(".file-name", file.getFileName().toString());
                wizard.waitForText("#verdict", "signature checked");
            }
            CountDownLatch asking = wizard.enroller.hold(EnrollmentStep.REQUESTING_CERTIFICATE);
            wizard.click("#primary");
            wizard.waitForText("#step", "2 of 3");
            asking.countDown();
            wizard.waitForContacts();
            onFx(() -> {
                wizard.window.askForAnother();
                return true;
            });
            wizard.click("#cancel");
            wizard.waitForContacts();
        }
        assertEquals(List.of(), complaints.heard);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void noPageForWhoeverRunsANetworkHasAWarning(String theme, @TempDir Path folder) throws Exception {
        System.setProperty(Theme.PROPERTY, theme);
        try (WizardWindow wizard = new WizardWindow(folder.resolve("config"), Optional.empty())) {
            wizard.controllers.remember(PresentedController.Trust.NEW);
            wizard.controllers.askForCode("123456");
            wizard.click("#run-network");
            wizard.click("#controller-by-file");
            wizard.waitFor("#controller-file");
            wizard.click("#controller-by-password");
            wizard.type("#controller-address", "http://ctrl.example.org");
            wizard.type("#controller-user", "admin");
            wizard.waitFor("#controller-address-problem");
            wizard.type("#controller-address", "ctrl.example.org");
            wizard.type("#controller-password", "secret");
            wizard.click("#primary");
            wizard.waitFor("#fingerprint");
            wizard.click("#primary");
            wizard.type("#code", "123456");
            wizard.click("#primary");
            wizard.type("#people-entry", "alice, bob");
            wizard.click("#people-add");
            wizard.click("#people-more");
            wizard.click("#primary");
            wizard.waitFor("#plan-list");
            wizard.click("#primary");
            wizard.waitFor("#invitations-list");
            wizard.click("#renew-1");
            wizard.click("#confirm-1");
            wizard.waitForText(".card-notice", "a new invitation");
            wizard.click("#qr-0");
            wizard.press(wizard.window, KeyCode.ESCAPE);
            wizard.click("#back");
            wizard.click("#people-remove");
            wizard.click("#removal-everything");
            wizard.click("#primary");
            wizard.waitFor("#plan-list");
            wizard.click("#primary");
            wizard.waitFor("#apply-notice");
        }
        assertEquals(List.of(), complaints.heard);
    }

    @Test
    void aMissingColourWouldBeHeard() throws Exception {
        try (WindowPair pair = WindowPair.open()) {
            onFx(() -> {
                Label label = new Label("broken");
                label.setStyle("-fx-text-fill: -color-that-is-not-there;");
                pair.scene(pair.alice).setRoot(label);
                label.applyCss();
                return true;
            });
        }
        assertFalse(complaints.heard.isEmpty());
    }

    private static final class Complaints extends Handler {
        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                heard.add(line.getLoggerName() + ": " + line.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}

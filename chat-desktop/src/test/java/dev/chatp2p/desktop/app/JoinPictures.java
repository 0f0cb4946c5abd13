package dev.chatp2p.desktop.app;

import dev.chatp2p.setup.wizard.TestTokens;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.enroll.EnrollmentStep;
import dev.chatp2p.ziti.identity.TestPki;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Pictures of the wizard's pages for whoever joins a network. */
final class JoinPictures {

    private final WizardPictures pictures;

    private JoinPictures(WizardPictures pictures) {
        this.pictures = pictures;
    }

    static void take(WizardPictures pictures) throws Exception {
        new JoinPictures(pictures).take();
    }

    private void take() throws Exception {
        Path work = pictures.work();
        Path invitation = Files.writeString(
                work.resolve("user1.jwt"), TestTokens.ott(Instant.now().plus(Duration.ofHours(3))));
        Path expired = Files.writeString(
                work.resolve("user2.jwt"), TestTokens.ott(Instant.now().minus(Duration.ofDays(4))));
        Path identity = new TestPki("network").identityFile(work, "alice", URI.create("https://ctrl.example.org:1280"));
        try (WizardWindow window = pictures.open(Optional.empty())) {
            window.waitFor("#have-invitation");
            pictures.capture(window, "wizard-start");
            window.click("#have-invitation");
            window.waitFor("#choose-file");
            pictures.capture(window, "wizard-invitation");
            window.enroller.failCheck(
                    Optional.of(ZitiFailure.INVITATION_EXPIRED),
                    "This invitation has expired. Ask the person who runs the network for a new one.");
            window.choice = Optional.of(expired);
            window.click("#choose-file");
            window.waitFor("#problem");
            pictures.capture(window, "wizard-expired");
            window.enroller.failCheck(Optional.empty(), "");
            window.choice = Optional.of(invitation);
            window.click("#choose-another");
            window.waitForText("#verdict", "signature checked");
            pictures.capture(window, "wizard-join");
            CountDownLatch asking = window.enroller.hold(EnrollmentStep.REQUESTING_CERTIFICATE);
            window.click("#primary");
            window.waitForText("#step", "2 of 3");
            pictures.capture(window, "wizard-joining");
            asking.countDown();
            window.waitForContacts();
        }
        try (WizardWindow window = pictures.open(Optional.of(identity))) {
            window.waitForText("#verdict", "checked");
            pictures.capture(window, "wizard-identity");
        }
        Path updb = Files.writeString(
                work.resolve("bob.jwt"), TestTokens.token("updb", Instant.now().plus(Duration.ofDays(1))));
        try (WizardWindow window = pictures.open(Optional.of(updb))) {
            window.waitForText("#verdict", "signature checked");
            window.click("#username");
            window.robot.write("bob");
            window.click("#password");
            window.robot.write("correct horse");
            window.click("#repeat");
            window.robot.write("correct hose");
            window.waitForText("#repeat-problem", "not the same password");
            pictures.capture(window, "wizard-password");
        }
        Path ottca = Files.writeString(
                work.resolve("carol.jwt"),
                TestTokens.token("ottca", Instant.now().plus(Duration.ofDays(3))));
        try (WizardWindow window = pictures.open(Optional.of(ottca))) {
            window.waitForText("#verdict", "signature checked");
            pictures.capture(window, "wizard-certificate");
        }
    }
}

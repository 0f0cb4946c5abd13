package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.ChatOptions;
import dev.chatp2p.core.OverlayChatClient;
import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.setup.lab.ZitiBinary;
import dev.chatp2p.setup.management.EntityKind;
import dev.chatp2p.setup.management.IdentityEntity;
import dev.chatp2p.setup.management.Management;
import dev.chatp2p.setup.management.RestControllerAccess;
import dev.chatp2p.setup.management.ServiceEntity;
import dev.chatp2p.ziti.enroll.ControllerEnroller;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.CheckBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.robot.Motion;

/** From a network without anything of the chat to the first person online and back again, on a real one. */
@RealNetwork
@Timeout(240)
class WizardNetworkIT {

    private static final int ROUTERS = 2;

    private final ZitiBinary ziti;
    private final SystemTimers timers = new SystemTimers();

    @TempDir
    private Path folder;

    WizardNetworkIT(ZitiBinary ziti) {
        this.ziti = ziti;
    }

    @Test
    void whoeverRunsTheNetworkSetsItUpInvitesPeopleIsOnlineAndCanDoItAgainAndTakeItAway() throws Exception {
        try (LabNetwork network = emptyNetwork()) {
            try (WizardWindow window = open("first")) {
                connectWithAWrongPasswordFirst(window, network);
                setUp(window);
                saveAll(window);
                joinAsAlice(window);
            }
            try (WizardWindow window = open("second")) {
                connectAgain(window, network);
                nothingIsToBeChanged(window);
                removeBob(window);
                assertEquals(List.of("alice"), people(network));
                removeEverything(window);
                assertEquals(List.of(), people(network));
                assertTrue(servicesOf(network).isEmpty());
            }
        }
    }

    private LabNetwork emptyNetwork() throws Exception {
        return LabNetwork.startEmpty(ziti, ROUTERS, System.err::println);
    }

    private WizardWindow open(String config) throws Exception {
        return new WizardWindow(
                folder.resolve(config),
                new ControllerEnroller(),
                credentials ->
                        OverlayChatClient.start(new ZitiOverlay("test"), credentials, ChatOptions.DEFAULT, timers),
                new RestControllerAccess(folder.resolve("controllers.json")));
    }

    private static void connectWithAWrongPasswordFirst(WizardWindow window, LabNetwork network) throws Exception {
        window.click("#run-network");
        window.type("#controller-address", network.controllerAddress().getRawAuthority());
        window.type("#controller-user", "admin");
        window.type("#controller-password", "not the password");
        window.click("#primary");
        window.waitFor("#fingerprint");
        String groups = String.join(":", window.texts(window.window, ".fingerprint-group"));
        assertEquals(fingerprint(network.rootCertificate()), groups);
        window.click("#primary");
        window.waitFor("#controller-password-problem");
        window.type("#controller-password", "admin");
        window.click("#primary");
        window.waitFor("#people-list");
    }

    /** As the command does that the page shows. */
    private static String fingerprint(Path certificate) throws Exception {
        try (InputStream in = Files.newInputStream(certificate)) {
            byte[] der = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getEncoded();
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        }
    }

    private static void setUp(WizardWindow window) {
        window.type("#people-entry", "alice, Dr. Bob");
        window.click("#people-add");
        window.click("#primary");
        window.waitForText("#plan-summary", "7 to create");
        window.waitForText("#primary", "Create 2 people and the service");
        long start = System.nanoTime();
        window.click("#primary");
        window.waitFor("#invitations-list");
        System.out.printf("set up and verified in %d ms%n", (System.nanoTime() - start) / 1_000_000);
        window.waitForText("#page-title", "Your network is ready");
        window.waitForText(".secondary", "Can call and be called over " + ROUTERS + " routers");
    }

    private void saveAll(WizardWindow window) throws Exception {
        Path invitations = Files.createDirectory(folder.resolve("invitations"));
        window.choice = Optional.of(invitations);
        window.click("#primary");
        window.waitFor("#invitations-notice");
        try (Stream<Path> files = Files.list(invitations)) {
            List<String> names =
                    files.map(Path::getFileName).map(Path::toString).sorted().toList();
            assertEquals(2, names.size(), names.toString());
            assertTrue(
                    names.stream()
                            .allMatch(name -> name.toLowerCase(Locale.ROOT).endsWith(".jwt")),
                    names.toString());
        }
    }

    private static void joinAsAlice(WizardWindow window) {
        window.click("#me-0");
        window.waitForText("#verdict", "signature checked");
        window.click("#primary");
        window.waitForContacts();
        window.waitForText(".status", "Online");
    }

    private static void connectAgain(WizardWindow window, LabNetwork network) {
        window.click("#run-network");
        window.type("#controller-address", network.controllerAddress().toString());
        window.type("#controller-user", "admin");
        window.type("#controller-password", "admin");
        window.click("#primary");
        window.waitFor("#people-list");
    }

    private static void nothingIsToBeChanged(WizardWindow window) {
        window.click("#people-present");
        window.click("#primary");
        window.waitForText("#primary", "Nothing to change – show invitations");
        window.click("#primary");
        window.waitFor("#invitations-list");
        window.waitForText(".person-card .chip", "joined");
        window.waitForText(".person-card .chip", "invited");
    }

    private static void removeBob(WizardWindow window) {
        window.click("#back");
        window.click("#people-remove");
        window.waitFor(window.window, () -> choice(window, "Dr. Bob").isPresent());
        window.robot.clickOn(WindowRobot.onFx(() -> choice(window, "Dr. Bob").orElseThrow()), Motion.DIRECT);
        window.click("#primary");
        window.waitForText("#primary", "Delete 1 person");
        window.click("#back");
        window.waitFor(
                window.window,
                () -> choice(window, "Dr. Bob").filter(CheckBox::isSelected).isPresent());
        window.click("#primary");
        window.waitForText("#primary", "Delete 1 person");
        window.click("#primary");
        window.waitFor("#apply-notice");
    }

    private static Optional<CheckBox> choice(WizardWindow window, String person) {
        return window.scene(window.window).getRoot().lookupAll(".choice-row-cell .check-box").stream()
                .filter(WindowRobot::isShown)
                .map(CheckBox.class::cast)
                .filter(box -> box.getText().equals(person))
                .findFirst();
    }

    private static void removeEverything(WizardWindow window) {
        window.waitForText("#primary", "Back to the people");
        window.click("#primary");
        window.click("#people-remove");
        window.click("#removal-everything");
        window.click("#primary");
        window.waitForText("#primary", "Delete 1 person and the service");
        window.click("#primary");
        window.waitFor("#apply-notice");
    }

    private static List<String> people(LabNetwork network) throws Exception {
        try (Management management = network.logIn()) {
            return management.identitiesWithRole(LabNetwork.SERVICE).stream()
                    .map(IdentityEntity::name)
                    .toList();
        }
    }

    private static List<ServiceEntity> servicesOf(LabNetwork network) throws Exception {
        try (Management management = network.logIn()) {
            return management.all(EntityKind.SERVICE);
        }
    }
}

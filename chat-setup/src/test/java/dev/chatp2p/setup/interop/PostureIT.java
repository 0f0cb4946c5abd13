package dev.chatp2p.setup.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.setup.lab.LabException;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.ziti.posture.ThisComputer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Posture checks of a real controller: passed, failed, and met later. */
@RealNetwork
@Timeout(300)
class PostureIT extends InteropTestBase {
    private static final String NOBODYS_CARD = "00:11:22:33:44:55";

    /** A listener that may not host asks again after a minute at most. */
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(100);

    private final ThisComputer computer = new ThisComputer();

    PostureIT(LabNetwork network) {
        super(network);
    }

    @Test
    void aComputerThatMeetsTheChecksHostsAndDials() throws Exception {
        String mac = String.join(",", cards());
        String system = computer.operatingSystem().type() + ":>=1.0.0";
        String service = service("met", "mac", "-m", mac);
        network.administer("edge", "create", "posture-check", "os", "met-os", "-o", system, "-a", "met");

        OverlaySession host = open(network.identity("posture-host"));
        Listener listener = opened(host.host(service, HostOptions.DEFAULT));
        await().atMost(SOON).until(() -> listener.terminators() == 3);

        OverlaySession caller = open(network.identity("posture-caller"));
        Link link = opened(caller.dial(service, to("posture-host")));
        assertEquals("posture-host", link.peer().name());
    }

    @Test
    void aFailingCheckIsNamedAndHostingBeginsWhenItChanges() throws Exception {
        String service = service("changes", "mac", "-m", NOBODYS_CARD);
        OverlaySession session = open(network.identity("posture-waits"));
        Listener listener = opened(session.host(service, HostOptions.DEFAULT));
        await().atMost(SOON).until(() -> session.status().reason().equals(Optional.of(Reason.POSTURE)));
        assertEquals(OverlayStatus.State.DEGRADED, session.status().state());
        assertTrue(session.status().sentence().contains("network cards (this one has " + cards().getFirst()));
        LinkException refused = assertThrows(LinkException.class, () -> session.dial(service, to("posture-waits")));
        assertEquals(Reason.POSTURE, refused.reason());

        network.administer(
                "edge", "update", "posture-check", "mac", "changes", "-m", String.join(",", cards()), "-a", "changes");
        await().atMost(ASKED_AGAIN).until(() -> listener.terminators() == 3);

        network.administer("edge", "update", "posture-check", "mac", "changes", "-m", NOBODYS_CARD, "-a", "changes");
        await().atMost(ASKED_AGAIN).until(() -> session.status().reason().equals(Optional.of(Reason.POSTURE)));
    }

    @Test
    void anotherOperatingSystemAnotherDomainAndAMissingSecondFactorAreNamed() throws Exception {
        assertNamed(service("other-os", "os", "-o", "Android"), "another operating system");
        assertNamed(service("other-domain", "domain", "-d", "corp"), "Windows domain");
        assertNamed(service("second-factor", "mfa"), "Set up a second factor");
    }

    private void assertNamed(String service, String words) throws Exception {
        OverlaySession session = open(network.identity("posture-named"));
        LinkException refused = assertThrows(LinkException.class, () -> session.dial(service, to("anybody")));
        assertEquals(Reason.POSTURE, refused.reason());
        assertTrue(String.valueOf(refused.getMessage()).contains(words), refused::getMessage);
    }

    private static DialOptions to(String name) {
        return DialOptions.to(new PeerId(name), new byte[0]);
    }

    private List<String> cards() {
        List<String> cards = computer.hardwareAddresses();
        assertFalse(cards.isEmpty(), "this computer has no network card with an address");
        return cards;
    }

    /** A service behind one posture check; all three have that name, and the check that attribute. */
    private String service(String name, String kind, String... check) throws LabException, InterruptedException {
        String role = "#" + name;
        String[] create = {"edge", "create", "posture-check", kind, name, "-a", name};
        String[] whole =
                Stream.concat(List.of(create).stream(), List.of(check).stream()).toArray(String[]::new);
        network.administer(whole);
        network.administer("edge", "create", "service", name, "-a", name);
        for (String type : List.of("Dial", "Bind")) {
            network.administer(
                    "edge",
                    "create",
                    "service-policy",
                    name + type,
                    type,
                    "--identity-roles",
                    "#all",
                    "--service-roles",
                    role,
                    "--posture-check-roles",
                    role);
        }
        network.administer(
                "edge",
                "create",
                "service-edge-router-policy",
                name,
                "--service-roles",
                role,
                "--edge-router-roles",
                "#all");
        return name;
    }
}

package dev.chatp2p.setup.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.setup.lab.GoPeer;
import dev.chatp2p.setup.lab.GoPeers;
import dev.chatp2p.setup.lab.LabAccess;
import dev.chatp2p.setup.lab.LabIdentity;
import dev.chatp2p.setup.lab.LabKey;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our Ziti client and the Go SDK call each other on a real network; refusals have the right reasons. */
@RealNetwork
@Timeout(120)
class GoInteropIT extends InteropTestBase {

    private final GoPeers peers;

    GoInteropIT(LabNetwork network, GoPeers peers) {
        super(network);
        this.peers = peers;
    }

    @Test
    void aGoPeerCallsUsAndWeSeeItsNameAndGreeting() throws Exception {
        Listener listener = hosting("java-callee");
        GoPeer caller = peers.dial(network.identity("go-caller"), "java-callee", "hi there – ✓");

        Link link = opened(listener.accept());
        assertEquals(new PeerId("go-caller"), link.peer());
        assertEquals("hi there – ✓", new String(link.appData(), UTF_8));
        caller.await("CONNECTED");

        caller.say("Hello!");
        assertEquals("Hello!", readLine(link));
        writeLine(link, "Grüß dich 👋");
        caller.awaitLine("Grüß dich 👋");

        caller.endInput();
        assertEquals("", readLine(link));
        link.close();
        caller.await("CLOSED");
    }

    @Test
    void weCallAGoPeerAndItSeesOurNameAndGreeting() throws Exception {
        GoPeer callee = peers.host(network.identity("go-callee"));
        OverlaySession session = open(network.createIdentity("java-rsa", LabAccess.CHAT, LabKey.RSA));

        Link link = dial(session, "go-callee");
        GoPeer.Event incoming = callee.await("INCOMING");
        assertEquals("java-rsa", incoming.field(1));
        assertEquals("hi there", incoming.field(2));

        writeLine(link, "Hello!");
        callee.awaitLine("Hello!");
        callee.say("Hi!");
        assertEquals("Hi!", readLine(link));

        callee.say("/close");
        assertEquals("", readLine(link));
        link.close();
        callee.await("CLOSED");
    }

    @Test
    void weHostOnThreeRoutersAsTheControllerSeesIt() throws Exception {
        hosting("java-on-three");

        Set<String> routers = new TreeSet<>();
        for (var terminator : network.terminators(LabNetwork.SERVICE)) {
            if (terminator.instance().equals("java-on-three")) {
                routers.add(terminator.router());
            }
        }
        assertEquals(new TreeSet<>(network.routers()), routers);
    }

    @Test
    void weListGoPeersAndTheyListUs() throws Exception {
        hosting("java-listed");
        peers.host(network.identity("go-listed"));
        OverlaySession looking = open(network.identity("looking"));

        await().atMost(SOON)
                .until(() -> looking.terminators(LabNetwork.SERVICE).stream()
                        .map(row -> row.peer().name())
                        .collect(Collectors.toSet())
                        .containsAll(Set.of("java-listed", "go-listed")));
        peers.start(network.identity("go-looking"), "list")
                .await("TERMINATOR", row -> row.field(0).equals("java-listed"), SOON);
    }

    @Test
    void aGoPeersRefusalReachesUs() throws Exception {
        peers.start(network.identity("go-refusing"), "host", "--refuse", "not now")
                .await("BOUND");

        assertRefused(Reason.REJECTED, network.identity("java-caller"), LabNetwork.SERVICE, "go-refusing");
    }

    @Test
    void refusalsOfTheNetworkHaveTheirReasons() throws Exception {
        peers.echo(network.identity("go-echo"));
        LabIdentity caller = network.identity("java-caller");

        assertRefused(Reason.PEER_OFFLINE, caller, LabNetwork.SERVICE, "nobody");
        assertRefused(Reason.SERVICE_MISSING, caller, "no-such-service", "go-echo");
        assertRefused(Reason.NO_ROUTER, caller, LabNetwork.SERVICE_WITHOUT_ROUTERS, "go-echo");
        assertRefused(Reason.NOT_ALLOWED, with(LabAccess.BIND_ONLY), LabNetwork.SERVICE, "go-echo");
        assertRefused(Reason.SERVICE_MISSING, with(LabAccess.NO_SERVICE), LabNetwork.SERVICE, "go-echo");
        assertRefused(Reason.NO_ROUTER, with(LabAccess.NO_ROUTER), LabNetwork.SERVICE, "go-echo");
    }

    @Test
    void disabledAndDeletedIdentitiesAreRefusedAtLogIn() throws Exception {
        LabIdentity disabled = network.identity("java-disabled");
        network.disableIdentity(disabled);
        LabIdentity deleted = network.identity("java-deleted");
        network.deleteIdentity(deleted);

        assertRefused(Reason.LOGIN_REFUSED, disabled, LabNetwork.SERVICE, "anyone");
        assertRefused(Reason.LOGIN_REFUSED, deleted, LabNetwork.SERVICE, "anyone");
    }

    private LabIdentity with(LabAccess access) throws Exception {
        return network.createIdentity("java-" + access, access, LabKey.EC);
    }

    private void assertRefused(Reason reason, LabIdentity identity, String service, String peer) throws Exception {
        OverlaySession session = open(identity);
        DialOptions options = new DialOptions(new PeerId(peer), Duration.ofSeconds(20), new byte[0]);
        LinkException refusal = assertThrows(LinkException.class, () -> session.dial(service, options));
        assertEquals(reason, refusal.reason(), refusal.sentence());
    }

    private Listener hosting(String name) throws Exception {
        return host(open(network.identity(name)), 3);
    }

    private Link dial(OverlaySession session, String name) throws Exception {
        return opened(session.dial(LabNetwork.SERVICE, DialOptions.to(new PeerId(name), "hi there".getBytes(UTF_8))));
    }

    private static void writeLine(Link link, String line) throws Exception {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        link.write(bytes, 0, bytes.length);
    }

    /** The next line, or what there was of it when the link ended. */
    private static String readLine(Link link) throws Exception {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] one = new byte[1];
        while (link.read(one, 0, 1) == 1 && one[0] != '\n') {
            line.write(one[0]);
        }
        return line.toString(UTF_8);
    }
}

package dev.chatp2p.setup.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatp2p.setup.lab.GoPeers;
import dev.chatp2p.setup.lab.LabAccess;
import dev.chatp2p.setup.lab.LabIdentity;
import dev.chatp2p.setup.lab.LabKey;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.client.BindOptions;
import dev.chatp2p.ziti.client.ZitiClient;
import dev.chatp2p.ziti.client.ZitiListener;
import dev.chatp2p.ziti.controller.ClientInfo;
import dev.chatp2p.ziti.controller.ControllerClient;
import dev.chatp2p.ziti.controller.LoginFlow;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Renewing certificates at a real controller, which issues them for a year, by a clock that is ten months ahead. */
@RealNetwork
@Timeout(300)
class CertificateRenewalIT extends InteropTestBase {
    private static final ClientInfo INFO = new ClientInfo("test", "1");
    private static final InstantSource NEARLY_OVER = () -> Instant.now().plus(Duration.ofDays(300));
    private static final BindOptions THREE = new BindOptions(Optional.empty(), 3, Duration.ofSeconds(30));

    private final GoPeers peers;

    CertificateRenewalIT(LabNetwork network, GoPeers peers) {
        super(network);
        this.peers = peers;
    }

    @ParameterizedTest
    @EnumSource(LabKey.class)
    void theNewCertificateLogsInAndTheOldOneIsRefused(LabKey key) throws Exception {
        LabIdentity identity = network.createIdentity("renewed-" + key.name(), LabAccess.CHAT, key);
        Path copy = Files.copy(identity.file(), network.folder().resolve("copy-" + key.name() + ".json"));
        ZitiIdentity before = ZitiIdentity.read(identity.file());
        client(identity, NEARLY_OVER);
        awaitRenewed(identity, before);

        ZitiIdentity after = ZitiIdentity.read(identity.file());
        assertEquals(before.certificate().getPublicKey(), after.certificate().getPublicKey());
        assertFalse(ends(after).isBefore(ends(before)));
        assertFalse(Files.exists(identity.file().resolveSibling(identity.file().getFileName() + ".renewed")));
        assertEquals(identity.name(), logIn(after));
        assertEquals(
                ZitiFailure.LOGIN_REFUSED,
                assertThrows(ZitiException.class, () -> logIn(ZitiIdentity.read(copy)))
                        .failure());
    }

    @ParameterizedTest
    @EnumSource(
            value = LoginFlow.class,
            names = {"LEGACY", "OIDC"})
    void hostingGoesOnAndRoutersTakeTheNewCertificate(LoginFlow flow) throws Exception {
        String name = "renewed-host-" + flow;
        LabIdentity identity = network.identity(name);
        ZitiIdentity before = ZitiIdentity.read(identity.file());
        ZitiClient client = client(identity, flow, NEARLY_OVER);
        ZitiListener listener = opened(client.host(LabNetwork.SERVICE, THREE));
        awaitRenewed(identity, before);
        await().atMost(SOON).until(() -> listener.state().bound() == 3);

        ZitiClient caller = client(network.identity("renewed-caller"), InstantSource.system());
        opened(caller.dial(LabNetwork.SERVICE, name, new byte[0], Duration.ofSeconds(30)));
        opened(listener.accept());

        // A new channel, with a legacy log-in of the same API session: the router wants to see a certificate that
        // belongs to it.
        network.killRouter("router-2");
        await().atMost(SOON).until(() -> listener.state().bound() == 2);
        network.startRouter("router-2");
        await().atMost(Duration.ofSeconds(90)).until(() -> listener.state().bound() == 3);
    }

    @Test
    void aGoPeerUsesTheRewrittenFile() throws Exception {
        LabIdentity identity = network.createIdentity("renewed-go", LabAccess.CHAT, LabKey.GO_EC);
        ZitiIdentity before = ZitiIdentity.read(identity.file());
        ZitiClient client = client(identity, NEARLY_OVER);
        awaitRenewed(identity, before);
        client.close();
        peers.host(identity);
        ZitiClient caller = client(network.identity("renewed-caller"), InstantSource.system());
        opened(caller.dial(LabNetwork.SERVICE, "renewed-go", new byte[0], Duration.ofSeconds(30)));
    }

    private ZitiClient client(LabIdentity identity, InstantSource clock) throws Exception {
        return client(identity, LoginFlow.AUTO, clock);
    }

    private ZitiClient client(LabIdentity identity, LoginFlow flow, InstantSource clock) throws Exception {
        ZitiClient client = opened(new ZitiClient(ZitiIdentity.read(identity.file()), INFO, flow, () -> {}, clock));
        client.start();
        return client;
    }

    private static void awaitRenewed(LabIdentity identity, ZitiIdentity before) {
        await().atMost(SOON)
                .untilAsserted(() -> assertNotEquals(
                        before.fingerprint(), ZitiIdentity.read(identity.file()).fingerprint()));
    }

    private static Instant ends(ZitiIdentity identity) {
        return identity.certificate().getNotAfter().toInstant();
    }

    private static String logIn(ZitiIdentity identity) throws Exception {
        try (ControllerClient controller = new ControllerClient(identity, INFO)) {
            return controller.login().identityName();
        }
    }
}

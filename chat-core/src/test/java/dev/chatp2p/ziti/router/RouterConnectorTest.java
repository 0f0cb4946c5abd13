package dev.chatp2p.ziti.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.identity.TlsFailures;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RouterConnectorTest {

    /** Hello may have 4192 bytes in all. */
    private static final int LONG_TOKEN = 4000;

    @TempDir
    Path folder;

    @Test
    void aLongTokenFitsIntoHelloAndOneThatIsTooLongIsSaidSo() throws Exception {
        TestPki pki = new TestPki("network");
        ZitiIdentity identity = pki.identity(folder, "alice", URI.create("https://127.0.0.1:1/edge/client/v1"));
        RouterConnector connector = new RouterConnector(
                identity::sslContext,
                (failure, address) -> TlsFailures.explain(failure, address.toString(), ZitiFailure.NO_ROUTER));
        try (FakeRouter router = new FakeRouter(pki, "r1", new FakeRouter.Fabric())) {
            RouterChannel channel = connector.connect(router.address(), "x".repeat(LONG_TOKEN));
            assertTrue(channel.isOpen());
            channel.close();

            ZitiException tooLong = assertThrows(
                    ZitiException.class, () -> connector.connect(router.address(), "x".repeat(LONG_TOKEN + 200)));
            assertEquals(ZitiFailure.PROTOCOL, tooLong.failure());
            assertTrue(tooLong.sentence().contains("too long"), tooLong::sentence);
            RouterAddress nowhere = new RouterAddress("r2", "127.0.0.1", 1);
            assertEquals(
                    ZitiFailure.PROTOCOL,
                    assertThrows(ZitiException.class, () -> connector.connect(nowhere, "x".repeat(LONG_TOKEN + 200)))
                            .failure(),
                    "no router is bothered with it");
        }
    }
}

package dev.chatp2p.ziti.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.controller.ApiSession;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import dev.chatp2p.ziti.router.ContentType;
import dev.chatp2p.ziti.router.FakeRouter;
import dev.chatp2p.ziti.router.RouterChannel;
import dev.chatp2p.ziti.router.RouterConnector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RouterPoolTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final TestPki pki = new TestPki("pool");
    private FakeRouter router;
    private FakeRouter other;
    private RouterPool pool;

    @BeforeEach
    void open() throws Exception {
        FakeRouter.Fabric fabric = new FakeRouter.Fabric();
        router = new FakeRouter(pki, "r1", fabric);
        other = new FakeRouter(pki, "r2", fabric);
        ZitiIdentity identity =
                ZitiIdentity.read(pki.identityFile(folder, "alice", URI.create("https://127.0.0.1:1/edge/client/v1")));
        pool = new RouterPool(new RouterConnector(
                identity::sslContext, (failure, address) -> new ZitiException(ZitiFailure.NO_ROUTER, "No.", failure)));
    }

    @AfterEach
    void close() {
        router.close();
        other.close();
        pool.close();
    }

    @Test
    void channelsAreSharedWithinALogInWhateverItsTokenIs() throws Exception {
        RouterChannel first = pool.channel(router.address(), session("a", "t1"), LIMIT);
        assertSame(first, pool.channel(router.address(), session("a", "t2"), LIMIT));
        assertNotSame(first, pool.channel(router.address(), session("b", "t1"), LIMIT));
    }

    @Test
    void aChannelOfAnEarlierLogInThatCarriesNothingIsClosed() throws Exception {
        RouterChannel first = pool.channel(router.address(), session("a", "t"), LIMIT);
        pool.channel(router.address(), session("b", "t"), LIMIT);
        await().until(() -> !first.isOpen());
    }

    @Test
    void aRenewedTokenIsToldToEveryChannelOfThatSession() throws Exception {
        RouterChannel channel = pool.channel(router.address(), session("a", "t1"), LIMIT);
        pool.channel(other.address(), session("b", "x"), LIMIT);
        pool.renewed(session("a", "t2"));
        await().until(() -> router.received(ContentType.UPDATE_TOKEN).size() == 1);
        assertEquals("t2", router.received(ContentType.UPDATE_TOKEN).getFirst().text());
        assertEquals(List.of(), other.received(ContentType.UPDATE_TOKEN));
        assertTrue(channel.isOpen());
    }

    @Test
    void aRouterThatRefusesTheRenewedTokenLosesItsChannel() throws Exception {
        router.refusingTokens();
        RouterChannel channel = pool.channel(router.address(), session("a", "t1"), LIMIT);
        pool.renewed(session("a", "t2"));
        await().until(() -> !channel.isOpen());
    }

    @Test
    void newChannelsUseTheRenewedToken() throws Exception {
        List<String> tokens = new java.util.concurrent.CopyOnWriteArrayList<>();
        router.accepting(tokens::add);
        pool.renewed(session("a", "t2"));
        pool.channel(router.address(), session("a", "t1"), LIMIT);
        await().until(() -> tokens.equals(List.of("t2")));
    }

    @Test
    void routersAreNeverToldTheTokenOfALegacySession() throws Exception {
        ApiSession legacy = new ApiSession("a", ApiSession.Kind.LEGACY, "t", "i", "alice", Instant.EPOCH, false);
        RouterChannel channel = pool.channel(router.address(), legacy, LIMIT);
        pool.renewed(legacy);
        channel.doubt(); // a probe that comes after whatever else was sent
        await().until(() -> !router.received(ContentType.LATENCY).isEmpty());
        assertEquals(List.of(), router.received(ContentType.UPDATE_TOKEN));
    }

    @Test
    void afterASleepAChannelThatDoesNotAnswerIsGivenUpAndOneThatDoesStays() throws Exception {
        RouterChannel frozen = pool.channel(router.address(), session("a", "t"), LIMIT);
        RouterChannel alive = pool.channel(other.address(), session("a", "t"), LIMIT);
        router.freeze();
        pool.wake().get(20, TimeUnit.SECONDS);
        assertFalse(frozen.isOpen());
        assertTrue(alive.isOpen());
    }

    @Test
    void aRouterThatAnswersIsBetterThanASilentOne() throws Exception {
        RouterChannel frozen = pool.channel(router.address(), session("a", "t"), LIMIT);
        router.freeze();
        frozen.doubt();
        await().until(frozen::isSilent);
        RouterChannel best = pool.best(List.of(router.address(), other.address()), session("a", "t"), LIMIT);
        assertEquals(other.address(), best.address());
        router.thaw();
        await().until(() -> !frozen.isSilent());
    }

    private static ApiSession session(String id, String token) {
        return new ApiSession(id, ApiSession.Kind.OIDC, token, "i", "alice", Instant.EPOCH, false);
    }
}

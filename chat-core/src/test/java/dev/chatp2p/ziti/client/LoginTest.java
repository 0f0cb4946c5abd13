package dev.chatp2p.ziti.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.controller.ApiSession;
import dev.chatp2p.ziti.controller.ClientInfo;
import dev.chatp2p.ziti.controller.ControllerClient;
import dev.chatp2p.ziti.controller.FakeController;
import dev.chatp2p.ziti.controller.LoginFlow;
import dev.chatp2p.ziti.identity.TestPki;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log-in's thread with a fake controller; what it decides when is {@link LoginMachineTest}'s. */
@Timeout(60)
class LoginTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CODE = "486089";

    private final TestPki pki = new TestPki("network");
    private final FakeController controller = FakeController.start(pki);
    private final List<ApiSession> renewed = new CopyOnWriteArrayList<>();
    private final List<LoginState> states = new CopyOnWriteArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>(List.of(controller));

    @TempDir
    Path folder;

    @AfterEach
    void closeEverything() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void aRenewedTokenIsToldAndIsTheSessionFromThenOn() throws Exception {
        Login login = start(LoginFlow.OIDC);
        ApiSession first = login.await(SOON);
        login.renew();
        ApiSession second = login.awaitOther(first, SOON);

        assertEquals(first.id(), second.id());
        assertEquals(List.of(second), renewed);
        assertEquals(
                1,
                controller.calls().stream()
                        .filter("GET /oidc/authorize"::equals)
                        .count());
    }

    @Test
    void aTokenThatEndedEarlyIsRenewedWithoutANewLogIn() throws Exception {
        controller.oidc().tokens().life(10); // so that it is renewed after five seconds at the latest
        Login login = start(LoginFlow.OIDC);
        ApiSession first = login.await(SOON);
        controller.oidc().tokens().expireAccess();
        login.check();

        assertEquals(first.id(), login.awaitOther(first, SOON).id());
    }

    @Test
    void aLogInThatWasRevokedIsMadeAnew() throws Exception {
        Login login = start(LoginFlow.OIDC);
        ApiSession first = login.await(SOON);
        controller.expireSessions();
        login.check();

        assertNotEquals(first.id(), login.awaitOther(first, SOON).id());
        assertEquals(List.of(), renewed, "nobody else is told: the old channels are no use");
    }

    @Test
    void aLegacySessionIsExtendedWhenSomebodyDoubtsIt() throws Exception {
        Login login = start(LoginFlow.LEGACY);
        ApiSession session = login.await(SOON);
        login.check();

        await().until(() -> controller.calls().contains("GET /current-api-session"));
        assertEquals(session.token(), login.await(SOON).token());
        assertEquals(List.of(), renewed);
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void aSecondFactorIsAskedForAndAnswered(LoginFlow flow) throws Exception {
        controller.secondFactor(CODE);
        Login login = start(flow);
        await().until(() -> login.state() instanceof LoginState.SecondFactorNeeded);
        assertEquals(
                ZitiFailure.MFA_REQUIRED,
                assertThrows(ZitiException.class, () -> login.await(SOON)).failure());

        ZitiException wrong = assertThrows(ZitiException.class, () -> login.answer("000000"));
        assertEquals(ZitiFailure.MFA_REQUIRED, wrong.failure());
        assertEquals(new LoginState.SecondFactorNeeded(Optional.of(wrong)), login.state());

        login.answer(CODE);
        assertInstanceOf(LoginState.LoggedIn.class, login.state());
        assertEquals("alice", login.await(SOON).identityName());
        login.answer(CODE); // nothing is asked any more
        assertEquals(
                1, states.stream().filter(LoginState.LoggedIn.class::isInstance).count());
    }

    @Test
    void aCodeThatCannotBeGivenLeavesTheQuestionOpen() throws Exception {
        controller.secondFactor(CODE);
        Login login = start(LoginFlow.LEGACY);
        await().until(() -> login.state() instanceof LoginState.SecondFactorNeeded);
        controller.on("POST", "/authenticate/mfa", FakeController.refuse(503, "BUSY", "busy"));

        assertEquals(
                ZitiFailure.CONTROLLER_UNREACHABLE,
                assertThrows(ZitiException.class, () -> login.answer(CODE)).failure());
        assertInstanceOf(LoginState.SecondFactorNeeded.class, login.state());
        controller.restore("POST", "/authenticate/mfa");
        login.answer(CODE);
        assertInstanceOf(LoginState.LoggedIn.class, login.state());
    }

    @Test
    void aControllerThatComesBackIsNoticedByItself() throws Exception {
        controller.on("POST", "/authenticate", FakeController.refuse(503, "BUSY", "busy"));
        Login login = start(LoginFlow.LEGACY);
        await().until(() -> login.state() instanceof LoginState.Failed);
        assertEquals(
                ZitiFailure.CONTROLLER_UNREACHABLE,
                assertThrows(ZitiException.class, () -> login.await(SOON)).failure());

        controller.restore("POST", "/authenticate");
        await().until(() -> login.state() instanceof LoginState.LoggedIn);
    }

    @Test
    void whenOidcIsSwitchedOffThereIsALegacyLogIn() throws Exception {
        controller.is("v2.0.0", "OIDC_AUTH");
        Login login = start(LoginFlow.AUTO);
        ApiSession first = login.await(SOON);
        assertEquals(ApiSession.Kind.OIDC, first.kind());
        controller.is("v2.0.0");
        controller.on("POST", "/oidc/oauth/token", FakeController.refuse(404, "NOT_FOUND", "no such path"));
        controller.expireSessions();
        login.check();

        assertEquals(ApiSession.Kind.LEGACY, login.awaitOther(first, SOON).kind());
    }

    @Test
    void whoWaitsForALogInThatHasFailedHearsOfTheNextAttempt() throws Exception {
        controller.on("POST", "/authenticate", FakeController.refuse(401, "INVALID_AUTH", "no"));
        Login login = start(LoginFlow.LEGACY);
        await().until(() -> login.state() instanceof LoginState.Failed);
        controller.restore("POST", "/authenticate");
        assertEquals("alice", login.awaitNew(SOON).identityName());
    }

    @Test
    void whileTheControllerIsAwayTheSessionStays() throws Exception {
        Login login = start(LoginFlow.OIDC);
        ApiSession session = login.await(SOON);
        controller.on("GET", "/current-identity", FakeController.refuse(503, "BUSY", "busy"));
        login.check();
        await().until(() ->
                login.state() instanceof LoginState.LoggedIn in && in.trouble().isPresent());
        assertEquals(session, login.await(SOON));

        controller.restore("GET", "/current-identity");
        login.clockJumped();
        await().until(() ->
                login.state() instanceof LoginState.LoggedIn in && in.trouble().isEmpty());
    }

    @Test
    void logsInAtTheOtherControllerWhenTheFirstIsAway() throws Exception {
        FakeController other = FakeController.start(pki);
        opened.push(other);
        Login login = start(LoginFlow.LEGACY, controller.url(), other.url());
        ApiSession first = login.await(SOON);
        controller.close();
        login.check();

        assertNotEquals(first.token(), login.awaitOther(first, SOON).token());
        assertTrue(other.calls().contains("POST /authenticate"));
    }

    @Test
    void theControllersThatOthersNameAreAskedAfterTheLogIn() throws Exception {
        FakeController other = FakeController.start(pki);
        opened.push(other);
        other.oidc().shares(controller.oidc().tokens());
        controller.knows(other.url());
        Login login = start(LoginFlow.OIDC);
        ApiSession first = login.await(SOON);
        await().until(() -> controller.calls().contains("GET /controllers"));
        controller.close();
        login.renew();

        assertEquals(first.id(), login.awaitOther(first, SOON).id());
        assertEquals(List.of("POST /oidc/oauth/token"), other.calls());
    }

    @Test
    void closingLogsOutAlsoWhileACodeIsAskedFor() throws Exception {
        controller.secondFactor(CODE);
        Login login = start(LoginFlow.LEGACY);
        await().until(() -> login.state() instanceof LoginState.SecondFactorNeeded);
        login.close();

        assertEquals(new LoginState.Closed(), login.state());
        assertTrue(controller.calls().contains("DELETE /current-api-session"));
        assertEquals(
                ZitiFailure.CLOSED,
                assertThrows(ZitiException.class, () -> login.answer(CODE)).failure());
    }

    @Test
    void closingDoesNotWaitForALogInUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        controller.on("POST", "/authenticate", exchange -> {
            asked.countDown();
            await().until(() -> end.getCount() == 0);
            exchange.close();
        });
        Login login = start(LoginFlow.LEGACY);
        asked.await();
        login.close();
        end.countDown();
        assertEquals(List.of(new LoginState.Closed()), states);
    }

    private Login start(LoginFlow flow) throws Exception {
        return start(flow, controller.url());
    }

    private Login start(LoginFlow flow, URI... controllers) throws Exception {
        ControllerClient client =
                new ControllerClient(pki.identity(folder, "alice", controllers), new ClientInfo("test", "1"), flow);
        opened.push(client);
        Login login = new Login(client, RandomGenerator.getDefault(), new Login.Observer() {
            @Override
            public void changed(LoginState now) {
                states.add(now);
            }

            @Override
            public void renewed(ApiSession session) {
                renewed.add(session);
            }
        });
        opened.push(login);
        login.start();
        return login;
    }
}

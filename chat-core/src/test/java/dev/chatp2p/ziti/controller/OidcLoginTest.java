package dev.chatp2p.ziti.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpHandler;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import dev.chatp2p.ziti.rest.FakeRestApi.Request;
import dev.chatp2p.ziti.rest.JsonText;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Logging in with OpenID Connect, which way is taken when, second factors, and several controllers. */
@Timeout(60)
class OidcLoginTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final String CODE = "486089";

    private final TestPki pki = new TestPki("network");

    @TempDir
    private Path folder;

    private FakeController controller;
    private FakeController other;
    private ControllerClient client;

    @BeforeEach
    void start() throws Exception {
        controller = FakeController.start(pki);
        other = FakeController.start(pki);
        other.oidc().shares(controller.oidc().tokens());
        client = client(LoginFlow.OIDC, controller.url());
    }

    @AfterEach
    void stop() {
        client.close();
        other.close();
        controller.close();
    }

    // ---- the flow

    @Test
    void logsInWithFiveRequestsAndUsesTheTokenFromThenOn() throws Exception {
        ApiSession session = client.login();
        client.services();

        assertEquals(ApiSession.Kind.OIDC, session.kind());
        assertEquals("alice", session.identityName());
        assertEquals("id-alice", session.identityId());
        assertEquals(NOW.plusSeconds(1799), session.expiresAt());
        assertTrue(session.id().startsWith("as-"));
        assertFalse(session.toString().contains(session.token()));
        assertEquals(
                List.of(
                        "GET /oidc/authorize",
                        "POST /oidc/login/cert",
                        "GET /oidc/authorize/callback",
                        "POST /oidc/oauth/token",
                        "GET /current-identity",
                        "GET /services"),
                controller.calls());
        Request services = controller.requests().getLast();
        assertEquals("Bearer " + session.token(), services.header("authorization"));
        assertEquals("", services.header("zt-session"));
        assertTrue(controller.requests().get(1).body().contains("sdkAppID=test"));
    }

    @Test
    void aRenewalGivesAnotherTokenOfTheSameSession() throws Exception {
        ApiSession first = client.login();
        ApiSession second = client.refresh();
        ApiSession third = client.refresh();

        assertNotEquals(first.token(), second.token());
        assertNotEquals(second.token(), third.token());
        assertEquals(first.id(), third.id());
        assertEquals("alice", third.identityName());
        assertEquals(1, controller.oidc().tokens().open(), "every refresh token was used once");
        assertEquals(List.of(), client.services());
    }

    @Test
    void aTokenThatWasRevokedCannotBeRenewed() throws Exception {
        client.login();
        controller.expireSessions();

        assertFails(ZitiFailure.SESSION_EXPIRED, client::services);
        assertFails(ZitiFailure.SESSION_EXPIRED, client::refresh);
        client.login();
        assertEquals(List.of(), client.services());
    }

    @Test
    void aTokenThatTheControllerCallsInvalidIsNotEvenTriedToRenew() throws Exception {
        client.login();
        controller.on("GET", "/services", exchange -> {
            exchange.getResponseHeaders()
                    .set(
                            "www-authenticate",
                            "Bearer realm=\"openziti-oidc\" error=\"invalid\" error_description=\"token is invalid\"");
            FakeController.refuse(401, "UNAUTHORIZED", "no").handle(exchange);
        });
        assertFails(ZitiFailure.SESSION_EXPIRED, client::services);
        controller.forgetRequests();

        assertFails(ZitiFailure.SESSION_EXPIRED, client::refresh);
        assertEquals(List.of(), controller.calls());
    }

    @Test
    void aTokenThatIsOnlyTooOldIsRenewed() throws Exception {
        client.login();
        controller.oidc().tokens().expireAccess();

        assertFails(ZitiFailure.SESSION_EXPIRED, client::verify);
        client.refresh();
        assertEquals("alice", client.verify().identityName());
    }

    @Test
    void verifyingLeavesTheTokenAsItIs() throws Exception {
        assertEquals(client.login(), client.verify());
    }

    @Test
    void logsOutByRevokingTheToken() throws Exception {
        client.login();
        client.refresh();
        client.logout();

        assertEquals(0, controller.oidc().tokens().open());
        assertFails(ZitiFailure.SESSION_EXPIRED, client::services);
    }

    @Test
    void logsInWithAPasswordAndGetsACertificate() throws Exception {
        ObjectNode json = pki.identityJson("", "", controller.url()).put("username", "dora");
        ((ObjectNode) json.path("id")).remove(List.of("key", "cert"));
        ZitiIdentity dora =
                ZitiIdentity.read(Files.writeString(folder.resolve("dora.json"), json.toString()), "secret word");
        controller.on("POST", "/current-api-session/certificates", exchange -> {
            String csr = JsonText.parse(controller.requests().getLast().body())
                    .orElseThrow()
                    .path("csr")
                    .asString();
            ObjectNode answer = JsonText.object();
            answer.putObject("data").put("certificate", TestPki.pem(pki.sign(csr)));
            FakeController.reply(201, JsonText.of(answer)).handle(exchange);
        });
        try (ControllerClient withPassword = new ControllerClient(dora, new ClientInfo("test", "1"), LoginFlow.OIDC)) {
            ApiSession session = withPassword.login();

            assertEquals("dora", session.identityName());
            assertEquals(
                    "Bearer " + session.token(), controller.requests().getLast().header("authorization"));
            Request proof = controller.requests().get(1);
            assertEquals("POST /oidc/login/password", proof.toString());
            assertTrue(proof.body().contains("password=secret+word"));

            // Controllers 1.x show their page again, as a success.
            controller.on("POST", "/oidc/login/password", FakeController.reply(200, "<html>"));
            assertFails(ZitiFailure.LOGIN_REFUSED, withPassword::login);
            controller.forgetRequests();
            assertFails(ZitiFailure.LOGIN_REFUSED, withPassword::login);
            assertEquals(List.of(), controller.calls());
        }
    }

    @Test
    void saysThatTheLogInWasRefused() {
        controller.on("POST", "/oidc/login/cert", FakeController.reply(401, "The authentication request failed"));

        ZitiException refused = assertFails(ZitiFailure.LOGIN_REFUSED, client::login);
        assertTrue(refused.sentence().contains("administrator"), refused::sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "::",
                "/oidc/login/cert",
                "/oidc/login/cert?authRequestID=",
                "/oidc/login/cert?authRequestID=a/b",
                "/oidc/login/cert?authRequestID=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "/edge/client/v1?authRequestID=a",
                "mailto:someone"
            })
    void refusesARedirectToTheLogInThatItCannotUnderstand(String location) {
        controller.on("GET", "/oidc/authorize", redirectTo(location));

        assertFails(ZitiFailure.PROTOCOL, client::login);
        assertEquals(List.of("GET /oidc/authorize"), controller.calls());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/auth/callback",
                "http://127.0.0.1:1/auth/callback?code=c",
                "http://127.0.0.1:1/auth/callback?code=c&state=other",
                "http://127.0.0.1:1/auth/callback?error=access_denied",
                "https://elsewhere.example.com/auth/callback?code=c&state=other"
            })
    void refusesACodeThatIsNotForThisLogIn(String location) {
        controller.on("GET", "/oidc/authorize/callback", redirectTo(location));

        assertFails(ZitiFailure.PROTOCOL, client::login);
        assertFalse(controller.calls().contains("POST /oidc/oauth/token"));
    }

    @Test
    void staysWithItsControllerWhereverARedirectPoints() throws Exception {
        controller.on("GET", "/oidc/authorize", exchange -> {
            controller.restore("GET", "/oidc/authorize");
            redirectTo("https://127.0.0.1:1/oidc/login/cert?authRequestID=abc").handle(exchange);
        });

        // It asks the same controller, which does not know that log-in.
        assertFails(ZitiFailure.LOGIN_REFUSED, client::login);
        assertEquals("id=abc", bodyField(controller.requests().getLast(), "id"));
        client.login();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"access_token\":\"x\",\"refresh_token\":\"r\",\"expires_in\":1}",
                "{\"access_token\":\"a.b.c\",\"refresh_token\":\"r\",\"expires_in\":1}",
                "{\"access_token\":\"a.!!!.c\",\"refresh_token\":\"r\",\"expires_in\":1}",
                "{\"access_token\":\"a.e30.c\",\"refresh_token\":\"r\",\"expires_in\":1}",
                "{\"access_token\":\"a.eyJ6X2FzaWQiOiJhIn0.c\",\"refresh_token\":\"r\",\"expires_in\":-1}",
                "{\"access_token\":\"a.eyJ6X2FzaWQiOiJhIn0.c\",\"refresh_token\":\"r\",\"expires_in\":1e30}",
                "{\"access_token\":\"a.eyJ6X2FzaWQiOiIuLi8uLiJ9.c\",\"refresh_token\":7,\"expires_in\":10}"
            })
    void refusesTokensItCannotUnderstand(String body) throws Exception {
        client.login();
        controller.on("POST", "/oidc/oauth/token", FakeController.reply(200, body));

        assertFails(ZitiFailure.PROTOCOL, client::refresh);
        assertFails(ZitiFailure.PROTOCOL, client::login);
    }

    // ---- which way

    @ParameterizedTest
    @CsvSource({
        "v1.6.0, OIDC_AUTH, false, false",
        "v1.6.0, OIDC_AUTH, true, true",
        "v1.6.0, HA_CONTROLLER, false, true",
        "v0.0.0, OIDC_AUTH, false, false",
        "v2.0.0-pre12, OIDC_AUTH, false, true",
        "2.1.3, OIDC_AUTH, false, true",
        "v10.0.0, OIDC_AUTH, false, true",
        "v2.0.0, OTHER, true, false",
        "nonsense, OIDC_AUTH, false, false",
        "v99999999999.0, OIDC_AUTH, false, false"
    })
    void takesTheWayThatTheControllerPrefers(String version, String capability, boolean enableHa, boolean oidc)
            throws Exception {
        controller.is(version, capability);
        ObjectNode json =
                (ObjectNode) JsonText.parse(Files.readString(pki.identityFile(folder, "alice", controller.url())))
                        .orElseThrow();
        ZitiIdentity identity = ZitiIdentity.read(Files.writeString(
                folder.resolve("ha.json"), json.put("enableHa", enableHa).toString()));
        try (ControllerClient auto = new ControllerClient(identity, new ClientInfo("test", "1"), LoginFlow.AUTO)) {
            assertEquals(
                    oidc ? ApiSession.Kind.OIDC : ApiSession.Kind.LEGACY,
                    auto.login().kind());
        }
    }

    @Test
    void whereThereIsNoOpenIdConnectTheLegacyWayIsTaken() throws Exception {
        controller.on("GET", "/oidc/authorize", FakeController.refuse(404, "NOT_FOUND", "not found"));

        assertEquals(ApiSession.Kind.LEGACY, client.login().kind());
        assertEquals(List.of(), client.services());
        client.logout();
        assertEquals("DELETE /current-api-session", controller.calls().getLast());
    }

    @Test
    void aControllerThatSaysNothingGetsTheLegacyWay() throws Exception {
        controller.on("GET", "/version", FakeController.reply(200, "hello"));
        try (ControllerClient auto = client(LoginFlow.AUTO, controller.url())) {
            assertEquals(ApiSession.Kind.LEGACY, auto.login().kind());
        }
    }

    // ---- second factor

    @ParameterizedTest
    @CsvSource({"OIDC", "LEGACY"})
    void aSecondFactorIsAskedForUntilTheCodeIsRight(LoginFlow flow) throws Exception {
        controller.secondFactor(CODE);
        try (ControllerClient asked = client(flow, controller.url())) {
            assertTrue(asked.login().mfaRequired());
            assertFails(ZitiFailure.MFA_REQUIRED, asked::services);
            assertFails(ZitiFailure.MFA_REQUIRED, () -> asked.answer("000000"));
            assertFails(ZitiFailure.MFA_REQUIRED, () -> asked.answer(""));
            assertFails(ZitiFailure.MFA_REQUIRED, () -> asked.answer("x".repeat(1000)));
            ApiSession session = asked.answer(" " + CODE + "\n");

            assertFalse(session.mfaRequired());
            assertEquals("alice", session.identityName());
            assertEquals(List.of(), asked.services());
            assertEquals(session, asked.answer(CODE), "nothing is asked any more");
        }
    }

    @ParameterizedTest
    @CsvSource({"OIDC", "LEGACY"})
    void aQuestionThatTheControllerHasForgottenIsAskedAgainAndAnswered(LoginFlow flow) throws Exception {
        controller.secondFactor(CODE);
        try (ControllerClient asked = client(flow, controller.url())) {
            assertTrue(asked.login().mfaRequired());
            controller.expireSessions();
            controller.oidc().forgetAttempts();

            assertFalse(asked.answer(CODE).mfaRequired());
            assertEquals(List.of(), asked.services());
        }
    }

    @ParameterizedTest
    @CsvSource({"OIDC", "LEGACY"})
    void aLogInThatWaitsForACodeCanBeEnded(LoginFlow flow) throws Exception {
        controller.secondFactor(CODE);
        try (ControllerClient asked = client(flow, controller.url())) {
            asked.login();
            asked.logout();
            assertFails(ZitiFailure.SESSION_EXPIRED, () -> asked.answer(CODE));
        }
    }

    @Test
    void saysThatAFurtherProofIsNotSupported() {
        controller.on(
                "POST",
                "/oidc/login/cert",
                FakeController.reply(200, "{\"authQueries\":[{\"typeId\":\"EXT-JWT\",\"provider\":\"url\"}]}"));

        ZitiException refused = assertFails(ZitiFailure.LOGIN_REFUSED, client::login);
        assertTrue(refused.sentence().contains("“EXT-JWT”"), refused::sentence);
    }

    // ---- several controllers

    @Test
    void whenOneControllerIsAwayTheTokenHoldsAtTheOther() throws Exception {
        try (ControllerClient two = client(LoginFlow.OIDC, controller.url(), other.url())) {
            ApiSession session = two.login();
            controller.close();

            assertEquals(List.of(), two.services());
            assertEquals(session.id(), two.refresh().id());
        }
    }

    @Test
    void aLegacyLogInDoesNotHoldAtTheOtherController() throws Exception {
        try (ControllerClient two = client(LoginFlow.LEGACY, controller.url(), other.url())) {
            two.login();
            controller.close();

            assertFails(ZitiFailure.SESSION_EXPIRED, two::refresh);
            two.login();
            assertEquals(List.of(), two.services());
        }
    }

    @Test
    void aLogInThatFailsHalfwayIsMadeAtTheOtherControllerNextTime() throws Exception {
        controller.on("POST", "/oidc/oauth/token", FakeController.refuse(500, "UNHANDLED", "no"));
        try (ControllerClient two = client(LoginFlow.OIDC, controller.url(), other.url())) {
            assertFails(ZitiFailure.CONTROLLER_UNREACHABLE, two::login);
            assertEquals(List.of(), other.calls(), "a log-in is made at one controller");

            assertEquals("alice", two.login().identityName());
        }
    }

    @Test
    void controllersThatOthersNameAreAskedWhenTheOwnIsAway() throws Exception {
        controller.knows(
                other.url(),
                controller.url(),
                URI.create("http://127.0.0.1:1/edge/client/v1"),
                URI.create("https://someone@127.0.0.1:1/edge/client/v1"),
                URI.create("nonsense"));
        client.login();

        assertEquals(List.of(controller.url(), other.url()), client.findControllers());
        controller.close();
        assertEquals(List.of(), client.services());
    }

    @Test
    void takesOnlySoManyControllersFromOthers() throws Exception {
        for (int port = 1; port < 100; port++) {
            controller.knows(URI.create("https://127.0.0.1:" + port + "/edge/client/v1"));
        }
        client.login();

        assertEquals(17, client.findControllers().size());
    }

    @Test
    void aControllerThatKnowsNoOthersIsNoFailure() throws Exception {
        client.login();
        assertEquals(List.of(controller.url()), client.findControllers());
        controller.on("GET", "/controllers", FakeController.refuse(404, "NOT_FOUND", "not found"));
        assertEquals(List.of(controller.url()), client.findControllers());
    }

    // ---- helpers

    private static String bodyField(Request request, String name) {
        return name + "=" + Form.decode(request.body()).get(name);
    }

    private static HttpHandler redirectTo(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("location", location);
            FakeController.reply(302, "").handle(exchange);
        };
    }

    private ControllerClient client(LoginFlow flow, URI... controllers) throws Exception {
        ZitiIdentity identity = pki.identity(folder, "alice", controllers);
        return new ControllerClient(
                identity, new ClientInfo("test", "1.0"), flow, Duration.ofSeconds(20), InstantSource.fixed(NOW));
    }

    private static ZitiException assertFails(ZitiFailure failure, Executable call) {
        ZitiException failed = assertThrows(ZitiException.class, call);
        assertEquals(failure, failed.failure(), failed.sentence());
        return failed;
    }
}

package dev.chatp2p.ziti.controller;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.controller.PostureQuery.Kind;
import dev.chatp2p.ziti.identity.PasswordLogin;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import dev.chatp2p.ziti.rest.FakeRestApi.Request;
import dev.chatp2p.ziti.rest.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
class ControllerClientTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final String MFA_OPEN = """
            {"data":{"id":"as1","token":"t1","identityId":"i1","identity":{"name":"alice"},"expirationSeconds":1800,
            "authQueries":[{"typeId":"MFA","provider":"ziti"}],"isMfaRequired":true}}""";

    private final TestPki pki = new TestPki("network");

    @TempDir
    private Path folder;

    private FakeController controller;
    private ControllerClient client;

    @BeforeEach
    void start() throws Exception {
        controller = FakeController.start(pki);
        client = client(Duration.ofSeconds(20), controller.url());
    }

    @AfterEach
    void stop() {
        client.close();
        controller.close();
    }

    @Test
    void saysWhatTheControllerIsWithoutLoggingIn() throws Exception {
        assertEquals(
                new ControllerVersion(
                        "v1.6.0", Set.of("OIDC_AUTH"), Map.of("edge-client", Set.of("v1"), "edge-oidc", Set.of("v1"))),
                client.version());
    }

    @Test
    void toleratesAVersionThatSaysNothing() throws Exception {
        controller.on(
                "GET", "/version", FakeController.reply(200, "{\"data\":{\"apiVersions\":[],\"capabilities\":7}}"));

        assertEquals(new ControllerVersion("", Set.of(), Map.of()), client.version());
    }

    @Test
    void logsInAndUsesTheTokenFromThenOn() throws Exception {
        ApiSession session = client.login();
        client.services();

        assertEquals("alice", session.identityName());
        assertEquals("id-alice", session.identityId());
        assertEquals(NOW.plusSeconds(1800), session.expiresAt());
        assertFalse(session.mfaRequired());
        assertFalse(session.toString().contains(session.token()));
        Request login = controller.requests().getFirst();
        assertEquals("method=cert", login.query());
        assertTrue(login.body().contains("\"appId\":\"test\""));
        assertEquals(session.token(), controller.requests().getLast().header("zt-session"));
    }

    @Test
    void logsInWithAPasswordAndGetsACertificateForRouters() throws Exception {
        ZitiIdentity dora = withPassword("secret word");
        controller
                .on("POST", "/authenticate", FakeController.reply(200, FakeController.apiSession("t1", "dora")))
                .on("POST", "/current-api-session/certificates", this::sign);

        try (ControllerClient client = new ControllerClient(dora, new ClientInfo("test", "1"), LoginFlow.LEGACY)) {
            assertEquals("dora", client.login().identityName());
        }

        Request login = controller.requests().getFirst();
        assertEquals("method=password", login.query());
        assertTrue(login.body().contains("\"username\":\"dora\""));
        assertTrue(login.body().contains("\"password\":\"secret word\""));
        assertEquals("t1", controller.requests().getLast().header("zt-session"));
        assertEquals("CN=dora", shownBy(dora));
    }

    @Test
    void theControllerIsShownTheCertificateThatItHasJustGiven() throws Exception {
        controller
                .on("POST", "/authenticate", FakeController.reply(200, FakeController.apiSession("t1", "dora")))
                .on("POST", "/current-api-session/certificates", this::sign);
        AtomicReference<X509Certificate> shown = noteWhoAsksForTheVersion();

        try (ControllerClient client =
                new ControllerClient(withPassword("secret word"), new ClientInfo("test", "1"), LoginFlow.LEGACY)) {
            client.login();
            client.version();
        }

        assertEquals("CN=dora", shown.get().getSubjectX500Principal().getName());
    }

    @Test
    void aLogInWithAPasswordGetsAnotherCertificateInTheSecondHalfOfItsLife() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now().minus(Duration.ofDays(2)));
        controller
                .on("POST", "/authenticate", FakeController.reply(200, FakeController.apiSession("t1", "dora")))
                .on("GET", "/current-api-session", FakeController.reply(200, FakeController.apiSession("t1", "dora")))
                .on("POST", "/current-api-session/certificates", this::sign);

        try (ControllerClient client = new ControllerClient(
                withPassword("secret word"),
                new ClientInfo("test", "1"),
                LoginFlow.LEGACY,
                Duration.ofSeconds(20),
                now::get)) {
            client.login();
            client.refresh();
            assertEquals(1, certificates());
            now.set(Instant.now().plus(Duration.ofDays(2)));
            client.refresh();
            assertEquals(2, certificates());

            controller.on(
                    "POST", "/current-api-session/certificates", FakeController.refuse(403, "FORBIDDEN", "not now"));
            client.refresh(); // the log-in itself holds
            assertEquals(3, certificates());
        }
    }

    private long certificates() {
        return controller.calls().stream()
                .filter("POST /current-api-session/certificates"::equals)
                .count();
    }

    @Test
    void showsTheCertificateOfTheLatestLogIn() throws Exception {
        ZitiIdentity dora = withPassword("secret word");
        PasswordLogin login = dora.passwordLogin().orElseThrow();
        X509Certificate first = pki.sign(login.certificateRequest());
        X509Certificate second = pki.sign(login.certificateRequest());

        login.adopt(TestPki.pem(first));
        assertEquals(first, certificateShownBy(dora));
        login.adopt(TestPki.pem(second));
        assertEquals(second, certificateShownBy(dora));
    }

    @Test
    void doesNotTryARefusedPasswordAgain() throws Exception {
        controller.on("POST", "/authenticate", FakeController.refuse(401, "INVALID_AUTH", "failed"));

        try (ControllerClient client =
                new ControllerClient(withPassword("wrong word"), new ClientInfo("test", "1"), LoginFlow.LEGACY)) {
            for (int i = 0; i < 3; i++) {
                ZitiException refused = assertThrows(ZitiException.class, client::login);
                assertEquals(ZitiFailure.LOGIN_REFUSED, refused.failure());
                assertTrue(refused.sentence().contains("password may be wrong"), refused.sentence());
                assertFalse(refused.sentence().contains("wrong word"));
            }
        }

        assertEquals(List.of("POST /authenticate"), controller.calls());
    }

    @Test
    void refusesACertificateForAnotherKey() throws Exception {
        String foreign = JsonText.of(JsonText.object()
                .set(
                        "data",
                        JsonText.object()
                                .put(
                                        "certificate",
                                        TestPki.pem(pki.issue("dora").certificate()))));
        controller
                .on("POST", "/authenticate", FakeController.reply(200, FakeController.apiSession("t1", "dora")))
                .on("POST", "/current-api-session/certificates", FakeController.reply(201, foreign));

        try (ControllerClient client =
                new ControllerClient(withPassword("secret word"), new ClientInfo("test", "1"), LoginFlow.LEGACY)) {
            assertFails(ZitiFailure.PROTOCOL, client::login);
        }
    }

    private ZitiIdentity withPassword(String password) throws Exception {
        ObjectNode json = pki.identityJson("", "", controller.url()).put("username", "dora");
        ((ObjectNode) json.path("id")).remove(List.of("key", "cert"));
        return ZitiIdentity.read(Files.writeString(folder.resolve("dora.json"), json.toString()), password);
    }

    private void sign(HttpExchange exchange) throws IOException {
        String csr = JsonMapper.shared()
                .readTree(controller.requests().getLast().body())
                .path("csr")
                .asString();
        ObjectNode answer = JsonText.object();
        answer.putObject("data").put("certificate", "\n" + TestPki.pem(pki.sign(csr)));
        FakeController.reply(201, JsonText.of(answer)).handle(exchange);
    }

    private String shownBy(ZitiIdentity identity) throws Exception {
        return certificateShownBy(identity).getSubjectX500Principal().getName();
    }

    /** What a router of the network would see. */
    private X509Certificate certificateShownBy(ZitiIdentity identity) throws Exception {
        AtomicReference<X509Certificate> shown = noteWhoAsksForTheVersion();
        // A new client makes a new connection.
        try (ControllerClient client = new ControllerClient(identity, new ClientInfo("test", "1"), LoginFlow.LEGACY)) {
            client.version();
        }
        return shown.get();
    }

    private AtomicReference<X509Certificate> noteWhoAsksForTheVersion() {
        AtomicReference<X509Certificate> shown = new AtomicReference<>();
        controller.on("GET", "/version", exchange -> {
            shown.set(
                    (X509Certificate) ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0]);
            FakeController.reply(200, "{\"data\":{}}").handle(exchange);
        });
        return shown;
    }

    @Test
    void goesByTheControllersTimeWhenItGivesNoDuration() throws Exception {
        controller.on("POST", "/authenticate", FakeController.reply(200, """
                {"data":{"id":"as1","token":"t1","identityId":"i1","identity":{"name":"a"},"expiresAt":"2026-11-22T17:57:53.231Z"}}"""));

        assertEquals(Instant.parse("2026-11-22T17:57:53.231Z"), client.login().expiresAt());
    }

    @Test
    void extendsTheLogIn() throws Exception {
        ApiSession session = client.login();

        assertEquals(session, client.refresh());
        assertEquals(List.of("POST /authenticate", "GET /current-api-session"), controller.calls());
    }

    @Test
    void keepsItsTokenWhenTheRefreshShowsAnother() throws Exception {
        String token = client.login().token();
        controller.on(
                "GET", "/current-api-session", FakeController.reply(200, FakeController.apiSession("other", "alice")));

        assertEquals(token, client.refresh().token());
    }

    @Test
    void logsOutOnce() throws Exception {
        client.login();
        client.logout();
        client.logout();

        assertEquals(List.of("POST /authenticate", "DELETE /current-api-session"), controller.calls());
        assertFails(ZitiFailure.SESSION_EXPIRED, client::services);
    }

    @Test
    void logsOutOfALogInThatIsAlreadyGone() throws Exception {
        client.login();
        controller.expireSessions();

        client.logout();

        assertEquals("DELETE /current-api-session", controller.calls().getLast());
    }

    @Test
    void asksForALogInFirst() {
        assertFails(ZitiFailure.SESSION_EXPIRED, client::services);
        assertEquals(List.of(), controller.calls());
    }

    @Test
    void saysThatTheLogInWasRefused() {
        controller.on(
                "POST",
                "/authenticate",
                FakeController.refuse(401, "INVALID_AUTH", "The authentication\nrequest failed"));

        ZitiException refused = assertFails(ZitiFailure.LOGIN_REFUSED, client::login);

        assertTrue(refused.sentence().contains("“The authentication request failed”"), refused::sentence);
        assertTrue(refused.sentence().contains("administrator"), refused::sentence);
    }

    @Test
    void noticesThatTheLogInHasEnded() throws Exception {
        client.login();
        controller.expireSessions();

        assertFails(ZitiFailure.SESSION_EXPIRED, client::services);
        assertFails(ZitiFailure.SESSION_EXPIRED, client::refresh);
        client.login();
        assertEquals(List.of(), client.services());
    }

    @Test
    void takesA401ForAMissingSecondFactorWhileOneIsAskedFor() throws Exception {
        controller.on("POST", "/authenticate", FakeController.reply(200, MFA_OPEN));

        assertTrue(client.login().mfaRequired());
        assertFails(ZitiFailure.MFA_REQUIRED, client::services);

        controller.on(
                "GET", "/current-api-session", FakeController.reply(200, FakeController.apiSession("t1", "alice")));
        assertFalse(client.refresh().mfaRequired());
        assertFails(ZitiFailure.SESSION_EXPIRED, client::services);
    }

    @Test
    void listsServicesWithWhatTheyPermit() throws Exception {
        controller.on("GET", "/services", FakeController.reply(200, """
                {"data":[
                 {"id":"a1","name":"both","encryptionRequired":true,"permissions":["Bind","Dial"]},
                 {"id":"a2","name":"none","encryptionRequired":false,"permissions":["Invalid"]},
                 {"id":"a3","name":"posture","encryptionRequired":true,"permissions":["Dial"],"postureQueries":[
                   {"policyType":"Dial","isPassing":false,"postureQueries":[
                     {"id":"q1","queryType":"MAC","isPassing":false},
                     {"id":"q2","queryType":"PROCESS","isPassing":true,"process":{"osType":"Linux","path":"/bin/x"}},
                     {"id":"../q3","queryType":"MOOD","isPassing":false}]},
                   {"policyType":"Bind","isPassing":true}]},
                 {"id":"a4","name":"one of two passes","permissions":null,"postureQueries":[
                   {"policyType":"Dial","isPassing":false},{"policyType":"Dial","isPassing":true}]}
                ],"meta":{"pagination":{"totalCount":4}}}"""));
        client.login();

        List<Service> services = client.services();
        assertEquals(
                List.of(
                        new Service("a1", "both", true, Set.of(SessionType.DIAL, SessionType.BIND), List.of()),
                        new Service("a2", "none", false, Set.of(), List.of()),
                        new Service(
                                "a3",
                                "posture",
                                true,
                                Set.of(SessionType.DIAL),
                                List.of(
                                        new PosturePolicy(
                                                SessionType.DIAL,
                                                false,
                                                List.of(
                                                        new PostureQuery("q1", Kind.MAC, false, ""),
                                                        new PostureQuery("q2", Kind.PROCESS, true, "/bin/x"),
                                                        new PostureQuery("", Kind.UNKNOWN, false, ""))),
                                        new PosturePolicy(SessionType.BIND, true, List.of())))),
                services.subList(0, 3));
        assertTrue(services.get(2).postureFailing(SessionType.DIAL));
        assertFalse(services.get(2).postureFailing(SessionType.BIND));
        assertFalse(services.get(3).postureFailing(SessionType.DIAL));
        assertFalse(services.get(0).postureFailing(SessionType.DIAL));
    }

    @Test
    void readsAllPages() throws Exception {
        for (int i = 0; i < 1203; i++) {
            controller.addService("id" + i, "service " + i, "Dial");
        }
        client.login();

        assertEquals(1203, client.services().size());
        assertEquals(
                List.of("limit=500&offset=0", "limit=500&offset=500", "limit=500&offset=1000"),
                controller.requests().stream().skip(1).map(Request::query).toList());
    }

    @Test
    void readsAllPagesOfTerminators() throws Exception {
        controller.addService("svc", "chat", "Dial");
        for (int i = 0; i < 1001; i++) {
            controller.addTerminator("svc", i == 0 ? "" : "peer " + i / 3, "r" + i % 3);
        }
        client.login();

        List<ServiceTerminator> terminators = client.terminators("svc");

        assertEquals(1001, terminators.size());
        assertEquals(new ServiceTerminator("t0", "", "r0"), terminators.getFirst());
        assertEquals(new ServiceTerminator("t5", "peer 1", "r2"), terminators.get(5));
    }

    @Test
    void givesUpOnAListWithoutEnd() throws Exception {
        StringBuilder rows = new StringBuilder("{\"id\":\"x\",\"name\":\"n\"}");
        for (int i = 1; i < 500; i++) {
            rows.append(",{\"id\":\"x\",\"name\":\"n\"}");
        }
        String page = "{\"data\":[" + rows + "],\"meta\":{\"pagination\":{\"totalCount\":2000000000}}}";
        controller.on("GET", "/services", FakeController.reply(200, page));
        client.login();

        assertFails(ZitiFailure.PROTOCOL, client::services);
    }

    @Test
    void findsAServiceByItsName() throws Exception {
        controller.addService("s1", "chat-p2p", "Dial").addService("s2", "we\"ird\\name", "Dial");
        client.login();

        assertEquals("s1", client.service("chat-p2p").orElseThrow().id());
        assertEquals("s2", client.service("we\"ird\\name").orElseThrow().id());
        assertEquals(Optional.empty(), client.service("\" or true or name=\""));
        assertEquals(Optional.empty(), client.service("nobody"));
        assertEquals(
                "filter=name%3D%22chat-p2p%22&limit=500&offset=0",
                controller.requests().get(1).query());
    }

    @Test
    void createsASessionAndReadsItsRouters() throws Exception {
        controller
                .addService("s1", "chat-p2p", "Dial")
                .addRouter("r1", "tls://127.0.0.1:23024")
                .addRouter("r2", "tls:router.example.com:443")
                .addRouter("r3", "tls://[::1]:3022")
                .addRouter("bad", "tls://no-port")
                .addRouter("bad", "ws://127.0.0.1:80")
                .addRouter("bad", "tls://host:70000")
                .addRouter("bad", "tls://host:0")
                .addRouter("bad", "tls://a b:1")
                .addRouter("bad", "");
        client.login();

        ServiceSession session = client.createSession("s1", SessionType.BIND);

        List<EdgeRouter> routers = List.of(
                new EdgeRouter("r1", "127.0.0.1", 23024),
                new EdgeRouter("r2", "router.example.com", 443),
                new EdgeRouter("r3", "::1", 3022));
        assertEquals(routers, session.routers());
        assertEquals("[::1]:3022", session.routers().getLast().address());
        assertEquals(
                "{\"serviceId\":\"s1\",\"type\":\"Bind\"}",
                controller.requests().getLast().body());
        assertFalse(session.toString().contains(session.token()));
        assertEquals(routers, client.sessionRouters(session));
    }

    @Test
    void asksTheServiceForTheRoutersOfASessionTheControllerDoesNotKeep() throws Exception {
        controller.addService("s1", "chat-p2p", "Dial").addRouter("r1", "tls://127.0.0.1:23024");
        client.login();

        assertEquals(1, client.sessionRouters(session("ey.jwt.token")).size());
        assertFails(ZitiFailure.NOT_FOUND, () -> client.sessionRouters(session("uuid")));
    }

    @Test
    void saysThatAServiceIsMissing() throws Exception {
        client.login();

        ZitiException missing = assertFails(ZitiFailure.NOT_FOUND, () -> client.createSession("s9", SessionType.DIAL));
        assertTrue(missing.sentence().contains("service with id s9 not found"), missing::sentence);
        assertFails(ZitiFailure.NOT_FOUND, () -> client.terminators("s9"));
    }

    @Test
    void saysThatAPostureCheckFails() throws Exception {
        controller.on("POST", "/sessions", FakeController.refuse(409, "INVALID_POSTURE", "posture checks failed"));
        client.login();

        assertFails(ZitiFailure.POSTURE, () -> client.createSession("s1", SessionType.DIAL));
    }

    @Test
    void knowsWhenServicesLastChanged() throws Exception {
        client.login();

        assertEquals(Instant.parse("2026-11-22T17:04:07.173Z"), client.lastServiceChange());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<html>",
                "{",
                "[]",
                "{}",
                "{\"data\":null}",
                "{\"data\":[]}",
                "{\"data\":{}}",
                "{\"data\":{\"id\":\"as1\",\"token\":7,\"identityId\":\"i\",\"identity\":{\"name\":\"a\"},\"expirationSeconds\":1}}",
                "{\"data\":{\"id\":\"as1\",\"token\":\"a\\nb\",\"identityId\":\"i\",\"identity\":{\"name\":\"a\"},\"expirationSeconds\":1}}",
                "{\"data\":{\"id\":\"as1\",\"token\":\"t\",\"identityId\":\"../x\",\"identity\":{\"name\":\"a\"},\"expirationSeconds\":1}}",
                "{\"data\":{\"id\":\"as1\",\"token\":\"t\",\"identityId\":\"i\",\"identity\":{\"name\":\"\"},\"expirationSeconds\":1}}",
                "{\"data\":{\"id\":\"as1\",\"token\":\"t\",\"identityId\":\"i\",\"identity\":{\"name\":\"a\"},\"expirationSeconds\":-1}}",
                "{\"data\":{\"id\":\"as1\",\"token\":\"t\",\"identityId\":\"i\",\"identity\":{\"name\":\"a\"},\"expirationSeconds\":1.5}}",
                "{\"data\":{\"id\":\"as1\",\"token\":\"t\",\"identityId\":\"i\",\"identity\":{\"name\":\"a\"},\"expirationSeconds\":1e999}}",
                "{\"data\":{\"id\":\"as1\",\"token\":\"t\",\"identityId\":\"i\",\"identity\":{\"name\":\"a\"},\"expiresAt\":\"soon\"}}"
            })
    void refusesALogInItCannotUnderstand(String body) {
        controller.on("POST", "/authenticate", FakeController.reply(200, body));

        assertFails(ZitiFailure.PROTOCOL, client::login);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{}}",
                "{\"data\":[7]}",
                "{\"data\":[{\"id\":\"a/b\",\"name\":\"x\"}]}",
                "{\"data\":[{\"id\":\"a\"}]}",
                "{\"data\":[{\"id\":\"a\",\"name\":[]}]}"
            })
    void refusesAListItCannotUnderstand(String body) throws Exception {
        controller.on("GET", "/services", FakeController.reply(200, body));
        client.login();

        assertFails(ZitiFailure.PROTOCOL, client::services);
    }

    @ParameterizedTest
    @CsvSource({
        "429, CONTROLLER_UNREACHABLE, busy",
        "503, CONTROLLER_UNREACHABLE, busy",
        "500, CONTROLLER_UNREACHABLE, problem",
        "403, NOT_ALLOWED, allow",
        "404, NOT_FOUND, exist",
        "400, PROTOCOL, 400",
        "302, PROTOCOL, 302"
    })
    void explainsEveryStatus(int status, ZitiFailure failure, String word) throws Exception {
        controller.on(
                "GET", "/services", FakeController.refuse(status, "CODE", "it\u0007said\u202Eso " + "x".repeat(5000)));
        client.login();

        ZitiException failed = assertFails(failure, client::services);

        assertTrue(failed.sentence().contains(word), failed::sentence);
        assertTrue(failed.sentence().contains("it said so"), failed::sentence);
        assertTrue(failed.sentence().length() < 500);
    }

    @Test
    void tellsThatNoRouterIsOnlineFromAStrangeAnswer() throws Exception {
        controller.on("GET", "/services", FakeController.refuse(400, "NO_EDGE_ROUTERS_AVAILABLE", "none assigned"));
        client.login();

        assertFails(ZitiFailure.NO_ROUTER, client::services);
    }

    @Test
    void doesNotReadABodyWithoutEnd() throws Exception {
        controller.on("GET", "/services", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[1 << 16];
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(much);
                }
            }
        });
        client.login();

        assertFails(ZitiFailure.PROTOCOL, client::services);
    }

    @Test
    void doesNotWaitForEverForTheBeginningOrTheRestOfAnAnswer() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        controller.on("GET", "/services", exchange -> block(done));
        controller.on("GET", "/version", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            block(done);
        });
        try (ControllerClient impatient = client(Duration.ofSeconds(1), controller.url())) {
            impatient.login();

            ZitiException late = assertFails(ZitiFailure.CONTROLLER_UNREACHABLE, impatient::services);
            assertTrue(late.sentence().contains("does not answer in time"), late::sentence);
            assertFails(ZitiFailure.CONTROLLER_UNREACHABLE, impatient::version);
        } finally {
            done.countDown();
        }
    }

    @Test
    void anInterruptEndsACall() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        controller.on("GET", "/services", exchange -> block(done));
        client.login();
        AtomicReference<Exception> ended = new AtomicReference<>();
        Thread caller = Thread.ofVirtual().name("caller").start(() -> {
            try {
                client.services();
            } catch (ZitiException | InterruptedException e) {
                ended.set(e);
            }
        });
        await().until(() -> controller.calls().contains("GET /services"));

        caller.interrupt();

        assertTrue(caller.join(Duration.ofSeconds(10)));
        assertEquals(InterruptedException.class, ended.get().getClass());
        done.countDown();
    }

    @Test
    void closingEndsACall() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        controller.on("GET", "/services", exchange -> block(done));
        client.login();
        FutureTask<ZitiException> call =
                new FutureTask<>(() -> assertThrows(ZitiException.class, () -> client.services()));
        Thread.ofVirtual().name("caller").start(call);
        await().until(() -> controller.calls().contains("GET /services"));

        client.close();

        assertEquals(ZitiFailure.CONTROLLER_UNREACHABLE, call.get().failure());
        done.countDown();
    }

    @Test
    void goesOnToTheNextControllerAndStaysThere() throws Exception {
        URI dead = closedPort();
        try (ControllerClient two = client(Duration.ofSeconds(20), dead, controller.url())) {
            two.login();
            two.services();
        }

        assertEquals(List.of("POST /authenticate", "GET /services"), controller.calls());
    }

    @Test
    void goesOnToTheNextControllerOn5xxButNotOn4xx() throws Exception {
        try (FakeController second = FakeController.start(pki);
                ControllerClient two = client(Duration.ofSeconds(20), controller.url(), second.url())) {
            controller.on("POST", "/authenticate", FakeController.refuse(429, "BUSY", "busy"));
            assertFails(ZitiFailure.CONTROLLER_UNREACHABLE, two::login);
            assertEquals(List.of(), second.calls());

            controller.on("POST", "/authenticate", FakeController.refuse(502, "X", "x"));
            two.login();
            assertEquals(List.of("POST /authenticate"), second.calls());

            second.on("POST", "/authenticate", FakeController.refuse(500, "X", "x"));
            controller.restore("POST", "/authenticate");
            two.login();
            assertEquals("alice", two.refresh().identityName());
        }
    }

    @Test
    void saysThatNoControllerCanBeReached() throws Exception {
        URI dead = closedPort();
        try (ControllerClient lost = client(Duration.ofSeconds(20), dead)) {
            ZitiException failed = assertFails(ZitiFailure.CONTROLLER_UNREACHABLE, lost::login);

            assertTrue(failed.sentence().contains(dead.getAuthority() + " cannot be reached"), failed::sentence);
        }
    }

    private static ServiceSession session(String token) {
        return new ServiceSession("gone", token, "s1", SessionType.DIAL, List.of());
    }

    private static URI closedPort() {
        FakeController closed = FakeController.start(new TestPki("other"));
        closed.close();
        return closed.url();
    }

    private ControllerClient client(Duration timeout, URI... controllers) throws Exception {
        ZitiIdentity identity = pki.identity(folder, "alice", controllers);
        return new ControllerClient(
                identity, new ClientInfo("test", "1.0"), LoginFlow.LEGACY, timeout, InstantSource.fixed(NOW));
    }

    private static ZitiException assertFails(ZitiFailure failure, Executable call) {
        ZitiException failed = assertThrows(ZitiException.class, call);
        assertEquals(failure, failed.failure(), failed.sentence());
        return failed;
    }

    private static void block(CountDownLatch until) throws IOException {
        try {
            until.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}

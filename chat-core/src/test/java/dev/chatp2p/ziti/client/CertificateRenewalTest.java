package dev.chatp2p.ziti.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.controller.ApiSession;
import dev.chatp2p.ziti.controller.ClientInfo;
import dev.chatp2p.ziti.controller.ControllerClient;
import dev.chatp2p.ziti.controller.FakeController;
import dev.chatp2p.ziti.identity.Pem;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Renewing, and being cut off in the middle of it: the controller here takes exactly one certificate, as a real one. */
class CertificateRenewalTest {
    private static final String LIST = "/current-identity/authenticators";
    private static final String EXTEND = LIST + "/a1/extend";
    private static final String VERIFY = LIST + "/a1/extend-verify";

    @TempDir
    Path folder;

    private final TestPki pki = new TestPki("renewal");
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<ApiSession> outdated = new ArrayList<>();
    private FakeController controller;
    private Path file;
    private Path beside;

    // What the controller knows.
    private volatile String taken = "";
    private volatile String unverified = "";
    private volatile boolean issuedByNetwork = true;
    private volatile boolean answerLost;

    @BeforeEach
    void start() throws Exception {
        controller = FakeController.start(pki);
        file = pki.identityFile(folder, "alice", controller.url());
        beside = folder.resolve("alice.json.renewed");
        taken = ZitiIdentity.read(file).fingerprint();
        controller.on("POST", "/authenticate", this::authenticate);
        controller.on(
                "GET",
                LIST,
                exchange -> reply(200, """
                {"data":[{"id":"a0","method":"updb","username":"alice"},
                {"id":"a1","method":"cert","fingerprint":"%s","isIssuedByNetwork":%s}],"meta":{}}""".formatted(taken, issuedByNetwork)).handle(exchange));
        controller.on("POST", EXTEND, this::extend);
        controller.on("POST", VERIFY, this::verify);
    }

    @AfterEach
    void stop() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
        controller.close();
    }

    // ---- the whole way

    @Test
    void aRenewedCertificateIsShownAndWrittenIntoTheFile() throws Exception {
        Client client = open();
        String before = client.identity.fingerprint();
        client.renewal.look(client.session);

        assertNotEquals(before, taken);
        assertEquals(taken, client.identity.fingerprint());
        assertEquals(taken, ZitiIdentity.read(file).fingerprint());
        assertFalse(Files.exists(beside));
        assertEquals("alice", client.controller.login().identityName());
        assertEquals(List.of(), outdated);
    }

    @Test
    void onlyTheCertificateInTheFileChanges() throws Exception {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(Files.readString(file));
        json.putArray("configTypes").add("x");
        json.put("enableHa", false).putObject("fromAnotherSdk").put("n", 1.50);
        Files.writeString(file, json.toString());
        Client client = open();
        client.renewal.look(client.session);

        ObjectNode after = (ObjectNode) JsonMapper.shared().readTree(Files.readString(file));
        assertNotEquals(json.path("id").path("cert"), after.path("id").path("cert"));
        ((ObjectNode) after.path("id")).set("cert", json.path("id").path("cert"));
        assertEquals(json, after);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void anRsaIdentityKeepsItsKey() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        Instant now = Instant.now();
        TestPki.Certified certified =
                pki.issue("alice", rsa.generateKeyPair(), now.minus(Duration.ofDays(9)), now.plus(Duration.ofDays(1)));
        String key = TestPki.pem("PRIVATE KEY", certified.key().getEncoded());
        Files.writeString(
                file,
                pki.identityJson(key, TestPki.pem(certified.certificate()), controller.url())
                        .toString());
        taken = ZitiIdentity.read(file).fingerprint();
        Client client = open();
        client.renewal.look(client.session);
        assertEquals(taken, ZitiIdentity.read(file).fingerprint());
        assertNotEquals(ZitiIdentity.fingerprint(certified.certificate()), taken);
    }

    @Test
    void anOidcSessionIsNotKeptBecauseItsTokenNamesTheOldCertificate() throws Exception {
        Client client = open();
        ApiSession oidc = new ApiSession("as", ApiSession.Kind.OIDC, "t", "id-alice", "alice", Instant.EPOCH, false);
        client.renewal.look(oidc);
        assertEquals(List.of(oidc), outdated);
    }

    @Test
    void whatIsNotDueIsNotEvenAskedFor() throws Exception {
        Client client = open(Duration.ZERO);
        client.renewal.look(client.session);
        assertFalse(controller.calls().contains("GET " + LIST));
    }

    @Test
    void aCertificateOfSomebodyElsesAuthorityIsLeftAlone() throws Exception {
        issuedByNetwork = false;
        Client client = open();
        client.renewal.look(client.session);
        assertFalse(controller.calls().contains("POST " + EXTEND));
    }

    // ---- cut off

    @Test
    void cutOffAfterExtendingItStartsAnew() throws Exception {
        controller.on("POST", EXTEND, exchange -> {
            unverified = pki.sign(body("clientCertCsr")).toString();
            reply(503, "{}").handle(exchange);
        });
        Client client = open();
        assertThrows(ZitiException.class, () -> client.renewal.look(client.session));

        controller.on("POST", EXTEND, this::extend);
        Client again = open();
        again.renewal.look(again.session);
        assertEquals(taken, ZitiIdentity.read(file).fingerprint());
    }

    @Test
    void cutOffBeforeVerifyingItGoesOnWithTheCertificateItHasKept() throws Exception {
        controller.on("POST", VERIFY, reply(503, "{}"));
        Client client = open();
        String before = client.identity.fingerprint();
        assertThrows(ZitiException.class, () -> client.renewal.look(client.session));
        assertTrue(Files.exists(beside));
        assertEquals(before, client.identity.fingerprint());

        controller.on("POST", VERIFY, this::verify);
        controller.forgetRequests();
        Client again = open();
        again.renewal.look(again.session);
        assertFalse(controller.calls().contains("POST " + EXTEND));
        assertNotEquals(before, taken);
        assertEquals(taken, ZitiIdentity.read(file).fingerprint());
        assertFalse(Files.exists(beside));
    }

    @Test
    void cutOffAfterVerifyingTheNextLogInFindsTheKeptCertificate() throws Exception {
        answerLost = true;
        Client client = open();
        assertThrows(ZitiException.class, () -> client.renewal.look(client.session));
        assertNotEquals(taken, ZitiIdentity.read(file).fingerprint());

        Client again = open();
        assertEquals(taken, again.identity.fingerprint());
        again.renewal.look(again.session);
        assertEquals(taken, ZitiIdentity.read(file).fingerprint());
        assertFalse(Files.exists(beside));
    }

    @Test
    void anAnswerThatWasLostIsFoundOutWithoutANewLogIn() throws Exception {
        answerLost = true;
        Client client = open();
        assertThrows(ZitiException.class, () -> client.renewal.look(client.session));
        client.renewal.look(client.session);
        assertEquals(taken, client.identity.fingerprint());
        assertEquals(taken, ZitiIdentity.read(file).fingerprint());
    }

    @Test
    void cutOffAfterRewritingTheFileTheOtherOneIsCleanedUp() throws Exception {
        Client client = open();
        client.renewal.look(client.session);
        Files.writeString(beside, TestPki.pem(ZitiIdentity.read(file).certificate()));
        assertEquals("", ZitiIdentity.read(file).renewable().orElseThrow().waitingPem());
        assertFalse(Files.exists(beside));
    }

    // ---- what can go wrong

    @Test
    void aCertificateThatTheControllerNoLongerWantsIsReplacedByANewOne() throws Exception {
        Client client = open();
        client.identity
                .renewable()
                .orElseThrow()
                .keep(TestPki.pem(
                        pki.sign(client.identity.renewable().orElseThrow().request())));
        client.renewal.look(client.session);
        assertEquals(
                List.of("POST " + VERIFY, "POST " + EXTEND, "POST " + VERIFY),
                controller.calls().stream()
                        .filter(c -> c.startsWith("POST " + LIST))
                        .toList());
        assertEquals(taken, ZitiIdentity.read(file).fingerprint());
    }

    @Test
    void whereTheIdentityFileCannotBeWrittenTheKeptOneStays() throws Exception {
        Client client = open();
        String before = Files.readString(file);
        Files.delete(file);
        client.renewal.look(client.session);
        assertEquals(taken, client.identity.fingerprint());

        Files.writeString(file, before);
        Client again = open();
        assertEquals(taken, again.identity.fingerprint());
    }

    @Test
    void whereNothingCanBeKeptTheControllerIsNotToldToGoOver() throws Exception {
        Files.createDirectories(beside.resolve("in the way"));
        Client client = open();
        ZitiException e = assertThrows(ZitiException.class, () -> client.renewal.look(client.session));
        assertEquals(ZitiFailure.STORAGE, e.failure());
        assertTrue(e.sentence().contains("when the certificate ends"), e::sentence);
        assertFalse(controller.calls().contains("POST " + VERIFY));
        assertEquals("alice", open().session.identityName());
    }

    @Test
    void anotherIdentityThatWasPutInPlaceOfTheFileIsNotOverwritten() throws Exception {
        Client client = open();
        pki.identityFile(folder, "alice", controller.url());
        String other = Files.readString(file);
        client.renewal.look(client.session);
        assertEquals(other, Files.readString(file));
        assertEquals(taken, client.identity.fingerprint());
    }

    @Test
    void aCertificateForAnotherKeyIsRefused() throws Exception {
        controller.on(
                "POST",
                EXTEND,
                reply(
                        200,
                        JsonMapper.shared()
                                .createObjectNode()
                                .set(
                                        "data",
                                        JsonMapper.shared()
                                                .createObjectNode()
                                                .put(
                                                        "clientCert",
                                                        TestPki.pem(pki.issue("alice")
                                                                .certificate())))
                                .toString()));
        Client client = open();
        assertEquals(
                ZitiFailure.PROTOCOL,
                assertThrows(ZitiException.class, () -> client.renewal.look(client.session))
                        .failure());
        assertFalse(Files.exists(beside));
    }

    @Test
    void anIdentityThatIsReallyRefusedIsToldSoAndShowsItsOwnCertificateAgain() throws Exception {
        Client client = open();
        client.identity
                .renewable()
                .orElseThrow()
                .keep(TestPki.pem(
                        pki.sign(client.identity.renewable().orElseThrow().request())));
        String before = client.identity.fingerprint();
        taken = "nobody";
        assertEquals(
                ZitiFailure.LOGIN_REFUSED,
                assertThrows(ZitiException.class, client.controller::login).failure());
        assertEquals(before, client.identity.fingerprint());
    }

    @Test
    void anExpiredCertificateIsNotTheEndWhenTheNextOneWasKept() throws Exception {
        Instant now = Instant.now();
        var keys = TestPki.ecKeys();
        TestPki.Certified old = pki.issue("alice", keys, now.minus(Duration.ofDays(9)), now.minusSeconds(60));
        TestPki.Certified next = pki.issue("alice", keys, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(9)));
        String key = TestPki.pem("PRIVATE KEY", old.key().getEncoded());
        Files.writeString(
                file,
                pki.identityJson(key, TestPki.pem(old.certificate()), controller.url())
                        .toString());
        assertEquals(
                ZitiFailure.CERTIFICATE_EXPIRED,
                assertThrows(ZitiException.class, () -> ZitiIdentity.read(file)).failure());

        Files.writeString(beside, TestPki.pem(next.certificate()));
        taken = ZitiIdentity.fingerprint(next.certificate());
        Client client = open(Duration.ZERO);
        client.renewal.look(client.session);
        assertFalse(Files.exists(beside));
        assertEquals(taken, ZitiIdentity.read(file).fingerprint());
    }

    // ---- the client and the controller

    private record Client(
            ZitiIdentity identity, ControllerClient controller, ApiSession session, CertificateRenewal renewal) {}

    /** Certificates of the test network are 10 days old and live for another 10. */
    private Client open() throws Exception {
        return open(Duration.ofDays(5));
    }

    private Client open(Duration later) throws Exception {
        ZitiIdentity identity = ZitiIdentity.read(file);
        ControllerClient client = new ControllerClient(identity, new ClientInfo("test", "1"));
        opened.push(client);
        ApiSession session = client.login();
        return new Client(
                identity,
                client,
                session,
                new CertificateRenewal(
                        identity.renewable().orElseThrow(),
                        client,
                        RandomGenerator.getDefault(),
                        () -> Instant.now().plus(later),
                        outdated::add));
    }

    private static HttpHandler reply(int status, String body) {
        return FakeController.reply(status, body);
    }

    private void authenticate(HttpExchange exchange) throws IOException {
        if (shown(exchange).equals(taken)) {
            reply(200, FakeController.apiSession("t1", "alice")).handle(exchange);
        } else {
            FakeController.refuse(401, "INVALID_AUTH", "The authentication request failed")
                    .handle(exchange);
        }
    }

    private void extend(HttpExchange exchange) throws IOException {
        if (!shown(exchange).equals(taken)) {
            FakeController.refuse(401, "UNAUTHORIZED", "no").handle(exchange);
            return;
        }
        X509Certificate issued = pki.sign(body("clientCertCsr"));
        unverified = ZitiIdentity.fingerprint(issued);
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.putObject("data").put("clientCert", TestPki.pem(issued) + TestPki.pem(pki.authority()));
        reply(200, json.toString()).handle(exchange);
    }

    private void verify(HttpExchange exchange) throws IOException {
        String offered =
                ZitiIdentity.fingerprint(Pem.certificates(body("clientCert").getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .getFirst());
        if (!offered.equals(unverified)) {
            FakeController.refuse(400, "INVALID_CLIENT_CERT", "no").handle(exchange);
            return;
        }
        taken = unverified;
        unverified = "";
        if (answerLost) {
            answerLost = false;
            reply(503, "{}").handle(exchange);
        } else {
            reply(200, "{\"data\":{},\"meta\":{}}").handle(exchange);
        }
    }

    private String body(String field) {
        JsonNode body =
                JsonMapper.shared().readTree(controller.requests().getLast().body());
        return body.path(field).asString("");
    }

    private static String shown(HttpExchange exchange) throws IOException {
        return ZitiIdentity.fingerprint(
                (X509Certificate) ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0]);
    }
}

package dev.chatp2p.ziti.enroll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import dev.chatp2p.ziti.rest.FakeRestApi.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class EnrollWithOneTimeTokenTest extends EnrollTestBase {
    @Test
    void makesAnIdentityThatCanBeRead() throws Exception {
        enroll();

        ZitiIdentity made = ZitiIdentity.read(identity);
        assertEquals(List.of(URI.create(controller.url() + "/edge/client/v1")), made.controllers());
        assertEquals(
                "CN=wqtgyZVOb", made.certificate().getSubjectX500Principal().getName());
        assertEquals(
                List.of(EnrollmentStep.MAKING_KEY, EnrollmentStep.REQUESTING_CERTIFICATE, EnrollmentStep.SAVING),
                progress);
    }

    @Test
    void theKeyIsWrittenWithItsPublicHalfAsTheGoToolsDo() throws Exception {
        enroll();

        String key = keyOfIdentity().replaceAll("-----.*-----|\\s", "");
        PrivateKeyInfo written = PrivateKeyInfo.getInstance(Base64.getDecoder().decode(key));
        assertEquals(
                SubjectPublicKeyInfo.getInstance(ZitiIdentity.read(identity)
                                .certificate()
                                .getPublicKey()
                                .getEncoded())
                        .getPublicKeyData(),
                ECPrivateKey.getInstance(written.parsePrivateKey()).getPublicKey());
    }

    /** In PEM. */
    private String keyOfIdentity() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(identity))
                .path("id")
                .path("key")
                .asString()
                .substring("pem:".length());
    }

    @Test
    void writesTheLayoutOfTheGoTools() throws Exception {
        enroll();

        JsonNode json = JsonMapper.shared().readTree(Files.readString(identity));
        assertEquals(List.of("ztAPI", "ztAPIs", "configTypes", "id", "enableHa"), List.copyOf(json.propertyNames()));
        assertTrue(json.path("ztAPIs").isNull());
        assertTrue(json.path("id").path("key").asString().startsWith("pem:-----BEGIN PRIVATE KEY-----\n"));
        assertTrue(json.path("id").path("cert").asString().startsWith("pem:-----BEGIN CERTIFICATE-----\n"));
        assertEquals(
                "pem:" + TestPki.pem(network.authority()),
                json.path("id").path("ca").asString());
    }

    @Test
    void leavesTheIdentityAloneInItsFolderAndForItsOwnerOnly() throws Exception {
        enroll();

        assertEquals(List.of("alice.json"), files());
        assertEquals("rw-------", permissions(identity));
    }

    @Test
    void sendsTheSecretOnlyWithTheRequestForTheCertificate() throws Exception {
        enroll();

        assertEquals(List.of("GET /.well-known/est/cacerts", "GET /version", "POST /enroll"), controller.calls());
        Request request = controller.requests().getLast();
        assertEquals("method=ott&token=ff496c35-c9c2-4e1e-aeb7-2160de096e03", request.query());
        assertEquals("application/x-pem-file", request.header("content-type"));
        assertEquals("application/json", request.header("accept"));
        assertTrue(request.body().startsWith("-----BEGIN CERTIFICATE REQUEST-----\n"));
    }

    @Test
    void takesABareCertificateToo() throws Exception {
        controller.on("POST /enroll", exchange -> {
            String request = body(exchange);
            FakeEnrollmentController.send(
                    exchange, 200, "application/x-pem-file", "\n" + TestPki.pem(network.sign(request)));
        });

        enroll();

        assertEquals(
                "CN=wqtgyZVOb",
                ZitiIdentity.read(identity)
                        .certificate()
                        .getSubjectX500Principal()
                        .getName());
    }

    @Test
    void keepsIntermediateCertificates() throws Exception {
        controller.on(
                "POST /enroll",
                exchange -> FakeEnrollmentController.send(
                        exchange,
                        200,
                        "application/x-pem-file",
                        TestPki.pem(network.sign(body(exchange))) + TestPki.pem(network.authority())));

        enroll();

        String cert = JsonMapper.shared()
                .readTree(Files.readString(identity))
                .path("id")
                .path("cert")
                .asString();
        assertTrue(cert.endsWith(TestPki.pem(network.authority())));
    }

    @Test
    void theKeyIsOnTheDiskBeforeTheInvitationIsUsed() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>("");
        controller.on("POST /enroll", exchange -> {
            Path key = keyFile();
            seen.set(permissions(key) + (Files.readString(key).contains("-----BEGIN PRIVATE KEY-----") ? " key" : ""));
            FakeEnrollmentController.send(
                    exchange, 200, "application/x-pem-file", TestPki.pem(network.sign(body(exchange))));
        });

        enroll();

        assertEquals("rw------- key", seen.get());
        assertFalse(Files.exists(keyFile()));
    }

    @Test
    void goesOnWithTheSameKeyAfterACrash() throws Exception {
        controller.on("POST /enroll", HttpExchange::close);
        assertFails(ZitiFailure.CONTROLLER_UNREACHABLE);
        String before = Files.readString(keyFile());
        controller.restore("POST /enroll");

        enroll();

        assertTrue(before.contains(keyOfIdentity()));
        assertEquals(List.of("alice.json"), files());
    }

    @Test
    void givesNoInvitationTheKeyOfAnother() throws Exception {
        controller.on("POST /enroll", HttpExchange::close);
        assertFails(ZitiFailure.CONTROLLER_UNREACHABLE);
        String before = Files.readString(keyFile());
        controller.restore("POST /enroll");

        enroll(controller.invitation(controller.claims().put("jti", "another")));

        assertFalse(before.contains(keyOfIdentity()));
    }

    @Test
    void theKeyFileDoesNotTellTheInvitation() throws Exception {
        controller.on("POST /enroll", HttpExchange::close);
        assertFails(ZitiFailure.CONTROLLER_UNREACHABLE);

        assertFalse(Files.readString(keyFile()).contains("ff496c35"));
    }

    @Test
    void makesANewKeyWhenTheKeptOneIsDamaged() throws Exception {
        controller.on("POST /enroll", HttpExchange::close);
        assertFails(ZitiFailure.CONTROLLER_UNREACHABLE);
        String before = Files.readString(keyFile());
        Files.writeString(keyFile(), before.substring(0, before.length() - 80));
        controller.restore("POST /enroll");

        enroll();

        ZitiIdentity.read(identity);
    }

    @Test
    void saysThatAnEarlierAttemptHereHasUsedTheInvitation() throws Exception {
        controller.on("POST /enroll", HttpExchange::close);
        assertFails(ZitiFailure.CONTROLLER_UNREACHABLE);
        controller.on("POST /enroll", FakeEnrollmentController.refuse(400, "INVALID_ENROLLMENT_TOKEN", "not valid"));

        ZitiException failed = assertFails(ZitiFailure.INVITATION_USED);

        assertTrue(failed.sentence().contains("earlier attempt here"), failed.sentence());
    }

    @Test
    void doesNotOverwriteAFileNorUseTheInvitationThen() throws Exception {
        Files.createDirectories(identity.getParent());
        Files.writeString(identity, "precious");

        ZitiException failed = assertFails(ZitiFailure.STORAGE);

        assertEquals("precious", Files.readString(identity));
        assertTrue(failed.sentence().contains("not overwritten"), failed.sentence());
        assertFalse(controller.calls().contains("POST /enroll"));
    }

    @Test
    void leavesAForeignKeyFileAloneAndDoesNotUseTheInvitationThen() throws Exception {
        Files.createDirectories(identity.getParent());
        String foreign =
                TestPki.pem("PRIVATE KEY", TestPki.ecKeys().getPrivate().getEncoded());
        Files.writeString(keyFile(), foreign);

        ZitiException failed = assertFails(ZitiFailure.STORAGE);

        assertEquals(foreign, Files.readString(keyFile()));
        assertTrue(failed.sentence().contains("alice.json.key"), failed.sentence());
        assertEquals(List.of("alice.json.key"), files());
        assertFalse(controller.calls().contains("POST /enroll"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "not everybody may make symbolic links there")
    void leavesAForeignLinkInThePlaceOfTheKeyAlone() throws Exception {
        Files.createDirectories(identity.getParent());
        Files.createSymbolicLink(keyFile(), folder.resolve("elsewhere"));

        assertFails(ZitiFailure.STORAGE);

        assertTrue(Files.isSymbolicLink(keyFile()));
        assertFalse(Files.exists(folder.resolve("elsewhere")));
    }

    @Test
    void doesNotOverwriteAFileThatAppearsMeanwhile() throws Exception {
        controller.on("POST /enroll", exchange -> {
            Files.writeString(identity, "precious");
            FakeEnrollmentController.send(
                    exchange, 200, "application/x-pem-file", TestPki.pem(network.sign(body(exchange))));
        });

        assertFails(ZitiFailure.STORAGE);

        assertEquals("precious", Files.readString(identity));
        assertEquals(List.of("alice.json", "alice.json.key"), files());
    }

    @Test
    void doesNotUseTheInvitationWhenNothingCanBeWritten() throws Exception {
        Files.writeString(folder.resolve("new folder"), "a file in the place of the folder");

        assertFails(ZitiFailure.STORAGE);

        assertFalse(controller.calls().contains("POST /enroll"));
    }

    @Test
    void takesNoProof() throws Exception {
        CheckedInvitation checked = enroller.check(controller.invitation());

        ZitiException failed = assertThrows(
                ZitiException.class,
                () -> enroller.enroll(checked, new Proof.Password("a", "b"), identity, progress::add));

        assertEquals(ZitiFailure.METHOD_NOT_SUPPORTED, failed.failure());
        assertFalse(controller.calls().contains("POST /enroll"));
    }

    @Test
    void aUsedInvitationIsSaidSo() throws Exception {
        enroll();
        identity = folder.resolve("again.json");

        ZitiException failed = assertFails(ZitiFailure.INVITATION_USED);

        assertTrue(failed.sentence().contains("used already"), failed.sentence());
    }

    @Test
    void anExpiredInvitationIsSaidSoWhenOnlyTheControllerKnows() throws Exception {
        controller.on("POST /enroll", FakeEnrollmentController.refuse(400, "ENROLLMENT_EXPIRED", "too late"));

        assertFails(ZitiFailure.INVITATION_EXPIRED);
    }

    @Test
    void whatTheControllerCannotExplainIsQuotedButBounded() throws Exception {
        controller.on(
                "POST /enroll", FakeEnrollmentController.refuse(400, "COULD_NOT_PROCESS_CSR", "no\u202e".repeat(500)));

        ZitiException failed = assertFails(ZitiFailure.PROTOCOL);

        assertTrue(failed.sentence().contains("no no no"), failed.sentence());
        assertTrue(failed.sentence().length() < 400);
        assertFalse(failed.sentence().contains("\u202e"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aControllerInTroubleMayBeTriedAgain(int status) throws Exception {
        controller.on("POST /enroll", FakeEnrollmentController.reply(status, "<html>"));

        assertFails(ZitiFailure.CONTROLLER_UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"data\":{\"cert\":7}}",
                "{\"data\"",
                "garbage",
                "-----BEGIN CERTIFICATE-----\nAAAA\n"
            })
    void refusesAnAnswerWithoutACertificate(String answer) throws Exception {
        controller.on("POST /enroll", FakeEnrollmentController.reply(200, answer));

        assertFails(ZitiFailure.PROTOCOL);

        assertEquals(List.of("alice.json.key"), files());
    }

    @Test
    void refusesTheCertificateOfAnotherKey() throws Exception {
        controller.on(
                "POST /enroll",
                FakeEnrollmentController.reply(
                        200, TestPki.pem(network.issue("wqtgyZVOb").certificate())));

        ZitiException failed = assertFails(ZitiFailure.PROTOCOL);

        assertTrue(failed.sentence().contains("another key"), failed.sentence());
    }

    @Test
    void refusesAHugeAnswer() throws Exception {
        controller.on("POST /enroll", FakeEnrollmentController.reply(200, "x".repeat((1 << 20) + 1)));

        assertFails(ZitiFailure.PROTOCOL);
    }

    @Test
    void doesNotWaitForeverForAnAnswer() throws Exception {
        Invitation invitation = controller.invitation();
        CheckedInvitation checked = enroller.check(invitation);
        controller.on("POST /enroll", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });
        ControllerEnroller impatient = new ControllerEnroller(Duration.ofMillis(300), InstantSource.system());

        ZitiException failed = assertThrows(
                ZitiException.class, () -> impatient.enroll(checked, new Proof.None(), identity, progress::add));

        assertEquals(ZitiFailure.CONTROLLER_UNREACHABLE, failed.failure());
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        Thread enrolling = Thread.currentThread();
        controller.on("POST /enroll", _ -> enrolling.interrupt());

        assertThrows(InterruptedException.class, this::enroll);

        assertEquals(List.of("alice.json.key"), files());
    }

    @Test
    void noSentenceHoldsTheSecret() throws Exception {
        controller.on("POST /enroll", HttpExchange::close);

        ZitiException failed = assertFails(ZitiFailure.CONTROLLER_UNREACHABLE);

        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            assertFalse(cause.toString().contains("ff496c35"), cause.toString());
        }
    }

    private void enroll() throws Exception {
        enroll(controller.invitation());
    }

    private void enroll(Invitation invitation) throws ZitiException, InterruptedException {
        enroll(invitation, new Proof.None());
    }

    private ZitiException assertFails(ZitiFailure failure) {
        ZitiException failed = assertThrows(ZitiException.class, this::enroll);
        assertEquals(failure, failed.failure(), failed.sentence());
        return failed;
    }

    private Path keyFile() {
        return identity.resolveSibling("alice.json.key");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** The fake has read the body already; it stands in its list. */
    private String body(HttpExchange exchange) {
        assertEquals("POST", exchange.getRequestMethod());
        return controller.requests().getLast().body();
    }
}

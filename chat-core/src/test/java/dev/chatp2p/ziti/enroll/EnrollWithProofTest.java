package dev.chatp2p.ziti.enroll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import dev.chatp2p.ziti.rest.FakeRestApi.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Methods ottca, ca, updb, and the one that enrols nobody. */
@Timeout(60)
class EnrollWithProofTest extends EnrollTestBase {
    @Test
    void aCertificateOfOnesOwnBecomesTheIdentity() throws Exception {
        TestPki.Certified own = network.issue("alice");

        enroll("ottca", proof(own));

        ZitiIdentity made = ZitiIdentity.read(identity);
        assertEquals(own.certificate(), made.certificate());
        Request request = controller.requests().getLast();
        assertEquals("method=ottca&token=ff496c35-c9c2-4e1e-aeb7-2160de096e03", request.query());
        assertEquals("text/plain", request.header("content-type"));
        assertEquals("", request.body());
        assertEquals(List.of(EnrollmentStep.REQUESTING_CERTIFICATE, EnrollmentStep.SAVING), progress);
        assertEquals(List.of("alice.json"), files());
    }

    @Test
    void withoutATokenTheCertificateGivesTheName() throws Exception {
        enroll("ca", proof(network.issue("älice the first 👋")));

        Request request = controller.requests().getLast();
        assertEquals("method=ca", request.query());
        assertEquals(
                "älice the first 👋",
                JsonMapper.shared().readTree(request.body()).path("name").asString());
        ZitiIdentity.read(identity);
    }

    @Test
    void aCertificateThatWasEnrolledAlreadyIsSaidSo() throws Exception {
        Proof files = proof(network.issue("alice"));
        enroll("ca", files);
        identity = folder.resolve("again.json");

        ZitiException failed = assertFails(ZitiFailure.INVITATION_USED, "ca", files);

        assertTrue(failed.sentence().contains("certificate was enrolled already"), failed.sentence());
        assertFalse(Files.exists(identity));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ottca", "ca"})
    void aCertificateOfAnUnknownCaIsSaidSo(String method) throws Exception {
        ZitiException failed =
                assertFails(ZitiFailure.BAD_IDENTITY, method, proof(new TestPki("unknown").issue("alice")));

        assertTrue(failed.sentence().contains("does not know the CA"), failed.sentence());
        assertEquals(List.of(), files());
    }

    @Test
    void filesThatCannotBeUsedAreNamedBeforeTheInvitationIsUsed() throws Exception {
        TestPki.Certified own = network.issue("alice");
        Path certificate = Files.writeString(folder.resolve("cert.pem"), TestPki.pem(own.certificate()));
        Path key = Files.writeString(
                folder.resolve("key.pem"), TestPki.pem("PRIVATE KEY", own.key().getEncoded()));
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "garbage");
        Path otherKey = Files.writeString(
                folder.resolve("other.pem"),
                TestPki.pem("PRIVATE KEY", TestPki.ecKeys().getPrivate().getEncoded()));
        Path locked = Files.writeString(
                folder.resolve("locked.pem"),
                TestPki.pem("ENCRYPTED PRIVATE KEY", own.key().getEncoded()));

        Path lockedTheOldWay = Files.writeString(folder.resolve("old.pem"), """
                -----BEGIN EC PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-256-CBC,00

                AAAA
                -----END EC PRIVATE KEY-----
                """);
        Path unknown = Files.writeString(
                folder.resolve("curve.pem"),
                TestPki.pem(
                        "PRIVATE KEY",
                        KeyPairGenerator.getInstance("Ed25519")
                                .generateKeyPair()
                                .getPrivate()
                                .getEncoded()));

        assertBad("no certificate", garbage, key);
        assertBad("“garbage.pem” cannot be used. Choose the RSA or EC key", certificate, garbage);
        assertBad("“curve.pem” cannot be used. Choose the RSA or EC key", certificate, unknown);
        assertBad("do not belong together", certificate, otherKey);
        assertBad("“locked.pem” is protected with a password", certificate, locked);
        assertBad("“old.pem” is protected with a password", certificate, lockedTheOldWay);
        assertBad("cannot be read", folder.resolve("missing.pem"), key);
        assertFalse(controller.calls().contains("POST /enroll"));
    }

    @Test
    void anExpiredCertificateIsNamed() throws Exception {
        KeyPair keys = TestPki.ecKeys();
        Instant now = Instant.now();
        TestPki.Certified own =
                network.issue("alice", keys, now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)));

        ZitiException failed = assertFails(ZitiFailure.BAD_IDENTITY, "ottca", proof(own));

        assertTrue(failed.sentence().contains("has expired"), failed.sentence());
    }

    @Test
    void aNameAndAPasswordMakeAnIdentityWithoutAKey() throws Exception {
        enroll("updb", new Proof.Password("alice", "s3cret \"word\""));

        JsonNode sent =
                JsonMapper.shared().readTree(controller.requests().getLast().body());
        assertEquals("alice", sent.path("username").asString());
        assertEquals("s3cret \"word\"", sent.path("password").asString());
        String text = Files.readString(identity);
        JsonNode json = JsonMapper.shared().readTree(text);
        assertEquals(List.of("ca"), List.copyOf(json.path("id").propertyNames()));
        assertFalse(text.contains("s3cret"));
    }

    @Test
    void theNameThatTheAdministratorHasFixedHolds() throws Exception {
        enroll("updb", new Proof.Password("alice", "password"));

        assertEquals(
                "name-of-the-admin",
                JsonMapper.shared()
                        .readTree(Files.readString(identity))
                        .path("username")
                        .asString());
    }

    @Test
    void aPasswordThatIsRefusedIsExplainedAndNotQuoted() throws Exception {
        ObjectNode refusal = Tokens.json();
        refusal.putObject("error")
                .put("code", "COULD_NOT_VALIDATE")
                .put("message", "The supplied request contains an invalid document")
                .putObject("cause")
                .put("field", "password")
                .put("reason", "password in body should be at least 5 chars long")
                .put("value", "pssw");
        controller.on("POST /enroll", FakeEnrollmentController.reply(400, refusal.toString()));

        ZitiException failed =
                assertFails(ZitiFailure.METHOD_NOT_SUPPORTED, "updb", new Proof.Password("alice", "pssw"));

        assertTrue(failed.sentence().contains("at least 5 chars"), failed.sentence());
        assertFalse(failed.sentence().contains("pssw"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ottca", "ca", "updb"})
    void whatMustBeGivenAlongIsSaid(String method) throws Exception {
        ZitiException failed = assertFails(ZitiFailure.METHOD_NOT_SUPPORTED, method, new Proof.None());

        assertTrue(failed.sentence().startsWith("This invitation needs a"), failed.sentence());
        assertFalse(controller.calls().contains("POST /enroll"));
    }

    @Test
    void aNetworkTokenEnrolsNobody() throws Exception {
        ZitiException failed = assertFails(ZitiFailure.METHOD_NOT_SUPPORTED, "network", new Proof.None());

        assertTrue(failed.sentence().contains("invitation of your own"), failed.sentence());
        assertTrue(failed.sentence().contains("127.0.0.1"), failed.sentence());
    }

    private void assertBad(String words, Path certificate, Path key) throws Exception {
        ZitiException failed = assertFails(ZitiFailure.BAD_IDENTITY, "ottca", new Proof.Certificate(certificate, key));
        assertTrue(failed.sentence().contains(words), failed.sentence());
        assertFalse(failed.sentence().contains("identity"), failed.sentence());
    }

    private ZitiException assertFails(ZitiFailure failure, String method, Proof proof) throws Exception {
        ZitiException failed = assertThrows(ZitiException.class, () -> enroll(method, proof));
        assertEquals(failure, failed.failure(), failed.sentence());
        return failed;
    }

    private void enroll(String method, Proof proof) throws Exception {
        enroll(controller.invitation(controller.claims().put("em", method)), proof);
    }

    private Proof proof(TestPki.Certified own) throws IOException {
        return new Proof.Certificate(
                Files.writeString(folder.resolve("own.cert"), TestPki.pem(own.certificate())),
                Files.writeString(
                        folder.resolve("own.key"),
                        TestPki.pem("PRIVATE KEY", own.key().getEncoded())));
    }
}

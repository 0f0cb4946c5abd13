package dev.chatp2p.setup.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.setup.lab.GoPeer;
import dev.chatp2p.setup.lab.GoPeers;
import dev.chatp2p.setup.lab.LabAccess;
import dev.chatp2p.setup.lab.LabNetwork;
import dev.chatp2p.setup.lab.RealNetwork;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.enroll.CheckedInvitation;
import dev.chatp2p.ziti.enroll.ControllerEnroller;
import dev.chatp2p.ziti.enroll.Enroller;
import dev.chatp2p.ziti.enroll.EnrollmentMethod;
import dev.chatp2p.ziti.enroll.Invitation;
import dev.chatp2p.ziti.enroll.Proof;
import dev.chatp2p.ziti.identity.TestPki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every way to enrol at a real controller, and what the identities are good for. */
@RealNetwork
@Timeout(120)
class EnrollmentIT extends InteropTestBase {
    /** The role attribute of those with {@link LabAccess#CHAT}. */
    private static final String SERVICE_USERS = "chat-p2p";

    private final GoPeers peers;
    private final Enroller enroller = new ControllerEnroller();

    @TempDir
    private Path folder;

    EnrollmentIT(LabNetwork network, GoPeers peers) {
        super(network);
        this.peers = peers;
    }

    // ---- one-time tokens

    @Test
    void anInvitationBecomesAnIdentityThatHosts() throws Exception {
        Invitation invitation = Invitation.read(network.invite("invited", LabAccess.CHAT));
        assertEquals(EnrollmentMethod.OTT, invitation.method());
        assertEquals(network.controllerAddress(), invitation.controller());
        assertTrue(invitation.expires().orElseThrow().isAfter(Instant.now()));

        long started = System.nanoTime();
        Path identity = enroll(invitation, new Proof.None());
        Duration took = Duration.ofNanos(System.nanoTime() - started);

        assertTrue(took.compareTo(Duration.ofSeconds(3)) < 0, took.toString());
        assertHosts("invited", identity);
    }

    @Test
    void aNameOfAnyKindCanBeInvited() throws Exception {
        Path identity = enroll(Invitation.read(network.invite("Zoë O'Neil 👋", LabAccess.CHAT)), new Proof.None());

        assertHosts("Zoë O'Neil 👋", identity);
    }

    @Test
    void theSameInvitationWorksOnce() throws Exception {
        Invitation invitation = Invitation.read(network.invite("once", LabAccess.CHAT));
        enroll(invitation, new Proof.None());

        ZitiException failed = assertThrows(ZitiException.class, () -> enroll(invitation, new Proof.None()));

        assertEquals(ZitiFailure.INVITATION_USED, failed.failure(), failed.sentence());
    }

    @Test
    void anInvitationWhoseIdentityWasDeletedIsSaidToBeTakenBack() throws Exception {
        Invitation invitation = Invitation.read(network.invite("taken-back", LabAccess.CHAT));
        network.administer("edge", "delete", "identity", "taken-back");

        ZitiException failed = assertThrows(ZitiException.class, () -> enroll(invitation, new Proof.None()));

        assertEquals(ZitiFailure.INVITATION_USED, failed.failure(), failed.sentence());
    }

    @Test
    void theGoToolsAcceptOurIdentityFile() throws Exception {
        Path identity = enroll(Invitation.read(network.invite("go-with-our-file", LabAccess.CHAT)), new Proof.None());
        Listener listener = host(
                open(enroll(Invitation.read(network.invite("java-with-our-file", LabAccess.CHAT)), new Proof.None())),
                3);

        GoPeer caller = peers.dial(network.enrolled("go-with-our-file", identity), "java-with-our-file", "hi there");
        Link link = opened(listener.accept());

        assertEquals(new PeerId("go-with-our-file"), link.peer());
        assertEquals("hi there", new String(link.appData(), UTF_8));
        caller.await("CONNECTED");
    }

    // ---- certificates of somebody else's CA

    @Test
    void aCertificateOfARegisteredCaIsEnrolledWithAToken() throws Exception {
        TestPki company = company("company");
        network.invite("with-certificate", LabAccess.CHAT);
        network.administer("edge", "create", "enrollment", "ottca", "with-certificate", "company");
        Invitation invitation = Invitation.parse(pendingToken("ottca", "with-certificate"));
        assertEquals(EnrollmentMethod.OTTCA, invitation.method());

        Proof strangers = proof(new TestPki("stranger").issue("stranger"));
        ZitiException unknown = assertThrows(ZitiException.class, () -> enroll(invitation, strangers));
        assertEquals(ZitiFailure.BAD_IDENTITY, unknown.failure(), unknown.sentence());
        assertTrue(unknown.sentence().contains("does not know the CA"), unknown.sentence());

        Proof proof = proof(company.issue("with certificate"));
        assertHosts("with-certificate", enroll(invitation, proof));

        ZitiException again = assertThrows(ZitiException.class, () -> enroll(invitation, proof));
        assertEquals(ZitiFailure.INVITATION_USED, again.failure(), again.sentence());
    }

    @Test
    void aCertificateOfARegisteredCaEnrolsByItself() throws Exception {
        TestPki company = company("other-company");
        Invitation invitation =
                Invitation.parse(network.caToken(ca("other-company").path("id").asString()));
        assertEquals(EnrollmentMethod.CA, invitation.method());

        Proof proof = proof(company.issue("Carol of the company"));
        assertHosts("Carol of the company", enroll(invitation, proof));

        ZitiException again = assertThrows(ZitiException.class, () -> enroll(invitation, proof));
        assertEquals(ZitiFailure.INVITATION_USED, again.failure(), again.sentence());
        assertTrue(again.sentence().contains("certificate was enrolled already"), again.sentence());
    }

    // ---- the rest

    @Test
    void aNameAndAPasswordAreEnrolledAndLogIn() throws Exception {
        Path jwt = folder.resolve("updb.jwt");
        network.administer(
                "edge",
                "create",
                "identity",
                "with-password",
                "--updb",
                "dora",
                "-a",
                SERVICE_USERS,
                "-o",
                jwt.toString());
        Invitation invitation = Invitation.read(jwt);
        assertEquals(EnrollmentMethod.UPDB, invitation.method());

        ZitiException tooShort =
                assertThrows(ZitiException.class, () -> enroll(invitation, new Proof.Password("dora", "x")));
        assertEquals(ZitiFailure.METHOD_NOT_SUPPORTED, tooShort.failure(), tooShort.sentence());

        Path identity = enroll(invitation, new Proof.Password("dora", "a long password"));
        JsonNode json = JsonMapper.shared().readTree(Files.readString(identity));
        assertEquals("dora", json.path("username").asString());
        assertHosts("with-password", open(new Credentials.IdentityFile(identity, Optional.of("a long password"))));
    }

    private Path enroll(Invitation invitation, Proof proof) throws Exception {
        CheckedInvitation checked = enroller.check(invitation);
        Path file = folder.resolve(UUID.randomUUID() + ".json");
        enroller.enroll(checked, proof, file, _ -> {});
        return file;
    }

    /** A CA that the controller knows, and has seen used by its owner. */
    private TestPki company(String name) throws Exception {
        TestPki company = new TestPki(name);
        Path certificate = Files.writeString(folder.resolve(name + ".pem"), TestPki.pem(company.authority()));
        network.administer(
                "edge",
                "create",
                "ca",
                name,
                certificate.toString(),
                "--auth",
                "--ottca",
                "--autoca",
                "--role-attributes",
                SERVICE_USERS,
                "--identity-name-format",
                "[requestedName]");
        String proof = ca(name).path("verificationToken").asString();
        Path verification = Files.writeString(
                folder.resolve(name + "-proof.pem"),
                TestPki.pem(company.issue(proof).certificate()));
        network.administer("edge", "verify", "ca", name, "--cert", verification.toString());
        return company;
    }

    private JsonNode ca(String name) throws Exception {
        return find(network.administer("edge", "list", "cas", "name = \"" + name + "\"", "-j"), "name", name);
    }

    private String pendingToken(String method, String identity) throws Exception {
        String list = network.administer("edge", "list", "enrollments", "true limit none", "-j");
        for (JsonNode row : JsonMapper.shared().readTree(list).path("data")) {
            if (row.path("method").asString("").equals(method)
                    && row.path("identity").path("name").asString("").equals(identity)) {
                return row.path("jwt").asString();
            }
        }
        throw new AssertionError("no enrolment of " + identity + " by " + method);
    }

    private static JsonNode find(String list, String field, String value) {
        for (JsonNode row : JsonMapper.shared().readTree(list).path("data")) {
            if (row.path(field).asString("").equals(value)) {
                return row;
            }
        }
        throw new AssertionError("nothing with " + field + " " + value);
    }

    private Proof proof(TestPki.Certified own) throws IOException {
        return new Proof.Certificate(
                Files.writeString(folder.resolve(UUID.randomUUID() + ".cert"), TestPki.pem(own.certificate())),
                Files.writeString(
                        folder.resolve(UUID.randomUUID() + ".key"),
                        TestPki.pem("PRIVATE KEY", own.key().getEncoded())));
    }

    private void assertHosts(String name, Path identity) throws Exception {
        assertHosts(name, open(identity));
    }

    private void assertHosts(String name, OverlaySession session) throws Exception {
        Listener listener = host(session, 3);
        assertEquals(3, listener.terminators());
        assertTrue(network.terminators(LabNetwork.SERVICE).stream()
                .anyMatch(terminator -> terminator.instance().equals(name)));
    }
}

package dev.chatp2p.ziti.enroll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpHandler;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.identity.TestPki;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who is believed, and who is not, before anything secret is sent. */
@Timeout(60)
class CheckInvitationTest {
    private static final String CAS = "GET /.well-known/est/cacerts";

    private final TestPki network = new TestPki("network");
    private final ControllerEnroller enroller = new ControllerEnroller();
    private final List<AutoCloseable> started = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : started) {
            one.close();
        }
    }

    @Test
    void anInvitationOfTheControllerIsGenuineAndTheNetworksCasBecomeKnown() throws Exception {
        FakeEnrollmentController controller = start(network.issueServer("127.0.0.1"));

        CheckedInvitation checked = enroller.check(controller.invitation());

        assertEquals(List.of(network.authority()), checked.authorities());
        assertEquals(List.of(CAS, "GET /version"), controller.calls());
    }

    @Test
    void rsaKeysAreCommonAndWork() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair rsa = generator.generateKeyPair();
        FakeEnrollmentController controller = start(network.issueServer("127.0.0.1", rsa, days(-1), days(1)));

        assertEquals(1, enroller.check(controller.invitation()).authorities().size());
    }

    @Test
    void anExpiredInvitationIsFoundOutWithoutNetwork() throws Exception {
        FakeEnrollmentController controller = start(network.issueServer("127.0.0.1"));
        Invitation invitation = controller.invitation(controller.claims().put("exp", days(-1).getEpochSecond()));

        ZitiException failed = assertRefused(ZitiFailure.INVITATION_EXPIRED, invitation);

        assertTrue(failed.sentence().contains("set its clock"), failed.sentence());
        assertEquals(List.of(), controller.calls());
    }

    @Test
    void anInvitationOfAnotherControllerIsRefused() throws Exception {
        FakeEnrollmentController controller = start(network.issueServer("127.0.0.1"));
        Invitation forged =
                Invitation.parse(Tokens.sign("ES256", TestPki.ecKeys().getPrivate(), controller.claims()));

        ZitiException failed = assertRefused(ZitiFailure.UNTRUSTED, forged);

        assertTrue(failed.sentence().contains("did not issue"), failed.sentence());
        assertEquals(List.of(CAS), controller.calls());
    }

    @Test
    void somebodyInBetweenIsRefusedAlthoughHePassesOnAllAnswers() throws Exception {
        FakeEnrollmentController controller = start(network.issueServer("127.0.0.1"));
        TestPki his = new TestPki("network");
        FakeEnrollmentController inBetween = FakeEnrollmentController.start(his);
        started.add(inBetween);
        ObjectNode claims = controller.claims().put("iss", inBetween.url());
        claims.putArray("ctrls").add(inBetween.url().replace("https://", "tls:"));

        assertRefused(ZitiFailure.UNTRUSTED, controller.invitation(claims));
    }

    @Test
    void aControllerThatItsOwnCasDoNotVouchForIsRefused() throws Exception {
        FakeEnrollmentController controller =
                start(network.issueServer("127.0.0.1")).on(CAS, casOf(new TestPki("another").authority()));

        ZitiException failed = assertRefused(ZitiFailure.UNTRUSTED, controller.invitation());

        assertTrue(failed.sentence().contains("not vouched for"), failed.sentence());
    }

    @Test
    void aControllerWhoseCertificateIsForAnotherAddressIsRefused() throws Exception {
        FakeEnrollmentController controller = start(network.issueServer("ctrl.example.org"));

        ZitiException failed = assertRefused(ZitiFailure.UNTRUSTED, controller.invitation());

        assertTrue(failed.sentence().contains("another address"), failed.sentence());
    }

    @Test
    void aCertificateThatIsItsOwnCaIsFine() throws Exception {
        TestPki.Certified server = network.issueServer("127.0.0.1");
        FakeEnrollmentController controller = start(server).on(CAS, casOf(server.certificate()));

        assertEquals(
                List.of(server.certificate()),
                enroller.check(controller.invitation()).authorities());
    }

    @Test
    void anInvitationOfAnotherControllerOfTheSameNetworkIsGenuine() throws Exception {
        FakeEnrollmentController shared = start(network.issueServer("127.0.0.1"));
        FakeEnrollmentController signer = start(network.issueServer("127.0.0.1"));
        ObjectNode claims = shared.claims();
        claims.putArray("ctrls").add("tls:127.0.0.1:1").add(signer.url().replace("https://", "tls:"));

        CheckedInvitation checked = enroller.check(signer.invitation(claims));

        assertEquals(List.of(network.authority()), checked.authorities());
        assertEquals(List.of(CAS), signer.calls());
        assertEquals(List.of(CAS, "GET /version"), shared.calls());
    }

    @Test
    void anInvitationCannotSendUsToAsManyComputersAsItLikes() throws Exception {
        FakeEnrollmentController shared = start(network.issueServer("127.0.0.1"));
        FakeEnrollmentController signer = start(network.issueServer("127.0.0.1"));
        ObjectNode claims = shared.claims();
        ArrayNode controllers = claims.putArray("ctrls");
        for (int port = 1; port <= 10; port++) {
            controllers.add("tls:127.0.0.1:" + port);
        }
        controllers.add(signer.url().replace("https://", "tls:"));

        assertRefused(ZitiFailure.UNTRUSTED, signer.invitation(claims));

        assertEquals(List.of(), signer.calls());
    }

    @Test
    void controllersThatSayNothingCostNoMoreTimeThanOne() throws Exception {
        Duration limit = Duration.ofSeconds(3);
        ControllerEnroller impatient = new ControllerEnroller(limit, InstantSource.system());
        FakeEnrollmentController shared = start(network.issueServer("127.0.0.1"));
        ObjectNode claims = shared.claims();
        ArrayNode controllers = claims.putArray("ctrls");
        for (int i = 0; i < 5; i++) {
            ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            started.add(silent);
            controllers.add("tls:127.0.0.1:" + silent.getLocalPort());
        }
        Invitation invitation =
                Invitation.parse(Tokens.sign("ES256", TestPki.ecKeys().getPrivate(), claims));

        assertTimeout(
                limit.multipliedBy(2), () -> assertThrows(ZitiException.class, () -> impatient.check(invitation)));
    }

    @Test
    void theIssuersAddressMustBelongToTheNetworkOfTheControllerThatSigned() throws Exception {
        FakeEnrollmentController stranger = FakeEnrollmentController.start(new TestPki("stranger"));
        started.add(stranger);
        FakeEnrollmentController signer = start(network.issueServer("127.0.0.1"));
        ObjectNode claims = stranger.claims();
        claims.putArray("ctrls").add(signer.url().replace("https://", "tls:"));

        assertRefused(ZitiFailure.UNTRUSTED, signer.invitation(claims));
        assertEquals(List.of(CAS), stranger.calls());
    }

    @Test
    void anExpiredControllerIsRefused() throws Exception {
        FakeEnrollmentController controller = start(network.issueServer("127.0.0.1", days(-5), days(-1)));

        ZitiException failed = assertRefused(ZitiFailure.UNTRUSTED, controller.invitation());

        assertTrue(failed.sentence().contains("expired"), failed.sentence());
    }

    @Test
    void aCertificateFromTheFutureMeansThatTheClockIsOff() throws Exception {
        FakeEnrollmentController controller = start(network.issueServer("127.0.0.1"));
        ControllerEnroller inThePast = new ControllerEnroller(Duration.ofSeconds(20), InstantSource.fixed(days(-400)));

        ZitiException failed = assertThrows(ZitiException.class, () -> inThePast.check(controller.invitation()));

        assertEquals(ZitiFailure.CLOCK_OFF, failed.failure());
        assertTrue(failed.sentence().contains("Set its clock"), failed.sentence());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>hello</html>", "AAAA", "!!!!"})
    void casThatCannotBeReadAreRefused(String body) throws Exception {
        FakeEnrollmentController controller =
                start(network.issueServer("127.0.0.1")).on(CAS, FakeEnrollmentController.reply(200, body));

        ZitiException failed = assertRefused(ZitiFailure.PROTOCOL, controller.invitation());

        assertTrue(failed.sentence().contains("the way a Ziti controller does"), failed.sentence());
    }

    @Test
    void aServerThatIsNoControllerIsRefused() throws Exception {
        FakeEnrollmentController controller =
                start(network.issueServer("127.0.0.1")).on(CAS, FakeEnrollmentController.reply(404, "not found"));
        assertRefused(ZitiFailure.PROTOCOL, controller.invitation());

        FakeEnrollmentController half = start(network.issueServer("127.0.0.1"))
                .on("GET /version", FakeEnrollmentController.reply(404, "not found"));
        assertRefused(ZitiFailure.PROTOCOL, half.invitation());
    }

    @Test
    void tooManyOrTooLongCasAreRefused() throws Exception {
        List<X509Certificate> many = new ArrayList<>();
        for (int i = 0; i <= 1000; i++) {
            many.add(network.issue("ca").certificate());
        }
        String bag = FakeEnrollmentController.bag(many);
        assertTrue(bag.length() < 1 << 20);
        FakeEnrollmentController controller =
                start(network.issueServer("127.0.0.1")).on(CAS, FakeEnrollmentController.reply(200, bag));
        assertRefused(ZitiFailure.PROTOCOL, controller.invitation());

        controller.on(CAS, FakeEnrollmentController.reply(200, "A".repeat((1 << 20) + 4)));
        assertRefused(ZitiFailure.PROTOCOL, controller.invitation());
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        FakeEnrollmentController controller = start(network.issueServer("127.0.0.1"));
        FakeEnrollmentController other = start(network.issueServer("127.0.0.1"));
        controller.on(CAS, exchange -> {
            exchange.getResponseHeaders().set("location", other.url());
            FakeEnrollmentController.send(exchange, 302, "text/plain", "");
        });

        assertRefused(ZitiFailure.PROTOCOL, controller.invitation());
        assertEquals(List.of(), other.calls());
    }

    @Test
    void aControllerThatIsNotThereIsUnreachable() throws Exception {
        ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        closed.close();
        String url = "https://127.0.0.1:" + closed.getLocalPort();

        assertRefused(ZitiFailure.CONTROLLER_UNREACHABLE, Invitation.parse(Tokens.unsigned(Tokens.ott(url))));
    }

    @Test
    void aServerThatSpeaksNoTlsIsNoController() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().name("plain").start(() -> {
                try (Socket socket = plain.accept()) {
                    // As a web server does. To one that speaks first, the JDK's client is deaf once in some 400 times:
                    // it waits until its time is over.
                    assertTrue(socket.getInputStream().read() >= 0);
                    socket.getOutputStream().write("HTTP/1.0 400 Bad\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The client is gone.
                }
            });
            String url = "https://127.0.0.1:" + plain.getLocalPort();

            assertRefused(ZitiFailure.PROTOCOL, Invitation.parse(Tokens.unsigned(Tokens.ott(url))));
        }
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForLong() throws Exception {
        ControllerEnroller impatient = new ControllerEnroller(Duration.ofMillis(300), InstantSource.system());
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "https://127.0.0.1:" + silent.getLocalPort();
            Invitation invitation = Invitation.parse(Tokens.unsigned(Tokens.ott(url)));

            ZitiException failed = assertThrows(ZitiException.class, () -> impatient.check(invitation));

            assertEquals(ZitiFailure.CONTROLLER_UNREACHABLE, failed.failure());
        }
    }

    private FakeEnrollmentController start(TestPki.Certified server) throws Exception {
        FakeEnrollmentController controller = FakeEnrollmentController.start(network, server);
        started.add(controller);
        return controller;
    }

    private static HttpHandler casOf(X509Certificate... certificates) throws Exception {
        return FakeEnrollmentController.reply(200, FakeEnrollmentController.bag(List.of(certificates)));
    }

    private ZitiException assertRefused(ZitiFailure failure, Invitation invitation) {
        ZitiException failed = assertThrows(ZitiException.class, () -> enroller.check(invitation));
        assertEquals(failure, failed.failure(), failed.sentence());
        return failed;
    }

    private static Instant days(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }
}

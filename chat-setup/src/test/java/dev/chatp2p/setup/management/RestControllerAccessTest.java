package dev.chatp2p.setup.management;

import static dev.chatp2p.setup.management.FakeManagementController.PASSWORD;
import static dev.chatp2p.setup.management.FakeManagementController.breakOff;
import static dev.chatp2p.setup.management.FakeManagementController.refuse;
import static dev.chatp2p.setup.management.FakeManagementController.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.setup.SetupException;
import dev.chatp2p.setup.SetupFailure;
import dev.chatp2p.setup.management.PresentedController.Trust;
import dev.chatp2p.ziti.identity.TestPki;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RestControllerAccessTest {
    private static final AdminLogin RIGHT = new AdminLogin.Password("admin", PASSWORD);

    @TempDir
    private Path folder;

    private final TestPki pki = new TestPki("network");
    private final FakeManagementController controller = FakeManagementController.start(pki);

    @AfterEach
    void stop() {
        controller.close();
    }

    private Path file() {
        return folder.resolve("deeper/known-controllers.json");
    }

    private RestControllerAccess access() {
        return new RestControllerAccess(file(), Duration.ofSeconds(5), InstantSource.system());
    }

    private PresentedController trusted() throws Exception {
        PresentedController presented = access().probe(controller.address());
        access().trust(presented);
        return presented;
    }

    private static SetupException fails(SetupFailure failure, Executable action) {
        SetupException failed = assertThrows(SetupException.class, action);
        assertEquals(failure, failed.failure(), failed.sentence());
        assertTrue(failed.sentence().matches("(?s).*[.)]"), failed.sentence());
        return failed;
    }

    // Who is there

    @Test
    void aNewControllerShowsTheFingerprintOfItsRoot() throws Exception {
        PresentedController presented = access().probe(controller.address());

        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(pki.authority().getEncoded());
        assertEquals(HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest), presented.fingerprint());
        assertEquals(Trust.NEW, presented.trust());
        assertEquals("v1.6.0", presented.version());
        assertEquals(List.of(pki.authority()), presented.authorities());
        assertFalse(Files.exists(file()), "looking remembers nothing");
    }

    @Test
    void aTrustedControllerIsKnownFromThenOn() throws Exception {
        trusted();

        assertEquals(Trust.KNOWN, access().probe(controller.address()).trust());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void anotherAuthorityAtTheSameAddressIsNoticedAndNotLoggedInto() throws Exception {
        PresentedController trusted = trusted();
        TestPki impostor = new TestPki("network");
        Files.writeString(
                file(),
                Files.readString(file())
                        .replace(
                                TestPki.pem(pki.authority()).strip().replace("\n", "\\n"),
                                TestPki.pem(impostor.authority()).strip().replace("\n", "\\n")));

        PresentedController changed = access().probe(controller.address());

        assertEquals(Trust.CHANGED, changed.trust());
        fails(SetupFailure.UNTRUSTED, () -> access().logIn(changed, RIGHT, TotpPrompt.NOBODY));
        fails(SetupFailure.UNTRUSTED, () -> access().logIn(trusted, RIGHT, TotpPrompt.NOBODY));
        assertEquals(0, controller.calls("POST /authenticate"), "no password was sent");
    }

    @Test
    void nobodyLogsInToAControllerThatNobodyTrusted() throws Exception {
        PresentedController presented = access().probe(controller.address());

        fails(SetupFailure.UNTRUSTED, () -> access().logIn(presented, RIGHT, TotpPrompt.NOBODY));
        assertEquals(0, controller.calls("POST /authenticate"), "no password was sent");
    }

    @Test
    void aCertificateThatItsOwnAuthoritiesDoNotVouchForIsNotBelieved() throws Exception {
        TestPki other = new TestPki("other");
        try (FakeManagementController inBetween =
                FakeManagementController.start(other.serverContext(other.issueServer("127.0.0.1")), pki.authority())) {
            fails(SetupFailure.NOT_A_CONTROLLER, () -> access().probe(inBetween.address()));
        }
    }

    // Somebody in between, who has certificates but not the right ones

    /** As a first look is answered, the next connection sees the other certificate. */
    private static FakeManagementController inBetween(
            TestPki.Certified first, TestPki.Certified later, X509Certificate... authorities) throws Exception {
        TwoFaces faces = new TwoFaces(first);
        FakeManagementController controller = FakeManagementController.start(faces.tls(), authorities);
        return controller.on(
                request -> {
                    faces.show(later);
                    return false;
                },
                reply(500, ""));
    }

    private RestControllerAccess whereTheSystemTrusts(TestPki... authorities) {
        return new RestControllerAccess(
                file(),
                Duration.ofSeconds(5),
                InstantSource.system(),
                () -> Stream.of(authorities).map(TestPki::authority).toList());
    }

    @Test
    void whomTheSystemTrustsNeedsNoComparison() throws Exception {
        RestControllerAccess access = whereTheSystemTrusts(new TestPki("other"), pki);
        PresentedController presented = access.probe(controller.address());

        assertEquals(Trust.KNOWN, presented.trust());
        assertEquals(List.of(pki.authority()), presented.authorities());
        access.logIn(presented, RIGHT, TotpPrompt.NOBODY).close();
    }

    @Test
    void aCertificateOfThePublicForAnotherNameMakesNobodyKnown() throws Exception {
        TestPki everybodys = new TestPki("public");
        RestControllerAccess access = whereTheSystemTrusts(everybodys);
        try (FakeManagementController other = FakeManagementController.start(
                pki.serverContext(everybodys.issueServer("attacker.example")), everybodys.authority())) {
            fails(SetupFailure.UNTRUSTED, () -> access.probe(other.address()));
        }
    }

    @Test
    void aCertificateOfThePublicAtFirstAndOneOfTheirOwnLaterIsNotBelieved() throws Exception {
        TestPki everybodys = new TestPki("public");
        TestPki theirs = new TestPki("theirs");
        RestControllerAccess access = whereTheSystemTrusts(everybodys);
        try (FakeManagementController inBetween = inBetween(
                everybodys.issueServer("attacker.example"),
                theirs.issueServer("127.0.0.1"),
                everybodys.authority(),
                theirs.authority())) {
            fails(SetupFailure.UNTRUSTED, () -> access.probe(inBetween.address()));
            assertEquals(1, inBetween.requests().size(), "only the first look: " + inBetween.requests());
        }
    }

    @Test
    void aMembersCertificateAtFirstAndOneOfTheirOwnLaterIsNotBelieved() throws Exception {
        TestPki theirs = new TestPki("theirs");
        for (TestPki.Certified member : List.of(pki.issue("member"), pki.issueServer("router.example.org"))) {
            try (FakeManagementController inBetween =
                    inBetween(member, theirs.issueServer("127.0.0.1"), pki.authority(), theirs.authority())) {
                fails(SetupFailure.UNTRUSTED, () -> access().probe(inBetween.address()));
                assertEquals(1, inBetween.requests().size(), "only the first look: " + inBetween.requests());
            }
        }
    }

    @Test
    void aCertificateThatIsForClientsOnlyIsNoController() throws Exception {
        try (FakeManagementController inBetween =
                FakeManagementController.start(pki.serverContext(pki.issueClient("member")), pki.authority())) {
            fails(SetupFailure.NOT_A_CONTROLLER, () -> access().probe(inBetween.address()));
        }
    }

    @Test
    void onlyTheAuthorityOfTheFingerprintIsRememberedWhateverElseIsNamed() throws Exception {
        TestPki theirs = new TestPki("theirs");
        TwoFaces faces = new TwoFaces(pki.issueServer("127.0.0.1"));
        try (FakeManagementController relay =
                FakeManagementController.start(faces.tls(), theirs.authority(), pki.authority())) {
            PresentedController presented = access().probe(relay.address());
            assertEquals(Authorities.fingerprint(pki.authority()), presented.fingerprint());
            assertEquals(List.of(pki.authority()), presented.authorities());
            access().trust(presented);

            faces.show(theirs.issueServer("127.0.0.1"));
            assertEquals(Trust.CHANGED, access().probe(relay.address()).trust());
            fails(SetupFailure.UNTRUSTED, () -> access().logIn(presented, RIGHT, TotpPrompt.NOBODY));
            assertEquals(0, relay.calls("POST /authenticate"), "no password was sent");
        }
    }

    @Test
    void aRememberedControllerThatTurnsIntoAnotherIsNotBelieved() throws Exception {
        TestPki theirs = new TestPki("theirs");
        TwoFaces faces = new TwoFaces(pki.issueServer("127.0.0.1"));
        try (FakeManagementController relay =
                FakeManagementController.start(faces.tls(), pki.authority(), theirs.authority())) {
            access().trust(access().probe(relay.address()));
            relay.on(
                    request -> {
                        faces.show(theirs.issueServer("127.0.0.1"));
                        return false;
                    },
                    reply(500, ""));
            fails(SetupFailure.UNTRUSTED, () -> access().probe(relay.address()));
        }
    }

    @Test
    void authoritiesBelowTheRootAreRememberedBecauseServersMayNotShowThem() throws Exception {
        TestPki between = new TestPki("between", pki);
        TestPki.Certified member = pki.issue("member");
        try (FakeManagementController deeper = FakeManagementController.start(
                between.serverContext(between.issueServer("127.0.0.1")),
                member.certificate(),
                between.authority(),
                pki.authority())) {
            PresentedController presented = access().probe(deeper.address());
            assertEquals(Authorities.fingerprint(pki.authority()), presented.fingerprint());
            assertEquals(Set.of(pki.authority(), between.authority()), Set.copyOf(presented.authorities()));
            access().trust(presented);
            assertEquals(Trust.KNOWN, access().probe(deeper.address()).trust());
            access().logIn(presented, RIGHT, TotpPrompt.NOBODY).close();
        }
    }

    @Test
    void aCertificateForAnotherAddressIsExplained() throws Exception {
        try (FakeManagementController elsewhere = FakeManagementController.start(
                pki.serverContext(pki.issueServer("ctrl.example.org")), pki.authority())) {
            SetupException failed = fails(SetupFailure.UNTRUSTED, () -> access().probe(elsewhere.address()));
            assertTrue(failed.sentence().contains("another address"), failed.sentence());
        }
    }

    @Test
    void anExpiredCertificateAndAClockThatIsOffAreExplained() throws Exception {
        Instant now = Instant.now();
        try (FakeManagementController expired = FakeManagementController.start(
                pki.serverContext(pki.issueServer("127.0.0.1", now.minusSeconds(900), now.minusSeconds(60))),
                pki.authority())) {
            SetupException failed = fails(SetupFailure.UNTRUSTED, () -> access().probe(expired.address()));
            assertTrue(failed.sentence().contains("expired"), failed.sentence());
        }
        RestControllerAccess past = new RestControllerAccess(
                file(), Duration.ofSeconds(5), InstantSource.fixed(now.minus(Duration.ofDays(400))));
        SetupException failed = fails(SetupFailure.UNTRUSTED, () -> past.probe(controller.address()));
        assertTrue(failed.sentence().contains("Set the clock"), failed.sentence());
    }

    @Test
    void nobodyThere() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        SetupException failed =
                fails(SetupFailure.UNREACHABLE, () -> access().probe(URI.create("https://127.0.0.1:" + port)));
        assertTrue(failed.sentence().contains("127.0.0.1:" + port), failed.sentence());
    }

    @Test
    void aNameThatDoesNotExist() {
        fails(SetupFailure.UNREACHABLE, () -> access().probe(URI.create("https://no-such-host.invalid:1280")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>Welcome</html>", "{}", "[]", "{\"data\":3}", "AAAA", "{\"data\":{\"version\":\"x\"}}"
            })
    void somethingElseThatAnswersIsNoController(String body) {
        controller.on("GET", "/.well-known/est/cacerts", reply(200, body));
        fails(SetupFailure.NOT_A_CONTROLLER, () -> access().probe(controller.address()));
        controller.restore().on("GET", "/version", reply(200, body));
        fails(SetupFailure.NOT_A_CONTROLLER, () -> access().probe(controller.address()));
    }

    @Test
    void aWebServerAndAControllerWithoutAdministrationThereAreNoControllers() {
        controller.on(_ -> true, reply(404, "not found"));
        fails(SetupFailure.NOT_A_CONTROLLER, () -> access().probe(controller.address()));
        controller.restore().on(_ -> true, exchange -> {
            exchange.getResponseHeaders().set("location", "https://example.org/");
            reply(302, "").handle(exchange);
        });
        fails(SetupFailure.NOT_A_CONTROLLER, () -> access().probe(controller.address()));
    }

    @Test
    void aPortThatSpeaksNoTlsIsNoController() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().name("plain-http").start(() -> {
                // A client may come back when a connection breaks before it has read the answer.
                while (!plain.isClosed()) {
                    try (var socket = plain.accept()) {
                        socket.getInputStream().read();
                        socket.getOutputStream()
                                .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException e) {
                        // The client has seen enough.
                    }
                }
            });
            fails(
                    SetupFailure.NOT_A_CONTROLLER,
                    () -> access().probe(URI.create("https://127.0.0.1:" + plain.getLocalPort())));
        }
    }

    @Test
    void aControllerThatDoesNotAnswerIsGivenUp() {
        controller.on(_ -> true, controller.silence());
        RestControllerAccess hasty = new RestControllerAccess(file(), Duration.ofMillis(300), InstantSource.system());
        fails(SetupFailure.UNREACHABLE, () -> hasty.probe(controller.address()));
        controller.restore().on(_ -> true, breakOff());
        fails(SetupFailure.UNREACHABLE, () -> access().probe(controller.address()));
    }

    // The file

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"controllers\":[]}",
                "{\"controllers\":{\"https://x:1\":\"no PEM\"}}",
                "null"
            })
    void aDamagedFileIsNeitherTrustedNorReplaced(String content) throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), content);
        PresentedController presented =
                new RestControllerAccess(folder.resolve("other.json")).probe(controller.address());

        fails(SetupFailure.STORAGE, () -> access().probe(controller.address()));
        fails(SetupFailure.STORAGE, () -> access().trust(presented));
        fails(SetupFailure.STORAGE, () -> access().logIn(presented, RIGHT, TotpPrompt.NOBODY));
        assertEquals(content, Files.readString(file()));
    }

    @Test
    void aFolderThatCannotBeWrittenToIsExplained() throws Exception {
        PresentedController presented = access().probe(controller.address());
        Files.writeString(folder.resolve("deeper"), "a file where the folder should be");

        SetupException failed = fails(SetupFailure.STORAGE, () -> access().trust(presented));
        assertTrue(failed.sentence().contains("known-controllers.json"), failed.sentence());
    }

    @Test
    void severalControllersAreRemembered() throws Exception {
        TestPki secondPki = new TestPki("second");
        try (FakeManagementController second = FakeManagementController.start(secondPki)) {
            trusted();
            access().trust(access().probe(second.address()));
            assertEquals(Trust.KNOWN, access().probe(controller.address()).trust());
            assertEquals(Trust.KNOWN, access().probe(second.address()).trust());
        }
    }

    // Logging in

    @Test
    void aPasswordLogsInAndClosingLogsOut() throws Exception {
        try (Management management = access().logIn(trusted(), RIGHT, TotpPrompt.NOBODY)) {
            assertEquals("v1.6.0", management.controllerVersion());
            assertEquals(1, controller.openSessions());
        }
        assertEquals(0, controller.openSessions());
    }

    @Test
    void anAdministratorsIdentityFileLogsIn() throws Exception {
        Path identity = pki.identityFile(folder, "boss", controller.address());
        try (Management management = access().logIn(trusted(), new AdminLogin.Identity(identity), TotpPrompt.NOBODY)) {
            assertEquals(List.of(), management.all(EntityKind.SERVICE));
        }
    }

    @Test
    void anIdentityFileOfAnotherNetworkIsRefused() throws Exception {
        Path identity = new TestPki("other").identityFile(folder, "stranger", controller.address());
        PresentedController presented = trusted();
        fails(
                SetupFailure.LOGIN_REFUSED,
                () -> access().logIn(presented, new AdminLogin.Identity(identity), TotpPrompt.NOBODY));
    }

    @Test
    void aFileThatIsNoIdentityIsExplained() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.json"), "{}");
        PresentedController presented = trusted();
        SetupException failed = fails(
                SetupFailure.BAD_INPUT,
                () -> access().logIn(presented, new AdminLogin.Identity(file), TotpPrompt.NOBODY));
        assertTrue(failed.sentence().contains("notes.json"), failed.sentence());
    }

    @Test
    void aWrongPasswordIsToldOnceAndNotTriedAgain() throws Exception {
        PresentedController presented = trusted();
        SetupException failed = fails(
                SetupFailure.LOGIN_REFUSED,
                () -> access().logIn(presented, new AdminLogin.Password("admin", "geheim"), TotpPrompt.NOBODY));
        assertFalse(failed.sentence().contains("geheim"));
        assertEquals(1, controller.calls("POST /authenticate"));
    }

    @Test
    void aControllerThatTakesNoMoreLoginsIsRespected() throws Exception {
        PresentedController presented = trusted();
        controller.on("POST", "/authenticate", refuse(429, "RATE_LIMITED", "rate limit exceeded"));
        fails(SetupFailure.LOCKED_OUT, () -> access().logIn(presented, RIGHT, TotpPrompt.NOBODY));
        assertEquals(1, controller.calls("POST /authenticate"));
    }

    @Test
    void aLockedAccountLooksLikeAWrongPasswordAndTheSentenceSaysSo() throws Exception {
        PresentedController presented = trusted();
        controller.lockAfter(1);
        fails(
                SetupFailure.LOGIN_REFUSED,
                () -> access().logIn(presented, new AdminLogin.Password("admin", "wrong"), TotpPrompt.NOBODY));
        SetupException failed =
                fails(SetupFailure.LOGIN_REFUSED, () -> access().logIn(presented, RIGHT, TotpPrompt.NOBODY));
        assertTrue(failed.sentence().contains("for a while"), failed.sentence());
    }

    @Test
    void somebodyWhoIsNoAdministratorIsTurnedAwayAndLoggedOut() throws Exception {
        controller.addUser("ann", "ann's password", false);
        PresentedController presented = trusted();
        fails(
                SetupFailure.NOT_ALLOWED,
                () -> access().logIn(presented, new AdminLogin.Password("ann", "ann's password"), TotpPrompt.NOBODY));
        assertEquals(0, controller.openSessions());
    }

    @Test
    void aProblemOfTheControllerIsNoRefusal() throws Exception {
        PresentedController presented = trusted();
        controller.on("POST", "/authenticate", reply(500, "oops"));
        fails(SetupFailure.UNREACHABLE, () -> access().logIn(presented, RIGHT, TotpPrompt.NOBODY));
        controller.restore().on("POST", "/authenticate", reply(200, "{\"data\":{\"token\":\"line\\nbreak\"}}"));
        fails(SetupFailure.NOT_A_CONTROLLER, () -> access().logIn(presented, RIGHT, TotpPrompt.NOBODY));
    }

    // The second factor

    @Test
    void theCodeIsAskedForAndAWrongOneAskedForAgain() throws Exception {
        controller.requireCode("123456");
        List<Boolean> asked = new ArrayList<>();
        Deque<String> typed = new ArrayDeque<>(List.of("000000", "not a code!", "123 456"));
        TotpPrompt person = again -> {
            asked.add(again);
            return Optional.of(typed.remove());
        };
        try (Management management = access().logIn(trusted(), RIGHT, person)) {
            assertEquals(List.of(), management.all(EntityKind.SERVICE));
        }
        assertEquals(List.of(false, true, true), asked);
        assertEquals(2, controller.calls("POST /authenticate/mfa"), "nonsense is not sent");
    }

    @Test
    void afterThreeWrongCodesTheLoginIsGivenUp() throws Exception {
        controller.requireCode("123456");
        PresentedController presented = trusted();
        fails(SetupFailure.MFA_REQUIRED, () -> access().logIn(presented, RIGHT, _ -> Optional.of("000000")));
        assertEquals(3, controller.calls("POST /authenticate/mfa"));
        assertEquals(0, controller.openSessions());
    }

    @Test
    void withoutACodeTheLoginIsGivenUp() throws Exception {
        controller.requireCode("123456");
        PresentedController presented = trusted();
        fails(SetupFailure.MFA_REQUIRED, () -> access().logIn(presented, RIGHT, TotpPrompt.NOBODY));
        assertEquals(0, controller.openSessions());
    }

    @Test
    void aSecondFactorOfAnotherKindIsExplained() throws Exception {
        PresentedController presented = trusted();
        controller.on(
                "POST",
                "/authenticate",
                reply(
                        200,
                        "{\"data\":{\"token\":\"t\",\"authQueries\":[{\"typeId\":\"EXT-JWT\",\"provider\":\"url\"}]}}"));
        fails(SetupFailure.MFA_REQUIRED, () -> access().logIn(presented, RIGHT, _ -> Optional.of("000000")));
    }
}

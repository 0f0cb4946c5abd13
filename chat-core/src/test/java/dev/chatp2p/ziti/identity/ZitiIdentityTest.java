package dev.chatp2p.ziti.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZitiIdentityTest {
    private static final URI CONTROLLER = URI.create("https://127.0.0.1:1280/edge/client/v1");

    private final TestPki pki = new TestPki("network");
    private final KeyPair ec = TestPki.ecKeys();
    private final String certPem =
            TestPki.pem(pki.issue("alice", ec, days(-1), days(1)).certificate());
    private final String keyPem = TestPki.pem("PRIVATE KEY", ec.getPrivate().getEncoded());

    private KeyPair rsa;

    @TempDir
    private Path folder;

    @BeforeAll
    void makeRsaKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        rsa = generator.generateKeyPair();
    }

    Stream<Arguments> keyForms() throws Exception {
        KeyPair p384 = TestPki.ecKeys("secp384r1");
        String curve = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
        return Stream.of(
                arguments(
                        "PKCS#8 RSA",
                        rsa,
                        TestPki.pem("PRIVATE KEY", rsa.getPrivate().getEncoded())),
                arguments("PKCS#1 RSA", rsa, TestPki.pem("RSA PRIVATE KEY", inner(rsa))),
                arguments("PKCS#8 EC", ec, keyPem),
                arguments(
                        "PKCS#8 EC P-384",
                        p384,
                        TestPki.pem("PRIVATE KEY", p384.getPrivate().getEncoded())),
                arguments("PKCS#8 EC with its public half", ec, withHalf(ec)),
                arguments("PKCS#8 EC P-384 with its public half", p384, withHalf(p384)),
                arguments("SEC1 EC", ec, sec1(ec)),
                arguments("SEC1 EC after its parameters", ec, curve + sec1(ec)),
                arguments("with text around it and Windows line ends", ec, ("a key\n" + keyPem).replace("\n", "\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keyForms")
    void readsEveryFormOfKey(String form, KeyPair keys, String pem) throws Exception {
        String cert = TestPki.pem(pki.issue("alice", keys, days(-1), days(1)).certificate());

        ZitiIdentity identity = read(pki.identityJson(pem, cert, CONTROLLER));

        assertEquals(
                "CN=alice", identity.certificate().getSubjectX500Principal().getName());
        assertEquals(List.of(CONTROLLER), identity.controllers());
        assertTrue(identity.fingerprint().matches("[0-9a-f]{40}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key.pem", "file:key.pem", "file://key.pem", "sub/../key.pem"})
    void findsFilesBesideTheIdentityFile(String reference) throws Exception {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("key.pem"), keyPem);

        assertEquals("CN=alice", subject(read(withKey(reference))));
    }

    @Test
    void findsFilesByTheirFullPath() throws Exception {
        Path key = Files.writeString(folder.resolve("my key.pem"), keyPem);

        assertEquals("CN=alice", subject(read(withKey(key.toString()))));
        assertEquals("CN=alice", subject(read(withKey("file://" + key))));
    }

    @Test
    void takesTheListOfControllersBeforeTheSingleOne() throws Exception {
        ObjectNode json = good();
        json.putArray("ztAPIs")
                .add("https://one:1280")
                .add("https://two/edge/client/v1/")
                .add("https://one:1280/");

        assertEquals(
                List.of(URI.create("https://one:1280/edge/client/v1"), URI.create("https://two/edge/client/v1")),
                read(json).controllers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://one:1280",
                "one:1280",
                "https://",
                "https:///edge",
                "https://user:secret@one",
                "https://one:99999",
                "https://one/?a=b",
                "https://a b",
                " "
            })
    void refusesAControllerAddressThatIsNotOne(String address) {
        assertRefused(ZitiFailure.BAD_IDENTITY, "controller", good().put("ztAPI", address));
    }

    @Test
    void showsNoKeyInItsText() throws Exception {
        write(good().toString());

        String shown = ZitiIdentity.read(file()) + " " + IdentityFile.read(file());

        assertFalse(shown.contains("PRIVATE KEY"), shown);
    }

    @Test
    void doesWithoutACaBundle() throws Exception {
        ObjectNode json = good();
        ((ObjectNode) json.get("id")).remove("ca");

        assertEquals("CN=alice", subject(read(json)));
    }

    @Test
    void saysThatTheFileDoesNotExist() {
        ZitiException refused =
                assertThrows(ZitiException.class, () -> ZitiIdentity.read(folder.resolve("nobody.json")));

        assertEquals(ZitiFailure.BAD_IDENTITY, refused.failure());
        assertContains("nobody.json does not exist", refused);
    }

    @Test
    void refusesAFolder() {
        assertContains("folder", assertThrows(ZitiException.class, () -> ZitiIdentity.read(folder)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{",
                "[]",
                "{}",
                "{\"id\":7}",
                "{\"id\":null,\"ztAPI\":\"https://x\"}",
                "\u0000\u0001"
            })
    void refusesAFileThatIsNotAnIdentity(String text) throws Exception {
        assertRefused(ZitiFailure.BAD_IDENTITY, "me.json", text);
    }

    @Test
    void refusesAHugeFile() throws Exception {
        assertRefused(ZitiFailure.BAD_IDENTITY, "1 MiB", " ".repeat((1 << 20) + 1));
    }

    @Test
    void saysThatAnInvitationMustBeEnrolledFirst() throws Exception {
        assertRefused(
                ZitiFailure.BAD_IDENTITY, "must be enrolled first", "eyJhbGciOiJSUzI1NiJ9.eyJlbSI6Im90dCJ9.c2ln\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "cert"})
    void refusesAnIdentityWithoutItsHalf(String missing) {
        ObjectNode json = good();
        ((ObjectNode) json.get("id")).remove(missing);

        assertRefused(ZitiFailure.BAD_IDENTITY, "holds no", json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs11:token=x;pin=1234", "parsec:mykey", "engine:tpm", "keychain:me"})
    void refusesAKeyInHardware(String reference) {
        ZitiException refused = assertRefused(ZitiFailure.HARDWARE_KEY, "hardware", withKey(reference));

        assertFalse(refused.sentence().contains("1234"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere.pem", "file:///nowhere/key.pem"})
    void saysThatAFileItPointsToIsMissing(String reference) {
        assertRefused(ZitiFailure.BAD_IDENTITY, "“id.key” of me.json points to does not exist", withKey(reference));
    }

    @Test
    void refusesAnEncryptedKey() {
        String pkcs8 = "pem:" + TestPki.pem("ENCRYPTED PRIVATE KEY", new byte[64]);
        String pkcs1 = """
                pem:-----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF

                AAAAAAAA
                -----END RSA PRIVATE KEY-----
                """;

        assertRefused(ZitiFailure.BAD_IDENTITY, "password", withKey(pkcs8));
        assertRefused(ZitiFailure.BAD_IDENTITY, "password", withKey(pkcs1));
    }

    Stream<String> damagedKeys() {
        return Stream.of(
                "pem:",
                "pem:not a key",
                "pem:" + keyPem.substring(0, keyPem.length() / 2),
                "pem:" + keyPem.replaceFirst("\nM", "\nA"),
                "pem:" + keyPem.replace("PRIVATE", "RSA PRIVATE"),
                "pem:" + keyPem.replace("PRIVATE", "EC PRIVATE"),
                "pem:" + keyPem.replace("PRIVATE", "OPENSSH PRIVATE"),
                "pem:" + certPem,
                // Forgot the prefix and the armor: must not be shown as the name of a file.
                keyPem.replaceAll("-----.*-----|\n", ""),
                // Too long for the name of a file.
                keyPem.replaceAll("-----.*-----|\n|/", "").repeat(10));
    }

    @ParameterizedTest
    @MethodSource("damagedKeys")
    void neverShowsADamagedKey(String value) {
        ZitiException refused = assertRefused(ZitiFailure.BAD_IDENTITY, "key", withKey(value));

        String secret = keyPem.lines().skip(1).findFirst().orElseThrow().substring(10, 40);
        for (Throwable shown = refused; shown != null; shown = shown.getCause()) {
            assertFalse(String.valueOf(shown.getMessage()).contains(secret));
        }
    }

    @Test
    void refusesAKeyOfAnotherCertificate() {
        String other = TestPki.pem("PRIVATE KEY", TestPki.ecKeys().getPrivate().getEncoded());
        String otherKind = TestPki.pem("PRIVATE KEY", rsa.getPrivate().getEncoded());

        assertRefused(ZitiFailure.BAD_IDENTITY, "do not belong together", withKey("pem:" + other));
        assertRefused(ZitiFailure.BAD_IDENTITY, "do not belong together", withKey("pem:" + otherKind));
    }

    @Test
    void refusesAKeyThatNamesThePublicHalfOfAnotherCertificate() {
        KeyPair other = TestPki.ecKeys();

        assertRefused(ZitiFailure.BAD_IDENTITY, "do not belong together", withKey("pem:" + withHalf(other)));
    }

    @Test
    void believesAKeyThatNamesThePublicHalfInTheCertificate() throws Exception {
        PrivateKey other = TestPki.ecKeys().getPrivate();
        String pem = TestPki.pem("PRIVATE KEY", PrivateKeys.encoded(other, ec.getPublic()));

        assertTrue(PrivateKeys.names(pem, ec.getPublic()));
        assertFalse(PrivateKeys.names(keyPem, ec.getPublic()), "does not say");
        assertEquals("CN=alice", subject(read(withKey("pem:" + pem))), "is refused by the network");
    }

    @Test
    void aKeyIsWrittenAsTheSameKey() throws Exception {
        assertEquals(((ECPrivateKey) ec.getPrivate()).getS(), ((ECPrivateKey) PrivateKeys.read(withHalf(ec))).getS());
        assertArrayEquals(rsa.getPrivate().getEncoded(), PrivateKeys.encoded(rsa.getPrivate(), rsa.getPublic()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cert", "ca"})
    void refusesADamagedCertificate(String field) {
        ObjectNode damaged = good();
        ((ObjectNode) damaged.get("id")).put(field, "pem:" + certPem.replace("MII", "AAA"));
        ObjectNode empty = good();
        ((ObjectNode) empty.get("id")).put(field, "pem:");

        assertRefused(ZitiFailure.BAD_IDENTITY, "damaged", damaged);
        assertRefused(ZitiFailure.BAD_IDENTITY, "no usable certificate", empty);
    }

    @Test
    void saysWhenTheCertificateExpired() throws Exception {
        write(good().toString());
        InstantSource later = InstantSource.fixed(days(30));

        ZitiException refused = assertThrows(ZitiException.class, () -> ZitiIdentity.read(file(), later));

        assertEquals(ZitiFailure.CERTIFICATE_EXPIRED, refused.failure());
        assertContains("expired on " + LocalDate.ofInstant(days(1), ZoneId.systemDefault()), refused);
    }

    @Test
    void suspectsTheClockWhenTheCertificateIsNotYetValid() throws Exception {
        write(good().toString());
        InstantSource earlier = InstantSource.fixed(days(-30));

        ZitiException refused = assertThrows(ZitiException.class, () -> ZitiIdentity.read(file(), earlier));

        assertEquals(ZitiFailure.CLOCK_OFF, refused.failure());
        assertContains("clock", refused);
    }

    @Test
    void readsArbitraryBytesWithoutAnyOtherException() throws Exception {
        String text = good().toString();
        for (int i = 0; i < text.length(); i += 37) {
            write(text.substring(0, i) + "\\u0000\"x" + text.substring(i + 1));
            try {
                ZitiIdentity.read(file());
            } catch (ZitiException expected) {
                assertTrue(expected.failure() == ZitiFailure.BAD_IDENTITY
                        || expected.failure() == ZitiFailure.HARDWARE_KEY);
            }
        }
    }

    private ObjectNode good() {
        return pki.identityJson(keyPem, certPem, CONTROLLER);
    }

    private ObjectNode withKey(String value) {
        ObjectNode json = good();
        ((ObjectNode) json.get("id")).put("key", value);
        return json;
    }

    private Path file() {
        return folder.resolve("me.json");
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
    }

    private ZitiIdentity read(ObjectNode json) throws Exception {
        write(JsonMapper.shared().writeValueAsString(json));
        return ZitiIdentity.read(file());
    }

    private ZitiException assertRefused(ZitiFailure failure, String words, ObjectNode json) {
        ZitiException refused = assertThrows(ZitiException.class, () -> read(json));
        assertEquals(failure, refused.failure());
        assertContains(words, refused);
        return refused;
    }

    private void assertRefused(ZitiFailure failure, String words, String text) throws IOException {
        write(text);
        ZitiException refused = assertThrows(ZitiException.class, () -> ZitiIdentity.read(file()));
        assertEquals(failure, refused.failure());
        assertContains(words, refused);
    }

    private static void assertContains(String words, ZitiException refused) {
        assertTrue(refused.sentence().contains(words), refused::sentence);
    }

    private static String subject(ZitiIdentity identity) {
        return identity.certificate().getSubjectX500Principal().getName();
    }

    private static String withHalf(KeyPair keys) {
        return TestPki.pem("PRIVATE KEY", PrivateKeys.encoded(keys.getPrivate(), keys.getPublic()));
    }

    private static String sec1(KeyPair keys) throws IOException {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded());
        org.bouncycastle.asn1.sec.ECPrivateKey inner =
                org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(info.parsePrivateKey());
        org.bouncycastle.asn1.sec.ECPrivateKey withCurve = new org.bouncycastle.asn1.sec.ECPrivateKey(
                256, inner.getKey(), info.getPrivateKeyAlgorithm().getParameters());
        return TestPki.pem("EC PRIVATE KEY", withCurve.getEncoded());
    }

    private static byte[] inner(KeyPair keys) throws IOException {
        return PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
    }

    private static Instant days(int fromNow) {
        return Instant.now().plus(Duration.ofDays(fromNow));
    }

    @Test
    void anIdentityWithAPasswordIsToldFromOthersAndNeedsIt() throws Exception {
        TestPki network = new TestPki("network");
        ObjectNode json = network.identityJson("", "", URI.create("https://ctrl.example.org:1280"))
                .put("username", "dora");
        ((ObjectNode) json.path("id")).remove(List.of("key", "cert"));
        Path dora = Files.writeString(folder.resolve("dora.json"), json.toString());
        Path alice = network.identityFile(folder, "alice", URI.create("https://ctrl.example.org:1280"));

        assertTrue(ZitiIdentity.needsPassword(dora));
        assertFalse(ZitiIdentity.needsPassword(alice));
        ZitiException failed = assertThrows(ZitiException.class, () -> ZitiIdentity.read(dora));
        assertEquals(ZitiFailure.BAD_IDENTITY, failed.failure());
        assertTrue(failed.sentence().contains("Give the password"), failed.sentence());
        assertTrue(ZitiIdentity.read(alice, "not needed").passwordLogin().isEmpty());
        ZitiIdentity identity = ZitiIdentity.read(dora, "secret word");
        assertEquals("dora", identity.passwordLogin().orElseThrow().username());
        assertFalse(identity.toString().contains("secret word"));
    }
}

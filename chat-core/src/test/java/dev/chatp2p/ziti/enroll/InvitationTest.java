package dev.chatp2p.ziti.enroll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class InvitationTest {
    /** Made by controller 1.6.0 on the loopback interface; expired and used long ago. */
    private static final String REAL =
            "eyJhbGciOiJSUzI1NiIsImtpZCI6IjM2MTJlYWYxY2I3YzZhMTI2ODdiMGE1Njc4OTg2ZGQzOGViMWE5OWYi"
                    + "LCJ0eXAiOiJKV1QifQ.eyJpc3MiOiJodHRwczovLzEyNy4wLjAuMToyMzkxMSIsInN1YiI6IndxdGd5WlZPYiIsImF1ZCI6WyIiXSwiZX"
                    + "hwIjoxNzk1Mzk1NDUzLCJqdGkiOiJmZjQ5NmMzNS1jOWMyLTRlMWUtYWViNy0yMTYwZGUwOTZlMDMiLCJlbSI6Im90dCIsImN0cmxzIjpb"
                    + "InRsczoxMjcuMC4wLjE6MjM5MTEiXX0.AV9Ii8wUToHcx7F_VC16fdWx3y_rIfnMgcpyTS0MolJhvZzkC7zB";

    private static final String ISSUER = "https://ctrl.example.org:1280";

    @TempDir
    private Path folder;

    @Test
    void aRealOneIsUnderstood() throws Exception {
        Invitation invitation = Invitation.parse(REAL);

        assertEquals(EnrollmentMethod.OTT, invitation.method());
        assertEquals(URI.create("https://127.0.0.1:23911"), invitation.controller());
        assertEquals("127.0.0.1:23911", invitation.network());
        assertEquals(List.of(URI.create("https://127.0.0.1:23911")), invitation.controllers());
        assertEquals(Optional.of(Instant.parse("2026-11-23T00:57:33Z")), invitation.expires());
        assertEquals(Optional.of("wqtgyZVOb"), invitation.identityId());
    }

    @Test
    void showsNoSecret() throws Exception {
        assertEquals("Invitation[127.0.0.1:23911, ott]", Invitation.parse(REAL).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {" %s\n", "\ufeff%s", "\"%s\"", "“%s”", "\r\n\t%s\u00a0\u200b\r\n"})
    void whatIsAroundItDoesNotMatter(String form) throws Exception {
        assertEquals(
                "wqtgyZVOb", Invitation.parse(form.formatted(REAL)).identityId().orElseThrow());
    }

    @Test
    void lineBreaksOfAnEmailDoNotMatter() throws Exception {
        String broken = REAL.replaceAll("(.{76})", "$1\r\n");
        assertNotEquals(REAL, broken);

        assertEquals("wqtgyZVOb", Invitation.parse(broken).identityId().orElseThrow());
    }

    @Test
    void aFileIsReadInWhateverEncodingWindowsGivesIt() throws Exception {
        Path plain = Files.writeString(folder.resolve("a.jwt"), REAL + "\n");
        Path powerShell = Files.write(folder.resolve("b.jwt"), ("\ufeff" + REAL).getBytes(StandardCharsets.UTF_16LE));

        assertEquals("wqtgyZVOb", Invitation.read(plain).identityId().orElseThrow());
        assertEquals("wqtgyZVOb", Invitation.read(powerShell).identityId().orElseThrow());
    }

    @Test
    void controllersAreListedIssuerFirst() throws Exception {
        ObjectNode claims = Tokens.ott(ISSUER);
        claims.putArray("ctrls")
                .add("tls:two.example.org:6262")
                .add("tls:ctrl.example.org:1280")
                .add("tls://three.example.org:443")
                .add("ws:four.example.org:443")
                .add(7);

        assertEquals(
                List.of(
                        URI.create(ISSUER),
                        URI.create("https://two.example.org:6262"),
                        URI.create("https://three.example.org:443")),
                Invitation.parse(Tokens.unsigned(claims)).controllers());
    }

    @Test
    void aSlashAfterTheAddressDoesNotMatter() throws Exception {
        assertEquals(
                URI.create(ISSUER),
                Invitation.parse(Tokens.unsigned(Tokens.ott(ISSUER + "/"))).controller());
    }

    @Test
    void aNetworkTokenNeedsNoEndAndIsForNobody() throws Exception {
        ObjectNode claims = Tokens.ott(ISSUER).put("em", "network").put("sub", ISSUER + "/");
        claims.remove("exp");
        claims.putNull("ctrls");

        Invitation invitation = Invitation.parse(Tokens.unsigned(claims));

        assertEquals(EnrollmentMethod.NETWORK, invitation.method());
        assertEquals(Optional.empty(), invitation.expires());
        assertEquals(Optional.empty(), invitation.identityId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ottca", "ca", "updb"})
    void otherMethodsAreKnown(String em) throws Exception {
        Invitation invitation =
                Invitation.parse(Tokens.unsigned(Tokens.ott(ISSUER).put("em", em)));

        assertEquals(em, invitation.method().claim());
    }

    @ParameterizedTest
    @CsvSource({"erott, edge router", "token, another provider", "\u202eevil, kind that is not supported"})
    void otherKindsAreNamed(String em, String words) throws Exception {
        assertRefused(Tokens.unsigned(Tokens.ott(ISSUER).put("em", em)), ZitiFailure.METHOD_NOT_SUPPORTED, words);
    }

    @Test
    void anAddressWithoutEncryptionIsRefused() {
        assertRefused(Tokens.unsigned(Tokens.ott("http://ctrl.example.org:1280")), "without encryption");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ctrl.example.org:1280",
                "ftp://ctrl.example.org",
                "https://",
                "https://ctrl.example.org:0",
                "https://ctrl.example.org:65536",
                "https://user@ctrl.example.org",
                "https://ctrl.example.org/path",
                "https://ctrl.example.org?query",
                "https://ctrl.example.org#part",
                "https://ctrl example.org",
                "https://ctrl_example",
                "https://ctrl.example.org:1280\\@evil.example"
            })
    void anAddressThatIsNotJustAServerIsRefused(String issuer) {
        assertRefused(Tokens.unsigned(Tokens.ott(issuer)), "damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "jti", "exp", "iss"})
    void aClaimThatIsMissingOrOddIsRefused(String claim) {
        ObjectNode missing = Tokens.ott(ISSUER);
        missing.remove(claim);
        ObjectNode odd = Tokens.ott(ISSUER);
        odd.putObject(claim);
        ObjectNode strange = Tokens.ott(ISSUER).put(claim, "a/../b&c");

        assertRefused(Tokens.unsigned(missing), "damaged");
        assertRefused(Tokens.unsigned(odd), "damaged");
        assertRefused(Tokens.unsigned(strange), "damaged");
    }

    @Test
    void anEndBeyondAllTimeIsRefused() {
        assertRefused(Tokens.unsigned(Tokens.ott(ISSUER).put("exp", 1e300)), "damaged");
        assertRefused(Tokens.unsigned(Tokens.ott(ISSUER).put("exp", -1)), "damaged");
    }

    @Test
    void tooManyControllersAreRefused() {
        ObjectNode claims = Tokens.ott(ISSUER);
        var ctrls = claims.putArray("ctrls");
        for (int i = 0; i < 33; i++) {
            ctrls.add("tls:c" + i + ".example.org:1280");
        }

        assertRefused(Tokens.unsigned(claims), "damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "HS512", "RS1", "", "rs256"})
    void aSignatureThatAnybodyCouldMakeIsRefused(String alg) {
        assertRefused(Tokens.unsigned(Tokens.json().put("alg", alg), Tokens.ott(ISSUER)), "proves nothing");
    }

    @Test
    void anExtensionThatMustBeUnderstoodIsRefused() {
        ObjectNode header = Tokens.json().put("alg", "RS256");
        header.putArray("crit").add("x");

        assertRefused(Tokens.unsigned(header, Tokens.ott(ISSUER)), "newer version");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    '' | nothing in it
                    '  \n' | nothing in it
                    {"ztAPI":"https://ctrl.example.org:1280","id":{}} | identity file
                    {"some":"json"} | JSON
                    https://example.org/invitation | an address
                    -----BEGIN CERTIFICATE----- MIIF | certificate or a key
                    eyJhbGciOiJSUzI1NiJ9.eyJpc3Mi | end is missing
                    eyJhbGciOiJSUzI1NiJ9.eyJpc3Mi. | end is missing
                    eyJhbGciOiJSUzI1 | end is missing
                    Dear Bob, here is your invitation: | not an invitation
                    a.b.c | damaged
                    eyJh.eyJh.x | damaged
                    """)
    void whatPeopleReallyPasteIsNamed(String text, String words) {
        assertRefused(text, words);
    }

    @Test
    void aTokenForSomethingElseIsRefused() {
        ObjectNode claims =
                Tokens.json().put("iss", "https://accounts.example.org").put("sub", "1");

        assertRefused(Tokens.unsigned(claims), "not an invitation to a Ziti network");
    }

    @Test
    void aTruncatedTokenIsRefused() {
        for (int end = 1; end < REAL.length() - 90; end += 7) {
            assertRefused(REAL.substring(0, end), "");
        }
    }

    @Test
    void aBinaryFileIsRefused() throws Exception {
        Path picture =
                Files.write(folder.resolve("a.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, (byte) 0xff});

        ZitiException failed = assertThrows(ZitiException.class, () -> Invitation.read(picture));

        assertTrue(failed.sentence().contains("other kind of file"), failed.sentence());
    }

    @Test
    void aLargeFileIsRefusedWithoutReadingAllOfIt() throws Exception {
        Path large = Files.writeString(folder.resolve("a.jwt"), "x".repeat((64 << 10) + 1));

        ZitiException failed = assertThrows(ZitiException.class, () -> Invitation.read(large));

        assertTrue(failed.sentence().contains("too long"), failed.sentence());
        assertRefused("x".repeat((64 << 10) + 1), "too long");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "devices are no files there")
    void whatIsNoOrdinaryFileIsNotOpened() {
        ZitiException device = assertThrows(ZitiException.class, () -> Invitation.read(Path.of("/dev/null")));

        assertEquals(ZitiFailure.BAD_INVITATION, device.failure());
        assertTrue(device.sentence().contains("device or a pipe"), device.sentence());
    }

    @Test
    void aFileThatIsNotThereOrAFolderIsNamed() {
        ZitiException missing = assertThrows(ZitiException.class, () -> Invitation.read(folder.resolve("no.jwt")));
        ZitiException isFolder = assertThrows(ZitiException.class, () -> Invitation.read(folder));

        assertTrue(missing.sentence().contains("does not exist"), missing.sentence());
        assertTrue(isFolder.sentence().contains("folder"), isFolder.sentence());
    }

    private static void assertRefused(String text, String words) {
        assertRefused(text, ZitiFailure.BAD_INVITATION, words);
    }

    private static void assertRefused(String text, ZitiFailure failure, String words) {
        ZitiException failed = assertThrows(ZitiException.class, () -> Invitation.parse(text), text);
        assertEquals(failure, failed.failure());
        assertTrue(failed.sentence().contains(words), failed.sentence());
        assertFalse(failed.sentence().contains("\u202e"));
    }
}

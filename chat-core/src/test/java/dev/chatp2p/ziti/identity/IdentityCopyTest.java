package dev.chatp2p.ziti.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class IdentityCopyTest {

    private static final URI CONTROLLER = URI.create("https://ctrl.example.org:1280");

    private final TestPki pki = new TestPki("root");

    @TempDir
    private Path folder;

    /** An identity whose key, certificate and CAs are in files beside it. */
    private Path scattered() throws Exception {
        TestPki.Certified alice = pki.issue("alice");
        Path home = Files.createDirectories(folder.resolve("old"));
        Files.writeString(
                home.resolve("alice.key"),
                TestPki.pem("PRIVATE KEY", alice.key().getEncoded()));
        Files.writeString(home.resolve("alice.cert"), TestPki.pem(alice.certificate()));
        Files.writeString(home.resolve("ca.pem"), TestPki.pem(pki.authority()));
        return Files.writeString(home.resolve("alice.json"), """
                {"ztAPI": "https://ctrl.example.org:1280", "enableHa": true,
                 "id": {"key": "file:alice.key", "cert": "alice.cert", "ca": "file://ca.pem"}}""");
    }

    @Test
    void theCopyNeedsNoOtherFileAndKeepsWhatItDoesNotKnow() throws Exception {
        Path source = scattered();
        String fingerprint = ZitiIdentity.read(source).fingerprint();
        Path copy = folder.resolve("new/identity.json");
        IdentityCopy.write(source, copy);
        Files.delete(source.resolveSibling("alice.key"));
        Files.delete(source.resolveSibling("alice.cert"));
        Files.delete(source.resolveSibling("ca.pem"));

        assertEquals(fingerprint, ZitiIdentity.read(copy).fingerprint());
        assertEquals(
                true,
                JsonMapper.shared()
                        .readTree(Files.readString(copy))
                        .path("enableHa")
                        .booleanValue());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerCanReadTheCopy() throws Exception {
        Path copy = folder.resolve("new/identity.json");
        IdentityCopy.write(scattered(), copy);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
    }

    @Test
    void anIdentityThatIsThereStaysAsItIs() throws Exception {
        Path copy = Files.writeString(folder.resolve("identity.json"), "precious");
        Path source = pki.identityFile(folder, "alice", CONTROLLER);
        ZitiException failure = assertThrows(ZitiException.class, () -> IdentityCopy.write(source, copy));
        assertEquals(ZitiFailure.STORAGE, failure.failure());
        assertTrue(failure.sentence().contains("a file of that name already"), failure.sentence());
        assertEquals("precious", Files.readString(copy));
    }

    @Test
    void aFileThatIsMissingLeavesNoHalfCopyAndNoKeyInTheMessage() throws Exception {
        Path source = scattered();
        String key = Files.readString(source.resolveSibling("alice.key"));
        Files.delete(source.resolveSibling("alice.cert"));
        Path copy = folder.resolve("new/identity.json");
        ZitiException failure = assertThrows(ZitiException.class, () -> IdentityCopy.write(source, copy));
        assertEquals(ZitiFailure.BAD_IDENTITY, failure.failure());
        assertFalse(Files.exists(copy));
        assertFalse(failure.sentence().contains(key.substring(40, 60)), failure.sentence());
    }
}

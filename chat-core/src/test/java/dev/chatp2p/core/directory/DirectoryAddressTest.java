package dev.chatp2p.core.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.directory.DirectoryAddress.LocalFile;
import dev.chatp2p.core.directory.DirectoryAddress.Web;
import dev.chatp2p.core.directory.DirectoryProblem.Kind;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryAddressTest {

    @Test
    void anHttpsAddressIsOneOfTheWeb() throws Exception {
        assertEquals(
                new Web(URI.create("https://example.org/people.json?key=1")),
                DirectoryAddress.of(" https://example.org/people.json?key=1 "));
        assertEquals(
                new Web(URI.create("https://xn--bcher-kva.example:8443/%C3%A4")),
                DirectoryAddress.of("https://bücher.example:8443/ä"));
    }

    @Test
    void everythingWithoutASchemeIsAFile() throws Exception {
        Path file = Path.of("/srv/people.json");
        assertEquals(new LocalFile(file), DirectoryAddress.of("/srv/people.json"));
        assertEquals(new LocalFile(file), DirectoryAddress.of("file:///srv/people.json"));
        assertInstanceOf(LocalFile.class, DirectoryAddress.of("C:people.json"));
    }

    @Test
    void aLogSaysNoMoreOfAnAddressThanItsHost() throws Exception {
        assertEquals(
                "https://example.org",
                DirectoryAddress.of("https://example.org/secret?key=1").shown());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "https://",
                "https:///people.json",
                "https://user:password@example.org/",
                "https://example.org:x/",
                "https://exa mple.org/",
                "https://a_b.example/",
                "ftp://example.org/people.json",
                "javascript:alert(1)",
                "file://host/people.json",
                "jar:file:///a!/b",
                "\u0000"
            })
    void anythingElseIsRefused(String address) {
        assertEquals(Kind.ADDRESS, refused(address).problem().kind());
    }

    @Test
    void unencryptedAddressesAreRefusedWithTheReason() {
        assertTrue(
                refused("http://example.org/people.json").problem().sentence().contains("https://"));
        assertTrue(
                refused("HTTP://example.org/people.json").problem().sentence().contains("https://"));
    }

    private static DirectoryException refused(String address) {
        return assertThrows(DirectoryException.class, () -> DirectoryAddress.of(address));
    }
}

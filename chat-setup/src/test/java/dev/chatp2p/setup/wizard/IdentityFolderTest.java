package dev.chatp2p.setup.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatp2p.ziti.identity.TestPki;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityFolderTest {

    @TempDir
    private Path folder;

    private IdentityFolder identities;

    @BeforeEach
    void makeFolder() {
        identities = new IdentityFolder(folder);
    }

    @Test
    void theFirstIdentityHasTheUsualName() {
        assertEquals(folder.resolve("identity.json"), identities.newFile("user1.jwt"));
    }

    @Test
    void namesThatAreTakenGetANumber() throws IOException {
        Files.writeString(folder.resolve("identity.json"), "{}");
        Path second = identities.newFile("user1.jwt");
        assertEquals(folder.resolve("identities/user1.json"), second);
        Files.createDirectories(folder.resolve("identities"));
        Files.writeString(second, "{}");
        assertEquals(folder.resolve("identities/user1-2.json"), identities.newFile("user1.json"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "../../etc/passwd, etc-passwd",
                "C:\\x\\y.jwt, C-x-y",
                "Zoë & Ωmega.jwt, Zoë-Ωmega",
                "..., identity",
                "name.with.dots.jwt, name-with-dots"
            })
    void foreignNamesBecomeNamesThatEveryFileSystemTakes(String name, String kept) throws IOException {
        Files.writeString(folder.resolve("identity.json"), "{}");
        assertEquals(folder.resolve("identities").resolve(kept + ".json"), identities.newFile(name));
    }

    @Test
    void endlessNamesAreCut() throws IOException {
        Files.writeString(folder.resolve("identity.json"), "{}");
        String name = identities.newFile("ab".repeat(300)).getFileName().toString();
        assertEquals("ab".repeat(30) + ".json", name);
    }

    @Test
    void oneThatIsKeptAlreadyIsNotCopiedAgain(@TempDir Path elsewhere) throws Exception {
        TestPki pki = new TestPki("root");
        URI controller = URI.create("https://ctrl.example.org:1280");
        Path alice = pki.identityFile(elsewhere, "alice", controller);
        Path bob = pki.identityFile(elsewhere, "bob", controller);
        assertEquals(folder.resolve("identity.json"), identities.keep(alice));
        assertEquals(folder.resolve("identity.json"), identities.keep(alice));
        Path kept = identities.keep(bob);
        assertEquals(folder.resolve("identities/bob.json"), kept);
        Files.writeString(folder.resolve("identities/a-damaged-one.json"), "{");
        assertEquals(kept, identities.keep(Files.copy(bob, elsewhere.resolve("bob again.json"))));
    }
}

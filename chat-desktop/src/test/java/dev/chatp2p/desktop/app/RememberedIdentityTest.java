package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberedIdentityTest {

    @TempDir
    private Path home;

    private Path folder;
    private RememberedIdentity identity;

    @BeforeEach
    void nothingYet() {
        folder = home.resolve("config");
        identity = new RememberedIdentity(folder);
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "{}");
    }

    @Test
    void atFirstThereIsNone() {
        assertEquals(Optional.empty(), identity.find());
    }

    @Test
    void whileNothingIsRememberedTheUsualFileIsUsed() throws IOException {
        Path usual = file("identity.json");
        assertEquals(Optional.of(usual), identity.find());
    }

    @Test
    void theOneUsedLastIsUsedAgain() throws IOException {
        file("identity.json");
        Path second = file("identities/bob.json");
        identity.remember(second);
        assertEquals(Optional.of(second), identity.find());
        Path elsewhere = Files.writeString(home.resolve("elsewhere.json"), "{}");
        identity.remember(elsewhere);
        assertEquals(Optional.of(elsewhere), identity.find());
    }

    @Test
    void theConfigurationFolderCanBeMoved() throws IOException {
        identity.remember(file("identities/bob.json"));
        Path moved = Files.move(folder, home.resolve("moved"));
        assertEquals(Optional.of(moved.resolve("identities/bob.json")), new RememberedIdentity(moved).find());
    }

    @Test
    void whoeverWantsToBeForgottenIsNotOpenedByItself() throws IOException {
        Path usual = file("identity.json");
        identity.forget();
        assertEquals(Optional.empty(), identity.find());
        identity.remember(usual);
        assertEquals(Optional.of(usual), identity.find());
    }

    @Test
    void anIdentityThatIsGoneIsForgotten() throws IOException {
        Path usual = file("identity.json");
        Path second = file("identities/bob.json");
        identity.remember(second);
        Files.delete(second);
        assertEquals(Optional.of(usual), identity.find());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no such file", "a\0b", "identities"})
    void nonsenseInTheFileIsPassedOver(String content) throws IOException {
        Path usual = file("identity.json");
        file("identities/bob.json");
        Files.writeString(folder.resolve("profile"), content);
        assertEquals(Optional.of(usual), identity.find());
    }
}

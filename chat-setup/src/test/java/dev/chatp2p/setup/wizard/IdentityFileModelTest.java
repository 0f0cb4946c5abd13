package dev.chatp2p.setup.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.identity.TestPki;
import dev.chatp2p.ziti.identity.ZitiIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFileModelTest {

    private static final URI CONTROLLER = URI.create("https://ctrl.example.org:1280");

    @TempDir
    private Path folder;

    private WizardFixture fixture;
    private IdentityFileModel page;

    @BeforeEach
    void openPage() {
        fixture = new WizardFixture(folder.resolve("config"));
        fixture.run(() -> fixture.start().haveIdentityFile());
        page = fixture.page(IdentityFileModel.class);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private IdentityState settled() {
        fixture.waitFor(() -> !page.frame().busy().get());
        return fixture.onFx(() -> page.stateProperty().get());
    }

    private Path identity() throws IOException {
        return new TestPki("root").identityFile(folder, "alice", CONTROLLER);
    }

    @Test
    void aGoodFileIsShownAndThenACopyOfItIsUsed() throws Exception {
        Path file = identity();
        fixture.choice = Optional.of(file);
        fixture.run(page::choose);
        IdentityState.Card card = settled().card().orElseThrow();
        assertEquals("alice.json", card.name());
        assertEquals("ctrl.example.org:1280", card.network());
        assertTrue(card.validity().startsWith("certificate valid until "), card.validity());
        assertTrue(Files.notExists(folder.resolve("config")));

        fixture.run(fixture.wizard::primary);
        fixture.waitFor(() -> !fixture.opened.isEmpty());
        Path kept = folder.resolve("config/identity.json");
        assertEquals(List.of(kept), fixture.opened);
        assertEquals(List.of(Remembering.ONCE_USABLE), fixture.remembering);
        assertEquals(
                ZitiIdentity.read(file).fingerprint(), ZitiIdentity.read(kept).fingerprint());
    }

    @Test
    void anIdentityThatIsKeptHereAlreadyIsNotCopied() throws Exception {
        Path home = Files.createDirectories(folder.resolve("config/identities"));
        Path file = Files.move(identity(), home.resolve("alice.json"));
        fixture.run(() -> page.use(file));
        settled();
        fixture.run(fixture.wizard::primary);
        fixture.waitFor(() -> !fixture.opened.isEmpty());
        assertEquals(List.of(file), fixture.opened);
        assertTrue(Files.notExists(folder.resolve("config/identity.json")));
    }

    @Test
    void anIdentityWithAPasswordAsksForItAndKeepsItNowhere() throws IOException {
        Path file = identityWithPassword();
        fixture.run(() -> page.use(file));
        assertTrue(settled().card().orElseThrow().needsPassword());
        assertFalse(fixture.onFx(() -> page.frame().primaryEnabled().get()));
        fixture.run(() -> page.passwordProperty().set("correct horse"));
        fixture.run(fixture.wizard::primary);
        fixture.waitFor(() -> !fixture.opened.isEmpty());
        assertEquals(List.of("correct horse"), fixture.passwords);
        assertEquals("", fixture.onFx(() -> page.passwordProperty().get()));
        assertFalse(Files.readString(fixture.opened.getFirst()).contains("correct horse"));
    }

    @Test
    void anIdentityThatOnlyLacksItsPasswordIsUsedWhereItIsAndNotFromNowOn() throws IOException {
        Path file = Files.move(identityWithPassword(), folder.resolve("alice"));
        fixture.run(fixture.wizard::back);
        fixture.run(() -> fixture.wizard.askForPassword(file));
        assertTrue(settled().card().orElseThrow().needsPassword());
        fixture.run(() -> page.passwordProperty().set("correct horse"));
        fixture.run(fixture.wizard::primary);
        fixture.waitFor(() -> !fixture.opened.isEmpty());
        assertEquals(List.of(file), fixture.opened);
        assertEquals(List.of(Remembering.NEVER), fixture.remembering);
        assertTrue(Files.notExists(folder.resolve("config")));
    }

    private Path identityWithPassword() throws IOException {
        String authority = TestPki.pem(new TestPki("root").authority()).replace("\n", "\\n");
        return Files.writeString(
                folder.resolve("alice.json"),
                "{\"ztAPI\": \"https://ctrl.example.org:1280\", \"username\": \"alice\", \"id\": {\"ca\": \"pem:"
                        + authority + "\"}}");
    }

    @Test
    void whatIsNoIdentityIsExplainedAndCannotBeUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("settings.json"), "{\"theme\": \"dark\"}");
        fixture.run(() -> page.use(file));
        IdentityState state = settled();
        assertTrue(state.card().isEmpty());
        assertTrue(state.problem().contains("settings.json is not a Ziti identity file"), state.problem());
        assertFalse(fixture.onFx(() -> page.frame().primaryEnabled().get()));
    }

    @Test
    void anIdentityThatCannotBeKeptIsExplainedAndCanBeTriedAgain() throws Exception {
        Path file = identity();
        Files.writeString(folder.resolve("config"), "a file where the folder should be");
        fixture.run(() -> page.use(file));
        settled();
        fixture.run(fixture.wizard::primary);
        IdentityState state = settled();
        assertTrue(state.problem().contains("could not be copied"), state.problem());
        assertEquals(List.of(), fixture.opened);

        Files.delete(folder.resolve("config"));
        fixture.run(fixture.wizard::primary);
        fixture.waitFor(() -> !fixture.opened.isEmpty());
    }
}

package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.StoreNotice;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.ziti.identity.TestPki;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptStoresTest {

    private static final PeerId BOB = new PeerId("bob");

    @TempDir
    private Path folder;

    private KeptStores stores;

    @BeforeEach
    void makeProfile() {
        stores = new KeptStores(
                new UserFolders(folder.resolve("config"), folder.resolve("state"), folder.resolve("data"))
                        .profile("work"));
    }

    /** An identity that logs in with a name and a password needs no certificate. */
    private Credentials identity(String file, String name, String controller) throws Exception {
        return new Credentials.IdentityFile(Files.writeString(folder.resolve(file), """
                {"ztAPI": "https://%s/edge/client/v1", "username": "%s", "id": {}}
                """.formatted(controller, name)));
    }

    private static String key(Credentials credentials) {
        return IdentityKey.of(((Credentials.IdentityFile) credentials).path()).orElseThrow();
    }

    private void say(Credentials who, String text) throws Exception {
        ChatStores open = stores.open(who);
        open.history()
                .add(BOB, new Message(UUID.randomUUID(), Author.PEER, text, Instant.EPOCH, false))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        open.history().close();
    }

    private Optional<String> heard(Credentials who) throws Exception {
        ChatStores open = stores.open(who);
        try {
            return open.history().conversations().stream()
                    .flatMap(kept -> kept.newest().stream())
                    .map(Message::text)
                    .findFirst();
        } finally {
            open.history().close();
        }
    }

    @Test
    void theHistoriesOfTwoIdentitiesOfOneProfileDoNotMix() throws Exception {
        Credentials anna = identity("anna.json", "anna", "ctrl.example.org:1280");
        Credentials ben = identity("ben.json", "ben", "ctrl.example.org:1280");
        Credentials otherAnna = identity("other.json", "anna", "elsewhere.example.org:1280");
        say(anna, "to anna");
        say(ben, "to ben");

        assertEquals(Optional.of("to anna"), heard(anna));
        assertEquals(Optional.of("to ben"), heard(ben));
        assertEquals(Optional.empty(), heard(otherAnna), "the same name on another network is somebody else");
    }

    @Test
    void whatIsRemovedIsGoneWithItsFilesAndNobodyElsesIs() throws Exception {
        Credentials anna = identity("anna.json", "anna", "ctrl.example.org:1280");
        Credentials ben = identity("ben.json", "ben", "ctrl.example.org:1280");
        say(anna, "to anna");
        say(ben, "to ben");
        Path kept = stores.profile().kept(key(anna));
        assertTrue(Files.exists(kept));

        Runnable removal = stores.removal(anna);
        Files.delete(((Credentials.IdentityFile) anna).path()); // as whoever forgets it may wish
        removal.run();
        removal.run();

        assertFalse(Files.exists(kept));
        assertEquals(Optional.of("to ben"), heard(ben));
    }

    @Test
    void aCopyOfTheIdentityFindsTheSameHistory() throws Exception {
        Credentials anna = identity("anna.json", "anna", "ctrl.example.org:1280");
        Credentials copy = identity("copy.json", "anna", "ctrl.example.org:1280");
        say(anna, "hello");

        assertEquals(Optional.of("hello"), heard(copy));
        assertTrue(key(anna).matches("[0-9a-f]{16}"), key(anna));
        assertNotEquals(key(anna), key(identity("ben.json", "ben", "ctrl.example.org:1280")));
    }

    @Test
    void anIdentityThatWasEnrolledAgainFindsItsHistoryToo() throws Exception {
        URI controller = URI.create("https://ctrl.example.org:1280");
        TestPki network = new TestPki("network");
        Path first = network.identityFile(Files.createDirectory(folder.resolve("first")), "id-1", controller);
        Path again = network.identityFile(Files.createDirectory(folder.resolve("again")), "id-1", controller);
        Path other = network.identityFile(folder, "id-2", controller);

        assertNotEquals(Files.readString(first), Files.readString(again), "another key");
        assertEquals(IdentityKey.of(first), IdentityKey.of(again));
        assertNotEquals(IdentityKey.of(first), IdentityKey.of(other));
    }

    @Test
    void anIdentityThatCannotBeUsedLeavesNothingOnTheDisk() throws Exception {
        ChatStores none = stores.open(new Credentials.IdentityFile(folder.resolve("nobody.json")));
        none.history().close();

        assertFalse(Files.exists(folder.resolve("data")));
    }

    @Test
    void whereNothingCanBeWrittenTheChatGoesOnAndSaysSo() throws Exception {
        Files.writeString(folder.resolve("data"), "in the way");

        ChatStores open = stores.open(identity("anna.json", "anna", "ctrl.example.org:1280"));

        assertEquals(StoreNotice.Kind.NOT_KEPT, open.notice().orElseThrow().kind());
        open.history().close();
    }

    @Test
    void aHistoryThatIsInUseIsRefusedInWords() throws Exception {
        Credentials anna = identity("anna.json", "anna", "ctrl.example.org:1280");
        ChatStores first = stores.open(anna);

        LinkException refused = assertThrows(LinkException.class, () -> stores.open(anna));

        assertEquals(Reason.STORAGE, refused.reason());
        assertTrue(refused.sentence().contains("in use"), refused.sentence());
        first.history().close();
    }
}

package dev.chatp2p.core;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.memory.MemoryOverlay;
import dev.chatp2p.core.settings.ChatSettings.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole client with a shared directory. */
class ClientDirectoriesTest {

    private static final PeerId ALICE = new PeerId("alice");
    private static final PeerId BOB = new PeerId("bob");
    private static final PeerId CAROL = new PeerId("carol");

    @TempDir
    private Path folder;

    @Test
    void whoeverADirectoryListsIsKnownAndStaysSoAfterAConversation() throws Exception {
        Path file = Files.writeString(
                folder.resolve("people.json"),
                "[{\"identity\":\"alice\"},{\"identity\":\"bob\",\"name\":\"Bob\"},{\"identity\":\"carol\"}]");
        try (ChatClient client = OverlayChatClient.start(
                new MemoryOverlay(), new Credentials.Name(ALICE), ChatOptions.DEFAULT, new SystemTimers())) {
            use(client, List.of(file.toString()));
            await().until(() -> client.contacts().contact(CAROL).known());
            assertEquals("Bob", client.contacts().contact(BOB).displayName());
            await().until(() -> !client.contacts().contact(ALICE).known());
            assertEquals(3, client.directories().statuses().getFirst().people());

            client.conversations().call(BOB);
            await().until(() -> client.conversations().conversation(BOB).isPresent());
            use(client, List.of());
            await().until(() -> !client.contacts().contact(CAROL).known());
            await().until(() -> client.contacts().contact(BOB).displayName().isEmpty());
            assertTrue(client.contacts().contact(BOB).known());
        }
    }

    private static void use(ChatClient client, List<String> directories) {
        client.settings().change(now -> now.with(new Network(Optional.empty(), Optional.empty(), directories)));
    }
}

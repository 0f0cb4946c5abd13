package dev.chatp2p.core.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.chatp2p.core.overlay.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What somebody wrote cannot make a search take long. */
class HostileSearchTest {

    private static final PeerId MALLORY = new PeerId("mallory");

    private final History history = new MemoryHistory();

    @Test
    void aMessageOfCapitalSigmasDoesNotHoldUpTheSearch() throws Exception {
        for (String text : List.of("Σ".repeat(32 * 1024), "Supper?")) {
            history.add(MALLORY, new Message(UUID.randomUUID(), Message.Author.PEER, text, Instant.EPOCH, false))
                    .toCompletableFuture()
                    .get();
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertEquals(
                        1,
                        history.search("supper", Optional.empty(), 10)
                                .toCompletableFuture()
                                .get()
                                .size()));
    }
}

package dev.chatp2p.core.store;

import dev.chatp2p.core.conversation.History;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.overlay.PeerId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Adds messages without end, and some deletions, and says the id of each once it is kept. It is there to be killed. */
final class AppendingProgram {

    static final PeerId PEER = new PeerId("bob");

    private AppendingProgram() {}

    static void main(String[] arguments) throws Exception {
        History history = ProfileStore.open(Path.of(arguments[0])).stores().history();
        for (int i = 0; true; i++) {
            UUID id = UUID.randomUUID();
            Message message = new Message(id, Author.PEER, "message " + i + " of many", Instant.now(), false);
            var kept = history.add(PEER, message).toCompletableFuture();
            history.keepUnread(PEER, i);
            if (i % 20 == 19) {
                UUID passing = UUID.randomUUID();
                history.add(PEER, new Message(passing, Author.PEER, "passing", Instant.now(), false));
                history.delete(PEER, Set.of(passing));
            }
            if (i % 5 == 0) {
                // Most are still on their way when the next ones are asked for.
                kept.get();
            }
            kept.thenRun(() -> {
                synchronized (System.out) {
                    System.out.println(id);
                    System.out.flush();
                }
            });
        }
    }
}

package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.ChatClient;
import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityInUseTest {

    @TempDir
    private Path folder;

    private final List<String> done = new ArrayList<>();
    private Path file = Path.of("unused");
    private IdentityInUse identity = identity();

    @BeforeEach
    void openIdentity() throws IOException {
        file = Files.writeString(folder.resolve("alice.json"), "{}");
        identity = identity();
    }

    private IdentityInUse identity() {
        return new IdentityInUse(
                new Credentials.IdentityFile(file), new RememberedIdentity(folder), new Opener(), afterwards -> {
                    done.add("the chat has ended");
                    afterwards.run();
                });
    }

    @Test
    void whatIsKeptIsFoundBeforeTheFileGoesAndDeletedAfterTheChat() throws IOException {
        identity.forget(true, true);
        assertFalse(Files.exists(file));
        assertEquals(List.of(), done);
        identity.leave();
        assertEquals(List.of("the chat has ended", "deleted"), done);
    }

    @Test
    void whatIsKeptStaysUnlessItIsToGo() throws IOException {
        identity.forget(false, false);
        identity.leave();
        assertTrue(Files.exists(file));
        assertEquals(List.of("the chat has ended"), done);
    }

    private final class Opener implements ClientOpener {

        @Override
        public ChatClient open(Credentials credentials) throws LinkException {
            throw new LinkException(Reason.BAD_IDENTITY, "it is open already");
        }

        @Override
        public Runnable removal(Credentials credentials) {
            assertTrue(Files.exists(file), "to find what is kept takes the file");
            return () -> done.add("deleted");
        }
    }
}

package dev.chatp2p.setup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityPasswordTest {

    @TempDir
    private Path folder;

    private final CommandRun chat = new CommandRun();

    private Optional<String> find(String identity) throws IOException {
        return IdentityPassword.find(Files.writeString(folder.resolve("identity.json"), identity), chat.surroundings());
    }

    private static final String WITH_NAME =
            "{\"ztAPI\":\"https://ctrl.example.org:1280/edge/client/v1\",\"username\":\"anna\",\"id\":{\"ca\":\"pem:x\"}}";

    @Test
    void itComesFromTheEnvironmentOrThePerson() throws IOException {
        assertEquals(Optional.empty(), find(WITH_NAME));

        chat.terminal = FakeTerminal.typing("typed");
        assertEquals(Optional.of("typed"), find(WITH_NAME));

        chat.environment.put(IdentityPassword.VARIABLE, "from outside");
        assertEquals(Optional.of("from outside"), find(WITH_NAME));
    }

    @Test
    void whatIsNoIdentityNeedsNone() throws IOException {
        chat.environment.put(IdentityPassword.VARIABLE, "from outside");

        assertEquals(Optional.empty(), find("nothing of the kind"));
        assertEquals(Optional.empty(), IdentityPassword.find(folder.resolve("not there.json"), chat.surroundings()));
    }
}

package dev.chatp2p.setup.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LabCommandTest {

    private final CommandRun chat = new CommandRun();

    @Test
    void mistakesAreToldBeforeAnythingIsStarted() {
        assertEquals(2, chat.run("lab", "--routers", "0"));
        assertTrue(chat.err().contains("from 1 to 9"), chat.err());
        assertEquals(2, chat.run("lab", "--routers", "ten"));
        assertEquals(2, chat.run("lab", "--users", "anna,,ben"));
        assertEquals(2, chat.run("lab", "--users", "an\u202Ena"));
        assertTrue(chat.err().contains("cannot be seen"), chat.err());
    }
}

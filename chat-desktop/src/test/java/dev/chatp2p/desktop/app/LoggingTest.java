package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ResourceLock(Resources.SYSTEM_ERR)
class LoggingTest {

    @TempDir
    private Path folder;

    private final PrintStream original = System.err;
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    @BeforeEach
    void readTheTerminal() {
        System.setErr(new PrintStream(terminal, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(original);
        Logging.toTerminal(false, LogFormat.TEXT); // lets go of the file
    }

    private static void logOneOfEach() {
        Logger log = LoggerFactory.getLogger("dev.chatp2p.Somewhere");
        log.debug("a detail");
        log.info("a fact");
        log.warn("a warning", new IllegalStateException("its cause"));
    }

    private String shown() {
        return terminal.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theTerminalHasWarningsOnlyAndShort() {
        Logging.toTerminal(false, LogFormat.TEXT);

        logOneOfEach();

        assertTrue(shown().contains(" WARN Somewhere: a warning"), shown());
        assertTrue(shown().contains("its cause"), shown());
        assertFalse(shown().contains("\tat "), shown());
        assertFalse(shown().contains("a fact"), shown());
    }

    @Test
    void verboseHasTheDetails() {
        Logging.toTerminal(true, LogFormat.TEXT);

        logOneOfEach();

        assertTrue(shown().contains("a detail"), shown());
        assertTrue(shown().contains("\tat "), shown());
    }

    @Test
    void jsonIsOneObjectOnEachLine() {
        Logging.toTerminal(true, LogFormat.JSON);

        logOneOfEach();

        List<String> lines = shown().lines().toList();
        assertEquals(3, lines.size(), shown());
        JsonNode last = JsonMapper.shared().readTree(lines.get(2));
        assertEquals("WARN", last.path("level").asString());
        assertEquals("a warning", last.path("formattedMessage").asString());
    }

    @Test
    void theWindowsLogHasFactsInAFileAndWarningsOnTheTerminal() throws IOException {
        Logging.toFolder(folder.resolve("new/folder"), false, LogFormat.TEXT);

        logOneOfEach();

        String file = Files.readString(folder.resolve("new/folder/chat.log"));
        assertTrue(file.contains("a fact"), file);
        assertTrue(file.contains("a warning"), file);
        assertFalse(file.contains("a detail"), file);
        assertTrue(shown().contains("a warning"), shown());
        assertFalse(shown().contains("a fact"), shown());
    }

    @Test
    void withoutAWritableFolderTheTerminalSaysSoAndGoesOn() throws IOException {
        Path notAFolder = Files.createFile(folder.resolve("file"));

        Logging.toFolder(notAFolder.resolve("log"), false, LogFormat.TEXT);
        logOneOfEach();

        assertTrue(shown().contains("There will be no log file"), shown());
        assertTrue(shown().contains("a warning"), shown());
    }
}

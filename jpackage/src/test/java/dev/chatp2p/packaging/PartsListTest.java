package dev.chatp2p.packaging;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsListTest {

    @TempDir
    private Path folder;

    private Path list;

    @BeforeEach
    void layOut() throws IOException {
        list = folder.resolve("bom.json");
        Files.createDirectories(folder.resolve("lib"));
        Files.createDirectories(folder.resolve("javafx"));
        jar("lib/picocli-4.7.7.jar");
        jar("lib/chat-core-0.1.0-SNAPSHOT.jar");
        jar("javafx/javafx-base-26.0.2-linux.jar");
    }

    @Test
    void aListThatNamesEveryJarIsGoodForAnOfflineBuildToo() throws IOException {
        write();
        assertDoesNotThrow(this::require);
    }

    @Test
    void withoutAListItSaysThatTheBuildNeedsTheNetworkOnce() {
        String words = refusal();
        assertTrue(words.contains("build once without -o"), words);
    }

    @Test
    void aListOfBeforeALibraryWasReplacedIsRefused() throws IOException {
        write();
        Files.move(folder.resolve("lib/picocli-4.7.7.jar"), folder.resolve("lib/picocli-4.8.0.jar"));
        String words = refusal();
        assertTrue(words.contains("lacks picocli-4.8.0.jar."), words);
    }

    @Test
    void aListOfAnotherSystemIsRefused() throws IOException {
        write();
        Files.move(
                folder.resolve("javafx/javafx-base-26.0.2-linux.jar"),
                folder.resolve("javafx/javafx-base-26.0.2-win.jar"));
        String words = refusal();
        assertTrue(words.contains("lacks javafx-base-26.0.2-win.jar."), words);
    }

    private String refusal() {
        return String.valueOf(assertThrows(IOException.class, this::require).getMessage());
    }

    private void require() throws IOException {
        new PartsList(list).requireAllOf(folder.resolve("lib"), folder.resolve("javafx"));
    }

    private void jar(String name) throws IOException {
        Files.createFile(folder.resolve(name));
    }

    private void write() throws IOException {
        Files.writeString(list, """
                {
                  "components" : [
                    { "purl" : "pkg:maven/info.picocli/picocli@4.7.7?type=jar" },
                    { "purl" : "pkg:maven/dev.chatp2p/chat-core@0.1.0-SNAPSHOT?type=jar" },
                    { "purl" : "pkg:maven/org.openjfx/javafx-base@26.0.2?type=jar" },
                    { "purl" : "pkg:maven/org.openjfx/javafx-base@26.0.2?classifier=linux&type=jar" }
                  ]
                }
                """);
    }
}

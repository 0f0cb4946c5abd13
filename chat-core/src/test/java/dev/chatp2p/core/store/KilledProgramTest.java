package dev.chatp2p.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.conversation.History;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledProgramTest {

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void whatWasToldToBeKeptSurvivesBeingKilled() throws Exception {
        List<UUID> told = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            told.addAll(killedAfter(150 * round));

            try (ProfileStore store = ProfileStore.open(folder)) {
                History history = store.stores().history();
                assertEquals(Optional.empty(), store.movedAside());
                for (UUID id : told) {
                    assertTrue(
                            history.find(AppendingProgram.PEER, id)
                                    .toCompletableFuture()
                                    .get(20, TimeUnit.SECONDS)
                                    .isPresent(),
                            "one of " + told.size() + " in round " + round);
                }
                assertTrue(history.search("many", Optional.empty(), 1000)
                                .toCompletableFuture()
                                .get(20, TimeUnit.SECONDS)
                                .size()
                        >= Math.min(told.size(), 1000));
            }
            try (Database database = Database.forReading(folder.resolve(ProfileStore.FILE))) {
                assertEquals("ok", database.text("PRAGMA integrity_check"));
            }
            try (Database database = Database.forWriting(folder.resolve(ProfileStore.FILE))) {
                // Fails if the index and the messages say different things.
                database.run("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)");
            }
        }
    }

    /** The ids a program has told before it was killed in the middle of its work. */
    private List<UUID> killedAfter(int lines) throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProgram.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<UUID> told = new ArrayList<>();
        try (BufferedReader output = program.inputReader(StandardCharsets.UTF_8)) {
            while (told.size() < lines) {
                told.add(UUID.fromString(output.readLine()));
            }
            // By its handle: the process itself would close the stream with what it has said.
            program.toHandle().destroyForcibly();
            // What it had said before the end came, too; the last line may be cut.
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.length() == 36) {
                    told.add(UUID.fromString(line));
                }
            }
        } finally {
            program.destroyForcibly().waitFor();
        }
        return told;
    }
}

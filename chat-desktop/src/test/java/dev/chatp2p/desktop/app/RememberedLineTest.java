package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedLineTest {

    @TempDir
    private Path folder;

    private RememberedLine line;

    @BeforeEach
    void makeLine() {
        line = new RememberedLine(folder.resolve("config/note"), 8);
    }

    @Test
    void whatIsWrittenReplacesWhatWasThereAndLeavesNothingBeside() throws IOException {
        assertEquals(Optional.empty(), line.read());
        line.write("first");
        line.write("second");
        assertEquals(Optional.of("second"), line.read());
        try (Stream<Path> there = Files.list(folder.resolve("config"))) {
            assertEquals(List.of(line.file()), there.toList());
        }
    }

    @Test
    void whatIsRememberedAlreadyIsNotWrittenAgain() throws IOException {
        Files.createDirectories(line.file().getParent());
        Files.writeString(line.file(), " same\n\n");
        line.write("same");
        assertEquals(" same\n\n", Files.readString(line.file()));
    }

    @Test
    void anEmptyLineIsNotTheSameAsNone() throws IOException {
        line.write("");
        assertEquals(Optional.of(""), line.read());
    }

    @Test
    void noMoreIsReadThanItMayHave() throws IOException {
        line.write("1234567890");
        assertEquals(Optional.of("12345678"), line.read());
    }

    @Test
    void whatCannotBeWrittenLeavesWhatWasThere() throws IOException {
        Files.createDirectories(line.file().resolve("in the way"));
        assertThrows(IOException.class, () -> line.write("new"));
        assertEquals(Optional.empty(), line.read());
        try (Stream<Path> there = Files.list(folder.resolve("config"))) {
            assertEquals(List.of(line.file()), there.toList());
        }
    }
}

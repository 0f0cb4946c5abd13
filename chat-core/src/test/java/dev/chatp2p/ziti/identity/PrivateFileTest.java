package dev.chatp2p.ziti.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
    private static final String LONG = "x".repeat(100_000);

    @TempDir
    private Path folder;

    @Test
    void appearsWholeAndForItsOwnerOnly() throws Exception {
        Path target = folder.resolve("a/b/secret");

        try (PrivateFile file = PrivateFile.begin(target, 1000)) {
            assertFalse(Files.exists(target));
            file.publish("content");
        }

        assertEquals("content", Files.readString(target));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
        assertEquals(List.of("secret"), names(folder.resolve("a/b")));
    }

    @Test
    void takesItsRoomBeforehandWhereNobodyElseCanRead() throws Exception {
        Path target = folder.resolve("secret");

        try (PrivateFile file = PrivateFile.begin(target, 1000)) {
            Path draft = folder.resolve(names(folder).getFirst());
            assertEquals(1000, Files.size(draft));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(draft)));
            file.publish(LONG);
        }

        assertEquals(LONG, Files.readString(target));
    }

    @Test
    void leavesNothingWhenItIsNotPublished() throws Exception {
        PrivateFile.begin(folder.resolve("secret"), 1000).close();

        assertEquals(List.of(), names(folder));
    }

    @Test
    void isNotPublishedOverAnotherFile() throws Exception {
        Path target = Files.writeString(folder.resolve("secret"), "precious");

        try (PrivateFile file = PrivateFile.begin(target, 10)) {
            assertThrows(FileAlreadyExistsException.class, () -> file.publish("content"));
        }

        assertEquals("precious", Files.readString(target));
        assertEquals(List.of("secret"), names(folder));
    }

    @Test
    void takesTheLastOnesPlaceWhenAskedTo() throws Exception {
        Path target = Files.writeString(folder.resolve("secret"), LONG);

        try (PrivateFile file = PrivateFile.begin(target, 0)) {
            file.replace("content");
        }

        assertEquals("content", Files.readString(target));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
        assertEquals(List.of("secret"), names(folder));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

package dev.chatp2p.ziti.enroll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StorageFailuresTest {

    @ParameterizedTest
    @MethodSource
    void saysWhyAFileCouldNotBeWritten(IOException failed, String words) {
        ZitiException told = StorageFailures.explain(failed, Path.of("folder", "alice.json"));

        assertEquals(ZitiFailure.STORAGE, told.failure());
        assertTrue(told.sentence().contains("alice.json"), told.sentence());
        assertTrue(told.sentence().contains(words), told.sentence());
    }

    static List<Arguments> saysWhyAFileCouldNotBeWritten() {
        return Stream.<Object[]>of(
                        new Object[] {new IOException("No space left on device"), "disk is full"},
                        new Object[] {
                            new FileSystemException("a", null, "There is not enough space on the disk"), "disk is full"
                        },
                        new Object[] {new FileSystemException("a", null, "Disk quota exceeded"), "disk is full"},
                        new Object[] {new AccessDeniedException("a"), "may not write there"},
                        new Object[] {new FileSystemException("a", null, "Read-only file system"), "may not write"},
                        new Object[] {new FileAlreadyExistsException("a"), "not overwritten"},
                        new Object[] {new IOException(), "Check the disk"})
                .map(Arguments::of)
                .toList();
    }

    @Test
    void makesTheNameDisplayable() {
        ZitiException told = StorageFailures.exists(Path.of("a\u202eb"));

        assertFalse(told.sentence().contains("\u202e"));
    }
}

package dev.chatp2p.desktop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a failure that nobody has foreseen. */
class CrashReportsTest {

    private static final Instant START = Instant.parse("2026-11-28T20:00:00Z");

    @TempDir
    private Path state;

    private Path folder = Path.of("");
    private Instant now = START;

    @BeforeEach
    void chooseFolder() {
        folder = state.resolve("crashes");
    }

    /** Of one run of the program. */
    private CrashReports run() {
        return new CrashReports(folder, List.of("Version 7", "Java 25"), () -> now);
    }

    private static Throwable failure() {
        return new IllegalStateException("the password is sesame", new IOException("bob wrote: secret"));
    }

    @Test
    void nothingIsToldWhereNothingHappened() {
        assertEquals(Optional.empty(), run().untold());
        assertFalse(Files.exists(folder));
    }

    @Test
    void theReportSaysWhereItHappenedAndWithWhichVersion() {
        run().uncaughtException(Thread.currentThread(), failure());

        String text = run().untold().orElseThrow().text();
        assertTrue(text.contains("Version 7\nJava 25\n2026-11-28T20:00:00Z, thread "), text);
        assertTrue(text.contains("java.lang.IllegalStateException\n    at "), text);
        assertTrue(text.contains("Caused by: java.io.IOException\n    at "), text);
        assertTrue(text.contains("CrashReportsTest.failure("), text);
    }

    @Test
    void whatExceptionsSayIsNotInIt() {
        run().uncaughtException(Thread.currentThread(), failure());

        String text = run().untold().orElseThrow().text();
        assertFalse(text.contains("sesame") || text.contains("bob"), text);
    }

    @Test
    void onlyTheFirstFailureOfARunHasAReport() throws IOException {
        CrashReports run = run();
        run.uncaughtException(Thread.currentThread(), new IllegalStateException());
        now = now.plusSeconds(1);
        run.uncaughtException(Thread.currentThread(), new IllegalArgumentException());

        assertEquals(List.of("new-2026-11-28T200000.txt"), files());
        assertTrue(run().untold().orElseThrow().text().contains("IllegalStateException"));
    }

    @Test
    void whatThePersonKnowsIsNotToldAgainButKept() throws IOException {
        run().uncaughtException(Thread.currentThread(), failure());
        run().told();

        assertEquals(Optional.empty(), run().untold());
        assertEquals(List.of("2026-11-28T200000.txt"), files());
    }

    @Test
    void theNewestIsToldAndOldOnesAreDeleted() throws IOException {
        for (int i = 0; i < CrashReports.MOST_KEPT + 2; i++) {
            now = START.plus(Duration.ofDays(i));
            run().uncaughtException(Thread.currentThread(), failure());
            if (i == 3) {
                run().told();
            }
        }

        assertEquals(CrashReports.MOST_KEPT, files().size());
        assertTrue(run().untold().orElseThrow().text().contains("2026-12-04T20:00:00Z"));
    }

    @Test
    void aFailureThatIsItsOwnCauseIsToldOnce() {
        Exception outer = new IllegalStateException();
        outer.initCause(new IOException(outer));
        run().uncaughtException(Thread.currentThread(), outer);

        assertEquals(
                2,
                run().untold()
                                .orElseThrow()
                                .text()
                                .split("java.lang.IllegalStateException|java.io.IOException", -1)
                                .length
                        - 1);
    }

    @Test
    void whereNothingCanBeWrittenTheProgramGoesOn() throws IOException {
        Files.writeString(folder, "a file is in the way");
        CrashReports run = run();

        run.uncaughtException(Thread.currentThread(), failure());

        assertEquals(Optional.empty(), run.untold());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}

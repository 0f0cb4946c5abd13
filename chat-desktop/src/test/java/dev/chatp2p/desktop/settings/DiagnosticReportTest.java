package dev.chatp2p.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.concurrent.VirtualTimers;
import dev.chatp2p.core.overlay.ControllerReport;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.RouterReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticReportTest {

    private static final StatusSnapshot STATUS = new StatusSnapshot(
            new OverlayStatus(
                    OverlayStatus.State.DEGRADED, Optional.of(Reason.NO_ROUTER), "No router can be reached.", 0),
            Optional.of(new ControllerReport("ctrl.example.org:1280", true)),
            List.of(new RouterReport(
                    Optional.empty(),
                    "r1\u202e",
                    "r1.example.org:3022",
                    true,
                    false,
                    Optional.of(Duration.ofMillis(12)))));

    @TempDir
    Path folder;

    @Test
    void itHoldsTheLogTheVersionsAndTheStatus() throws Exception {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(logs.resolve("chat.log"), "now, in /home/alice\n");
        Files.writeString(logs.resolve("chat.1.log"), "before\n");
        Files.writeString(logs.resolve("identity.json"), "{\"key\":\"pem:SECRET\"}");
        Path file = folder.resolve("report.zip");
        report(logs).write(file, STATUS);

        Map<String, String> entries = entries(file);
        assertEquals(List.of("logs/chat.1.log", "logs/chat.log", "status.txt"), List.copyOf(entries.keySet()));
        assertEquals("now, in ~\n", entries.get("logs/chat.log"));
        assertEquals("""
                chat-p2p: 1.2.3
                Java 25
                written: 2026-01-01T00:00:00Z
                status: DEGRADED NO_ROUTER
                in words: No router can be reached.
                terminators: 0
                controller: ctrl.example.org:1280
                router: r1⟨U+202E⟩ r1.example.org:3022 connected PT0.012S
                """, entries.get("status.txt"));
    }

    @Test
    void ofALongLogTheEndIsKept() throws Exception {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.write(logs.resolve("chat.log"), new byte[DiagnosticReport.MAX_LOG_BYTES + 1000]);
        Files.writeString(logs.resolve("chat.log"), "the end", java.nio.file.StandardOpenOption.APPEND);
        Path file = folder.resolve("report.zip");
        report(logs).write(file, STATUS);
        String kept = entries(file).getOrDefault("logs/chat.log", "");
        assertEquals(DiagnosticReport.MAX_LOG_BYTES, kept.length());
        assertTrue(kept.endsWith("the end"));
    }

    @Test
    void withoutLogsThereIsStillAReport() throws Exception {
        Path file = folder.resolve("report.zip");
        report(folder.resolve("missing")).write(file, STATUS);
        assertEquals(List.of("status.txt"), List.copyOf(entries(file).keySet()));
    }

    @Test
    void whatWasThereBeforeStaysIfItCannotBeWritten() throws Exception {
        Path target = Files.createDirectories(folder.resolve("report.zip"));
        Files.writeString(target.resolve("inside"), "kept");
        assertThrows(IOException.class, () -> report(folder).write(target, STATUS));
        assertEquals("kept", Files.readString(target.resolve("inside")));
        try (Stream<Path> left = Files.list(folder)) {
            assertFalse(left.anyMatch(file -> file.getFileName().toString().endsWith(".part")));
        }
    }

    private static DiagnosticReport report(Path logs) {
        return new DiagnosticReport(
                new Installation("1.2.3", List.of("Java 25"), Optional.of(logs)),
                new VirtualTimers(),
                new Redaction("/home/alice"));
    }

    private static Map<String, String> entries(Path file) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }
}

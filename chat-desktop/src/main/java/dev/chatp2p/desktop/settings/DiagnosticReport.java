package dev.chatp2p.desktop.settings;

import com.google.inject.Inject;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.RouterReport;
import dev.chatp2p.core.text.DisplayText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip file with the log files, the versions and how we stand with the network, to be sent to whoever helps. The log holds no
 * keys, tokens or messages to begin with; {@link Redaction} looks once more. The identity file is not touched. Any thread but
 * the FX thread.
 */
public final class DiagnosticReport {

    /** The newest part of each log file; the program keeps three of 5 MB. */
    static final int MAX_LOG_BYTES = 6 << 20;

    private static final int MAX_LOG_FILES = 5;
    private static final int MAX_SHOWN = 200;

    private final Installation installation;
    private final Timers clock;
    private final Redaction redaction;

    @Inject
    DiagnosticReport(Installation installation, Timers clock) {
        this(installation, clock, Redaction.ofThisUser());
    }

    DiagnosticReport(Installation installation, Timers clock, Redaction redaction) {
        this.installation = installation;
        this.clock = clock;
        this.redaction = redaction;
    }

    /**
     * Writes the report. The file is there as a whole or, if anything goes wrong, as it was before.
     *
     * @throws IOException if it cannot be written there
     */
    void write(Path file, StatusSnapshot status) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        Path draft = Files.createTempFile(folder == null ? target : folder, ".chat-report", ".part");
        try {
            try (OutputStream out = Files.newOutputStream(draft);
                    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                add(zip, "status.txt", describe(status));
                for (Path log : logFiles()) {
                    add(zip, "logs/" + log.getFileName(), redaction.of(tail(log)));
                }
            }
            move(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private String describe(StatusSnapshot status) {
        StringBuilder text = new StringBuilder();
        line(text, "chat-p2p", installation.version());
        installation.platform().forEach(part -> text.append(part).append('\n'));
        line(text, "written", clock.instant().toString());
        line(text, "status", status.status().state() + status.status().reason().map(r -> " " + r).orElse(""));
        line(text, "in words", status.status().sentence());
        line(text, "terminators", String.valueOf(status.status().terminators()));
        status.controller()
                .ifPresent(c -> line(text, "controller", c.address() + (c.answering() ? "" : " (does not answer)")));
        for (RouterReport router : status.routers()) {
            line(
                    text,
                    "router",
                    router.name() + " " + router.address() + (router.connected() ? " connected" : " not connected")
                            + (router.hosting() ? " hosting" : "")
                            + router.roundTrip().map(t -> " " + t).orElse(""));
        }
        return redaction.of(text.toString());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name)
                .append(": ")
                .append(DisplayText.line(value, MAX_SHOWN))
                .append('\n');
    }

    private List<Path> logFiles() throws IOException {
        if (installation.logs().filter(Files::isDirectory).isEmpty()) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(installation.logs().orElseThrow())) {
            return found.filter(file -> String.valueOf(file.getFileName()).matches("chat(\\.\\d{1,2})?\\.log"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(MAX_LOG_FILES)
                    .toList();
        }
    }

    private static String tail(Path log) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, in.length() - MAX_LOG_BYTES);
            in.seek(start);
            byte[] bytes = new byte[(int) Math.min(MAX_LOG_BYTES, in.length() - start)];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}

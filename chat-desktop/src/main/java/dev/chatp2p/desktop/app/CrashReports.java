package dev.chatp2p.desktop.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a report of what went wrong in a way that nobody has foreseen, for the person to pass on if they like. It holds names of
 * classes and methods and the messages of no exception, so nothing that was written, no names and no keys. Thread-safe.
 */
final class CrashReports implements Thread.UncaughtExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(CrashReports.class);

    /** Older ones are deleted. */
    static final int MOST_KEPT = 5;

    private static final int DEEPEST = 20;
    private static final int MOST_FRAMES = 200;

    /** Begins the name of a report that the person has not been told of. */
    private static final String NEW = "new-";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final List<String> about;
    private final InstantSource clock;

    /** Whether this run has its report; what goes wrong after that is mostly a consequence. */
    private final AtomicBoolean written = new AtomicBoolean();

    /**
     * @param folder where they are kept; made when there is one
     * @param about what the report begins with: versions of the program and of what it runs on
     */
    CrashReports(Path folder, List<String> about, InstantSource clock) {
        this.folder = folder;
        this.about = List.copyOf(about);
        this.clock = clock;
    }

    /**
     * A report.
     *
     * @param folder where it is kept
     * @param text all of it
     */
    record Report(Path folder, String text) {}

    /** Logs what nobody has caught, and keeps a report of the first such failure of this run. */
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        log.error("nobody expected this in {}", thread.getName(), failure);
        if (written.compareAndSet(false, true)) {
            write(text(thread, failure));
        }
    }

    private void write(String text) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(NEW + DATE.format(clock.instant()) + ".txt");
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            List<Path> all = reports();
            for (Path old : all.subList(Math.min(MOST_KEPT, all.size()), all.size())) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            log.warn("there is no report of it", e);
        }
    }

    private String text(Thread thread, Throwable failure) {
        StringBuilder text = new StringBuilder("Report of a failure of chat-p2p\n\n");
        about.forEach(line -> text.append(line).append('\n'));
        text.append(clock.instant().truncatedTo(ChronoUnit.SECONDS))
                .append(", thread ")
                .append(thread.getName())
                .append("\n\n");
        Set<Throwable> told = new HashSet<>();
        String role = "";
        for (Throwable cause = failure;
                cause != null && told.add(cause) && told.size() <= DEEPEST;
                cause = cause.getCause()) {
            text.append(role).append(cause.getClass().getName()).append('\n');
            Stream.of(cause.getStackTrace())
                    .limit(MOST_FRAMES)
                    .forEach(frame -> text.append("    at ").append(frame).append('\n'));
            role = "Caused by: ";
        }
        return text.toString();
    }

    /** The newest report that the person has not been told of. */
    Optional<Report> untold() {
        try {
            for (Path file : reports()) {
                if (isNew(file)) {
                    return Optional.of(new Report(folder, Files.readString(file)));
                }
            }
        } catch (IOException e) {
            log.warn("reports of earlier failures cannot be read", e);
        }
        return Optional.empty();
    }

    /** The person knows of all there are. */
    void told() {
        try {
            for (Path file : reports()) {
                if (isNew(file)) {
                    Files.move(file, folder.resolve(name(file).substring(NEW.length())));
                }
            }
        } catch (IOException e) {
            log.warn("the person will be told again of an earlier failure", e);
        }
    }

    /** All of them, the newest first. */
    private List<Path> reports() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name(file).endsWith(".txt"))
                    .sorted(Comparator.comparing(CrashReports::date).reversed())
                    .toList();
        }
    }

    private static String date(Path file) {
        return isNew(file) ? name(file).substring(NEW.length()) : name(file);
    }

    private static boolean isNew(Path file) {
        return name(file).startsWith(NEW);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}

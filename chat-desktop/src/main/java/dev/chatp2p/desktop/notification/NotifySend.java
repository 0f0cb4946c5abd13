package dev.chatp2p.desktop.notification;

import dev.chatp2p.core.text.DisplayText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notifications of freedesktop.org, by libnotify's {@code notify-send}, and {@code gdbus} of GLib to take them away. Each
 * program is started directly, without a shell, and what others have written is one argument of it, cleaned, cut and with its
 * markup taken away (Desktop Notifications Specification 1.2: a body may hold markup, a summary does not).
 */
public final class NotifySend implements DesktopNotifier {

    private static final Logger log = LoggerFactory.getLogger(NotifySend.class);

    private static final int MAX_TITLE = 80;
    private static final int MAX_BODY = 200;

    /** So many are shown at once; whoever waits for more to be clicked has a flood, not notifications. */
    private static final int MOST_AT_ONCE = 8;

    /** What a program may say before we stop listening; characters. */
    private static final int MAX_ANSWER = 64 << 10;

    private static final long PATIENCE_SECONDS = 5;

    private final Path notifySend;
    private final Optional<Path> gdbus;
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();
    /** Written when the program has told what it can do. */
    private volatile Optional<Abilities> abilities = Optional.empty();
    /** Written by {@link #close}. */
    private volatile boolean closed;

    /**
     * What this version can do.
     *
     * @param buttons whether it can show buttons and tell which was pressed (libnotify 0.8)
     * @param id whether it tells the id, which it takes to replace or withdraw a notification
     */
    private record Abilities(boolean buttons, boolean id) {}

    /** A notification that is shown, or was. */
    private static final class Shown {
        private final Consumer<String> chosen;
        /** Written by the thread that reads the program's answers: the notification's number. */
        private volatile Optional<String> id = Optional.empty();
        /** Written by the thread that starts it. */
        private volatile Optional<Process> process = Optional.empty();
        /** Written by whoever takes it away. */
        private volatile boolean withdrawn;

        private Shown(Consumer<String> chosen) {
            this.chosen = chosen;
        }
    }

    private NotifySend(Path notifySend, Optional<Path> gdbus) {
        this.notifySend = notifySend;
        this.gdbus = gdbus;
    }

    /**
     * Looks for the program and, in the background, at what it can do.
     *
     * @param osName what the operating system is called
     * @param searchPath the folders that programs are in, as the variable {@code PATH} has them
     */
    public static DesktopNotifier find(String osName, List<Path> searchPath) {
        if (!osName.startsWith("Linux")) {
            return DesktopNotifier.none();
        }
        Optional<Path> found = program("notify-send", searchPath);
        if (found.isEmpty()) {
            return DesktopNotifier.none();
        }
        NotifySend notifier = new NotifySend(found.get(), program("gdbus", searchPath));
        Thread.ofVirtual().name("chat-notify").start(notifier::learn);
        return notifier;
    }

    private static Optional<Path> program(String name, List<Path> searchPath) {
        return searchPath.stream()
                .filter(Path::isAbsolute)
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private void learn() {
        try {
            String help = run(List.of(notifySend.toString(), "--help"));
            abilities = Optional.of(new Abilities(help.contains("--action"), help.contains("--print-id")));
        } catch (IOException e) {
            log.debug("no notifications of the desktop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isAvailable() {
        return abilities.isPresent() && !closed;
    }

    @Override
    public void show(Note note, Consumer<String> chosen) {
        Optional<Abilities> can = abilities;
        if (closed || can.isEmpty()) {
            return;
        }
        Shown next = new Shown(chosen);
        Optional<Shown> before = Optional.ofNullable(shown.put(note.tag(), next));
        before.ifPresent(NotifySend::forget);
        if (shown.size() > MOST_AT_ONCE) {
            shown.keySet().stream()
                    .filter(tag -> !tag.equals(note.tag()))
                    .findFirst()
                    .ifPresent(this::withdraw);
        }
        List<String> command = command(note, can.get(), before.flatMap(old -> old.id));
        Thread.ofVirtual().name("chat-notify").start(() -> show(note.tag(), next, command, can.get()));
    }

    private List<String> command(Note note, Abilities can, Optional<String> replaced) {
        List<String> command = new ArrayList<>(List.of(
                notifySend.toString(), "--app-name=chat-p2p", "--urgency=" + (note.urgent() ? "critical" : "normal")));
        if (can.id()) {
            command.add("--print-id");
            replaced.ifPresent(id -> command.add("--replace-id=" + id));
        }
        if (can.buttons()) {
            note.buttons().forEach(button -> command.add("--action=" + button.id() + "=" + button.text()));
        }
        command.add("--");
        command.add(DisplayText.line(note.title(), MAX_TITLE));
        command.add(withoutMarkup(DisplayText.line(note.body(), MAX_BODY)));
        return command;
    }

    private static String withoutMarkup(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** With buttons the program stays until one is pressed or the notification is gone. */
    private void show(String tag, Shown what, List<String> command, Abilities can) {
        try {
            Process process = start(command);
            what.process = Optional.of(process);
            try (BufferedReader answers = answers(process)) {
                if (can.id()) {
                    what.id = Optional.ofNullable(answers.readLine()).filter(NotifySend::isNumber);
                }
                if (what.withdrawn) { // before it could be told to go
                    takeAway(what);
                    return;
                }
                String pressed = answers.readLine();
                if (pressed != null && !what.withdrawn) {
                    what.chosen.accept(pressed);
                }
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            log.debug("{} could not be shown", tag.split(" ")[0], e);
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,10}");
    }

    @Override
    public void withdraw(String tag) {
        Shown gone = shown.remove(tag);
        if (gone == null) {
            return;
        }
        forget(gone);
        takeAway(gone);
    }

    private void takeAway(Shown gone) {
        gdbus.ifPresent(program -> gone.id.ifPresent(id -> Thread.ofVirtual()
                .name("chat-notify")
                .start(() -> take(List.of(
                        program.toString(),
                        "call",
                        "--session",
                        "--dest=org.freedesktop.Notifications",
                        "--object-path=/org/freedesktop/Notifications",
                        "--method=org.freedesktop.Notifications.CloseNotification",
                        id)))));
    }

    /** A program that has not told its number yet goes on until it has. */
    private static void forget(Shown gone) {
        gone.withdrawn = true;
        if (gone.id.isPresent()) {
            gone.process.ifPresent(Process::destroy);
        }
    }

    private void take(List<String> command) {
        try {
            run(command);
        } catch (IOException e) {
            log.debug("a notification stays", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(shown.keySet()).forEach(this::withdraw);
    }

    /** Runs a program to its end; what it has said. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = start(command);
        try (var out = process.getInputStream()) {
            String said = new String(out.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                log.debug("{} does not end", command.getFirst());
            }
            return said;
        } finally {
            process.destroy();
        }
    }

    private static BufferedReader answers(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 256);
    }

    private static Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        return process;
    }
}

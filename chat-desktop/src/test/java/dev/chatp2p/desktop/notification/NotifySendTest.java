package dev.chatp2p.desktop.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.chatp2p.desktop.notification.DesktopNotifier.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With programs in place of the real ones that write down their arguments. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class NotifySendTest {

    private static final String NEW = "--action=[NAME=]Text --print-id --replace-id=ID";

    @TempDir
    Path folder;

    private DesktopNotifier notifier = DesktopNotifier.none();

    @AfterEach
    void close() {
        notifier.close();
    }

    @Test
    void whatOthersWriteIsOneArgumentAndHoldsNoMarkup() throws Exception {
        start(NEW, "echo 7");
        notifier.show(
                new Note("call bob", "--help $(touch x)", "<b>&\u202e\n`id`</b>", List.of(new Note.Button("ANSWER", "Answer")), true),
                id -> {});
        assertEquals(
                List.of(
                        "--app-name=chat-p2p",
                        "--urgency=critical",
                        "--print-id",
                        "--action=ANSWER=Answer",
                        "--",
                        "--help $(touch x)",
                        "&lt;b&gt;&amp;⟨U+202E⟩␊`id`&lt;/b&gt;"),
                arguments("notify-send", 7));
    }

    @Test
    void theButtonThatWasPressedIsTold() throws Exception {
        start(NEW, "echo 7; echo ANSWER");
        List<String> pressed = new CopyOnWriteArrayList<>();
        notifier.show(note("call bob"), pressed::add);
        await().until(() -> pressed.equals(List.of("ANSWER")));
    }

    @Test
    void aSecondOneTakesThePlaceOfTheFirstAndIsTakenAwayByItsNumber() throws Exception {
        start(NEW, "echo 7; exec sleep 30");
        notifier.show(note("messages"), id -> {});
        arguments("notify-send", 7);
        // The number is known a moment after the program has begun.
        await().until(() -> {
            notifier.show(note("messages"), id -> {});
            return Files.readString(folder.resolve("notify-send.args")).contains("--replace-id=7");
        });
        await().until(() -> {
            notifier.show(note("messages"), id -> {});
            notifier.withdraw("messages");
            return Files.exists(folder.resolve("gdbus.args"));
        });
        assertEquals("7", arguments("gdbus", 6).get(5));
    }

    @Test
    void anOldVersionIsAskedForNoButtons() throws Exception {
        start("--urgency=LEVEL", "true");
        notifier.show(note("call bob"), id -> {});
        assertEquals(
                List.of("--app-name=chat-p2p", "--urgency=normal", "--", "bob", "is calling"),
                arguments("notify-send", 5));
    }

    @Test
    void withoutTheProgramThereIsNothing() {
        assertFalse(NotifySend.find("Linux", List.of(folder)).isAvailable());
        assertFalse(NotifySend.find("Windows 11", List.of(folder)).isAvailable());
    }

    private static Note note(String tag) {
        return new Note(tag, "bob", "is calling", List.of(new Note.Button("ANSWER", "Answer")), false);
    }

    private void start(String help, String answer) throws IOException {
        program("gdbus", "", "");
        program("notify-send", help, answer);
        notifier = NotifySend.find("Linux", List.of(folder));
        await().until(notifier::isAvailable);
    }

    private void program(String name, String help, String answer) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name),
                """
                #!/bin/sh
                if [ "$1" = --help ]; then echo '%s'; exit 0; fi
                printf '%%s\\n' "$@" > "%s.part"
                mv "%s.part" "%s"
                %s
                """
                        .formatted(help, args(name), args(name), args(name), answer));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Path args(String name) {
        return folder.resolve(name + ".args");
    }

    private List<String> arguments(String name, int count) {
        await().until(() -> Files.exists(args(name)) && Files.readAllLines(args(name)).size() == count);
        try {
            return Files.readAllLines(args(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

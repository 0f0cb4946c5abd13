package dev.chatp2p.setup.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell commands")
class SubprocessTest {
    private final Path folder;
    private final Path log;

    SubprocessTest(@TempDir Path folder) {
        this.folder = folder;
        this.log = folder.resolve("program.log");
    }

    private Subprocess.Command shell(String script) {
        return new Subprocess.Command("program", List.of("/bin/sh", "-c", script), Map.of("GIVEN", "value"), folder);
    }

    @Test
    void outputIsGivenBackAndErrorsGoToTheLog() throws Exception {
        String output = Subprocess.run(shell("echo $GIVEN; echo oops >&2"), log, Duration.ofSeconds(10));

        assertEquals("value", output);
        assertEquals("oops\n", Files.readString(log));
    }

    @Test
    void aFailureQuotesTheEndOfTheLog() {
        LabException failed = assertThrows(
                LabException.class,
                () -> Subprocess.run(shell("echo no such router >&2; exit 7"), log, Duration.ofSeconds(10)));

        String sentence = String.valueOf(failed.getMessage());
        assertTrue(sentence.startsWith("program failed with exit code 7."), sentence);
        assertTrue(sentence.endsWith("no such router"), sentence);
    }

    @Test
    void aProgramThatIsNotDoneInTimeIsEnded() {
        LabException late = assertThrows(
                LabException.class,
                () -> Subprocess.run(shell("echo $$ > pid; exec sleep 600"), log, Duration.ofMillis(300)));

        assertTrue(String.valueOf(late.getMessage()).contains("was not done"));
        await().until(() -> ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("pid")).strip()))
                .isEmpty());
    }

    @Test
    void closingEndsTheProgramAndItsChildrenEvenIfTheyDoNotListen() throws Exception {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Subprocess stubborn = Subprocess.start(
                shell("trap '' TERM; sh -c \"trap '' TERM; echo child; while :; do read -r _; done\"; echo never"),
                log,
                lines::add);
        await().until(() -> lines.contains("child"));
        List<ProcessHandle> children = stubborn.handle().descendants().toList();
        assertFalse(children.isEmpty());

        stubborn.close();

        assertFalse(stubborn.isAlive());
        await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        assertTrue(Files.readString(log).contains("child"));
    }

    @Test
    void aProcessStartedAfterTheNetworkWasClosedIsStoppedAgain() throws Exception {
        RunningProcesses processes = new RunningProcesses();
        processes.close();
        Subprocess late = Subprocess.start(shell("exec sleep 600"), log, _ -> {});

        assertThrows(LabException.class, () -> processes.add(late));
        assertFalse(late.isAlive());
    }
}

package dev.chatp2p.desktop.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.concurrent.SystemTimers;
import dev.chatp2p.core.concurrent.Timers;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SingleInstanceTest {

    private static final HandOver NOTHING = new HandOver(Optional.empty());

    @TempDir
    private Path temporary;

    private final Timers timers = new SystemTimers();
    private final List<HandOver> taken = Collections.synchronizedList(new ArrayList<>());

    private Path folder() {
        return temporary.resolve("profiles/default");
    }

    private Optional<SingleInstance> claim() throws IOException {
        return SingleInstance.claim(folder(), timers);
    }

    @Test
    void thereIsOneAtATime() throws IOException {
        try (SingleInstance first = claim().orElseThrow()) {
            assertEquals(Optional.empty(), claim());
            first.close();
            first.close();
        }
        claim().orElseThrow().close();
    }

    @Test
    void theSecondHandsOverAndTheFirstIsTold() throws Exception {
        Path file = temporary.resolve("ünvitation \uD83D\uDE00.jwt");
        try (SingleInstance first = claim().orElseThrow()) {
            first.listen(taken::add);

            assertInstanceOf(Starting.HandedOver.class, Starting.in(folder(), new HandOver(Optional.of(file)), timers));
            assertInstanceOf(Starting.HandedOver.class, Starting.in(folder(), NOTHING, timers));
        }
        assertEquals(List.of(new HandOver(Optional.of(file)), NOTHING), taken);
    }

    @Test
    void whatCameBeforeTheWindowWasThereIsToldLater() throws IOException {
        try (SingleInstance first = claim().orElseThrow()) {
            assertTrue(SingleInstance.handOver(folder(), NOTHING, timers));

            first.listen(taken::add);
            assertEquals(List.of(NOTHING), taken);
        }
    }

    @Test
    void withoutAFirstNothingIsHandedOver() throws IOException {
        assertFalse(SingleInstance.handOver(folder(), NOTHING, timers));
        claim().orElseThrow().close();
        assertFalse(SingleInstance.handOver(folder(), NOTHING, timers));
    }

    @Test
    void aPathThatWouldBeTooLongForASocketIsNone() throws IOException {
        Path deep = temporary.resolve("a".repeat(120)).resolve("b".repeat(120));
        try (SingleInstance first = SingleInstance.claim(deep, timers).orElseThrow()) {
            first.listen(taken::add);
            assertTrue(SingleInstance.handOver(deep, NOTHING, timers));
        }
        assertEquals(List.of(NOTHING), taken);
        assertFalse(SingleInstance.handOver(deep, NOTHING, timers));
    }

    @Test
    void aFolderThatCannotBeUsedDoesNotKeepTheProgramFromStarting() throws Exception {
        Files.createDirectories(folder().getParent());
        Files.writeString(folder(), "in the way");

        Starting.First first = assertInstanceOf(Starting.First.class, Starting.in(folder(), NOTHING, timers));

        assertEquals(Optional.empty(), first.instance());
    }

    @Test
    void whatIsNotUnderstoodIsLeftAndTheNextIsTaken() throws IOException {
        try (SingleInstance first = claim().orElseThrow()) {
            first.listen(taken::add);
            for (byte[] nonsense : List.of(
                    new byte[0],
                    new byte[] {1, 2, 3},
                    "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                    new byte[200_000])) {
                try (SocketChannel channel = connect()) {
                    Channels.newOutputStream(channel).write(nonsense);
                    channel.shutdownOutput();
                    assertEquals(-1, Channels.newInputStream(channel).read());
                } catch (IOException e) {
                    // It was closed before all of it was read, which is as good.
                }
            }
            assertTrue(SingleInstance.handOver(folder(), NOTHING, timers));
        }
        assertEquals(List.of(NOTHING), taken);
    }

    @Test
    void aRelativePathIsNotTaken() throws IOException {
        try (SingleInstance first = claim().orElseThrow()) {
            first.listen(taken::add);
            try (SocketChannel channel = connect()) {
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
                out.writeInt(SingleInstance.MAGIC);
                out.writeUTF("../somewhere.jwt");
                assertEquals(
                        SingleInstance.TAKEN, Channels.newInputStream(channel).read());
            }
        }
        assertEquals(List.of(NOTHING), taken);
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(folder().resolve("instance.socket")));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no POSIX permissions")
    void onlyTheOwnerGetsThere() throws IOException {
        Files.createDirectories(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
        try (SingleInstance first = claim().orElseThrow()) {
            assertEquals("rwx------", permissions(folder()));
            assertEquals("rw-------", permissions(folder().resolve("instance.socket")));
            assertEquals("rw-------", permissions(folder().resolve("instance.lock")));
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** What the test below runs and kills. */
    static final class Holder {
        private Holder() {}

        static void main(String[] arguments) throws Exception {
            SingleInstance instance = SingleInstance.claim(Path.of(arguments[0]), new SystemTimers())
                    .orElseThrow();
            instance.listen(what -> System.out.println("taken " + what.file().isPresent()));
            System.out.println("there");
            System.in.read();
        }
    }

    /** Other lines are of the log's configuration. */
    private static void waitFor(BufferedReader output, String line) throws IOException {
        String read = output.readLine();
        while (!line.equals(read)) {
            assertNotNull(read, "the program ended without having said " + line);
            read = output.readLine();
        }
    }

    @Test
    void anotherProcessIsTheFirstUntilItIsKilled() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            waitFor(output, "there");

            assertInstanceOf(Starting.HandedOver.class, Starting.in(folder(), NOTHING, timers));
            waitFor(output, "taken false");
            assertEquals(Optional.empty(), claim());
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertTrue(Files.exists(folder().resolve("instance.socket")), "it was killed and has left everything");
        await().until(() -> {
            Optional<SingleInstance> next = claim();
            next.ifPresent(SingleInstance::close);
            return next.isPresent();
        });
    }
}

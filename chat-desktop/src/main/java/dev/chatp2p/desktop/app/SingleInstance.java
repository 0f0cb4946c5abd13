package dev.chatp2p.desktop.app;

import dev.chatp2p.core.concurrent.Timers;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one program that runs with a profile. It holds a lock in the profile's folder, which the system takes back whatever becomes
 * of the program, and listens at a Unix-domain socket beside it for later starts; there is no port on any network. Only the owner
 * of the folder gets there. Thread-safe.
 *
 * <p>What is said there: the later start sends {@value #MAGIC} and the file to open, empty if there is none, as {@link
 * DataOutputStream#writeUTF} does; the first answers {@value #TAKEN}.
 */
final class SingleInstance implements HandOvers, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SingleInstance.class);

    static final int MAGIC = 0x63703201;
    static final int TAKEN = 1;

    /** For what takes no time between programs of one computer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_AT_ONCE = 8;

    /** Longest that all systems take as the place of a socket, in bytes. */
    private static final int LONGEST_PLACE = 100;

    private static final String LOCK = "instance.lock";
    private static final String SOCKET = "instance.socket";
    /** Says where the socket is, if its place in the folder would be too long. */
    private static final String PLACE = "instance.place";

    private final FileChannel lock;
    private final ServerSocketChannel server;
    private final Path socket;
    private final Timers timers;
    private final Semaphore conversations = new Semaphore(MOST_AT_ONCE);

    /** What came before there was a listener; guarded by this. */
    private final List<HandOver> early = new ArrayList<>();

    /** Guarded by this. */
    private Optional<Consumer<HandOver>> listener = Optional.empty();

    private SingleInstance(FileChannel lock, ServerSocketChannel server, Path socket, Timers timers) {
        this.lock = lock;
        this.server = server;
        this.socket = socket;
        this.timers = timers;
        Thread.ofVirtual().name("instance-accept").start(this::accept);
    }

    /**
     * Becomes the one program of that folder, if there is none yet.
     *
     * @param folder made if it is not there
     * @throws IOException if the folder cannot be used for that
     */
    static Optional<SingleInstance> claim(Path folder, Timers timers) throws IOException {
        makePrivate(folder);
        Path file = folder.resolve(LOCK);
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly("rw-------", folder));
        boolean claimed = false;
        try {
            FileLock held = channel.tryLock();
            if (held == null) {
                return Optional.empty();
            }
            SingleInstance instance = listening(folder, channel, timers);
            claimed = true;
            return Optional.of(instance);
        } catch (OverlappingFileLockException e) {
            // By this very process: in tests.
            return Optional.empty();
        } finally {
            if (!claimed) {
                channel.close();
            }
        }
    }

    private static SingleInstance listening(Path folder, FileChannel lock, Timers timers) throws IOException {
        Path socket = folder.resolve(SOCKET).toAbsolutePath();
        Path place = folder.resolve(PLACE);
        Files.deleteIfExists(place);
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PLACE) {
            socket = Files.createTempDirectory("chat-p2p-").resolve(SOCKET);
            Files.writeString(place, socket.toString());
        }
        // Left by one that was killed: nobody listens there, or the lock would not be ours.
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            if (isPosix(folder)) {
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            }
            return new SingleInstance(lock, server, socket, timers);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Hands something over to the program that runs with that folder.
     *
     * @return whether it was taken; not if there is none, or it does not answer
     */
    static boolean handOver(Path folder, HandOver what, Timers timers) {
        try {
            Path place = folder.resolve(PLACE);
            Path socket = Files.exists(place)
                    ? Path.of(Files.readString(place))
                    : folder.resolve(SOCKET).toAbsolutePath();
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                    var tooLate = timers.after(PATIENCE, SingleInstance::inBackground, () -> close(channel))) {
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
                out.writeInt(MAGIC);
                out.writeUTF(what.file().map(Path::toString).orElse(""));
                out.flush();
                return Channels.newInputStream(channel).read() == TAKEN;
            }
        } catch (IOException | IllegalArgumentException e) {
            // The latter from a place that is no path, or too long.
            log.debug("nothing could be handed over", e);
            return false;
        }
    }

    private static void inBackground(Runnable task) {
        Thread.ofVirtual().name("instance-timeout").start(task);
    }

    @Override
    public synchronized void listen(Consumer<HandOver> told) {
        listener = Optional.of(told);
        early.forEach(told);
        early.clear();
    }

    private synchronized void tell(HandOver what) {
        if (listener.isPresent()) {
            listener.get().accept(what);
        } else if (early.size() < MOST_AT_ONCE) {
            early.add(what);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                if (conversations.tryAcquire()) {
                    Thread.ofVirtual().name("instance-take").start(() -> take(channel));
                } else {
                    channel.close();
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                log.warn("a later start could not be listened to", e);
                return;
            }
        }
    }

    private void take(SocketChannel channel) {
        try (channel;
                var tooLate = timers.after(PATIENCE, SingleInstance::inBackground, () -> close(channel))) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
            if (in.readInt() != MAGIC) {
                log.warn("what a later start has said is not understood");
                return;
            }
            // At most 64 KiB, by its very format.
            HandOver what = new HandOver(absolute(in.readUTF()));
            tell(what);
            Channels.newOutputStream(channel).write(TAKEN);
        } catch (IOException | UncheckedIOException e) {
            log.debug("a later start has not finished", e);
        } finally {
            conversations.release();
        }
    }

    private static Optional<Path> absolute(String path) {
        try {
            return Optional.of(path)
                    .filter(text -> !text.isEmpty())
                    .map(Path::of)
                    .filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("not closed in good order", e);
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder, ownerOnly("rwx------", folder));
        if (isPosix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions, Path near) {
        return isPosix(near)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Lets a later start be the one. Idempotent. */
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
            // Last: whoever gets it finds nothing of ours any more.
            lock.close();
        } catch (IOException e) {
            log.warn("not closed in good order", e);
        }
    }
}

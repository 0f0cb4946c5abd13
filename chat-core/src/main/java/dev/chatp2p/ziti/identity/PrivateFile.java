package dev.chatp2p.ziti.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A file with a secret, being written: only its owner may read it, and it appears under its name whole or not at all. Its
 * place on the disk is taken when it is begun, so that a full disk shows before anything depends on it.
 *
 * <p>Not safe for several threads. Close it: what was not published is deleted then.
 */
public final class PrivateFile implements AutoCloseable {
    private static final Set<StandardOpenOption> WRITE = EnumSet.of(StandardOpenOption.WRITE);

    private final Path target;
    private final Path draft;

    private PrivateFile(Path target, Path draft) {
        this.target = target;
        this.draft = draft;
    }

    /**
     * Begins a file in a hidden draft beside it; missing folders are made.
     *
     * @param bytes how much room to take on the disk now
     */
    public static PrivateFile begin(Path target, int bytes) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException("not a file: " + target);
        }
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, "." + absolute.getFileName() + ".", ".part", forOwner(folder));
        PrivateFile file = new PrivateFile(absolute, draft);
        boolean done = false;
        try {
            restrict(draft);
            write(draft, new byte[bytes]);
            done = true;
        } finally {
            if (!done) {
                file.close();
            }
        }
        return file;
    }

    /**
     * Writes the file, onto the disk and not only into the system's memory, and gives it its name.
     *
     * @throws FileAlreadyExistsException if there is a file of that name; it stays as it is
     */
    public void publish(String content) throws IOException {
        write(draft, content.getBytes(StandardCharsets.UTF_8));
        try {
            // Unlike a renaming, this fails when somebody else was faster.
            Files.createLink(target, draft);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException e) {
            // The file system has no hard links.
            Files.move(draft, target);
        }
        settle();
    }

    /** As {@link #publish}, but takes the place of a file of that name. */
    public void replace(String content) throws IOException {
        write(draft, content.getBytes(StandardCharsets.UTF_8));
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        settle();
    }

    /** Deletes the draft, if there is one. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(draft);
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            // After writing, so that the room that was taken is used and not given back first.
            channel.truncate(content.length);
            channel.force(true);
        }
    }

    /** Makes the new name itself survive a power failure. */
    private void settle() throws IOException {
        Files.deleteIfExists(draft);
        Path folder = target.getParent();
        if (folder == null || !isPosix(folder)) {
            return; // Windows cannot open folders, and keeps its journal by itself.
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] forOwner(Path folder) {
        return isPosix(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Where there are access lists instead of modes (Windows): one entry, the owner's. */
    private static void restrict(Path file) throws IOException {
        AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (isPosix(file) || acl == null) {
            return;
        }
        acl.setAcl(List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(acl.getOwner())
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build()));
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}

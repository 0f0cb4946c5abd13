package dev.chatp2p.core.store;

import dev.chatp2p.core.ChatStores;
import dev.chatp2p.core.StoreNotice;
import dev.chatp2p.core.conversation.HistoryException;
import dev.chatp2p.core.directory.FolderDirectoryCache;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.settings.ChatSettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one identity keeps, in the file {@value #FILE} of a folder: its history, its contacts, its settings. Only the owner can
 * read it, and only one program at a time uses it. Thread-safe once open.
 */
public final class ProfileStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProfileStore.class);

    /** The name of the file with everything. */
    public static final String FILE = "history.db";

    /** The folder with copies of the shared directories. */
    private static final String DIRECTORIES = "directories";

    private static final String LOCK = "history.lock";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss").withZone(ZoneOffset.UTC);

    /** Writes that are committed together at most. */
    private static final int TOGETHER = 256;

    private final SqliteHistory history;
    private final ChatStores stores;
    private final Optional<Path> movedAside;

    /** What is read while opening. */
    private record Content(
            Database writing,
            Database reading,
            Database searching,
            List<Contact> contacts,
            ChatSettings settings,
            long nextPlace,
            long lastDeletion) {}

    private ProfileStore(
            Path folder, FileChannel lock, Content content, Optional<Path> movedAside, InstantSource clock) {
        this.movedAside = movedAside;
        DatabaseLane writer = new DatabaseLane("store-write", content.writing(), TOGETHER);
        this.history = new SqliteHistory(
                writer,
                new DatabaseLane("store-read", content.reading(), 1),
                new DatabaseLane("store-search", content.searching(), 1),
                content.nextPlace(),
                content.lastDeletion(),
                clock,
                () -> unlock(lock));
        ChatStores all = new ChatStores(
                history,
                new SqliteContacts(writer, content.contacts()),
                new SqliteSettings(writer, content.settings()),
                new FolderDirectoryCache(folder.resolve(DIRECTORIES)));
        this.stores = movedAside
                .map(aside -> all.with(new StoreNotice(StoreNotice.Kind.DAMAGED, aside, damaged(aside))))
                .orElse(all);
    }

    /**
     * Opens what is kept in a folder, or begins it. Blocks: not on the FX thread.
     *
     * <p>A file that is damaged is moved aside, and a new one begun: see {@link #movedAside()}.
     *
     * @param folder made if it is not there
     * @throws HistoryException if it cannot be used: with a sentence that says why, and what to do
     */
    public static ProfileStore open(Path folder) throws HistoryException {
        return open(folder, InstantSource.system());
    }

    static ProfileStore open(Path folder, InstantSource clock) throws HistoryException {
        Path file = folder.toAbsolutePath().resolve(FILE);
        FileChannel lock;
        try {
            OwnerOnly.folder(folder);
            lock = lock(folder.resolve(LOCK), file);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        try {
            Optional<Path> moved = isDoubtful(file) ? Optional.of(moveAside(file, clock.instant())) : Optional.empty();
            Content content;
            try {
                content = content(file);
            } catch (SQLException e) {
                if (!StorageFailure.isDamage(e)) {
                    throw e;
                }
                LOG.warn("The history is damaged", e);
                moved = Optional.of(moveAside(file, clock.instant()));
                content = content(file);
            }
            return new ProfileStore(folder, lock, content, moved, clock);
        } catch (SQLException e) {
            LOG.warn("The history could not be opened", e);
            unlock(lock);
            throw StorageFailure.explain(e, file);
        } catch (IOException e) {
            unlock(lock);
            throw unwritable(file, e);
        } catch (HistoryException | RuntimeException e) {
            unlock(lock);
            throw e;
        }
    }

    private static String damaged(Path aside) {
        return "The history was damaged. It was put aside as " + aside
                + ", and a new one has begun. docs/history.md says how to get back what can be read of it.";
    }

    private static HistoryException unwritable(Path file, IOException cause) {
        return new HistoryException(
                HistoryException.Trouble.NOT_WRITABLE,
                "The history cannot be written to " + file
                        + ". Check that the disk has room and is not write-protected, and that the folder is yours.",
                cause);
    }

    private static FileChannel lock(Path path, Path file) throws IOException, HistoryException {
        OwnerOnly.file(path);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very program.
        } catch (IOException e) {
            // A file system without locks: two programs are then told apart by nobody, but SQLite.
            LOG.warn("The history cannot be locked", e);
            return channel;
        }
        channel.close();
        throw new HistoryException("The history in " + file
                + " is in use: the chat is running with it already. Use its window, or another profile.");
    }

    private static void unlock(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("The lock of the history could not be given back", e);
        }
    }

    /** Whether an earlier run has met damage, and it is there indeed. */
    private static boolean isDoubtful(Path file) throws IOException {
        Path mark = Database.doubt(file);
        if (!Files.exists(mark)) {
            return false;
        }
        boolean sound = false;
        try (Database database = Database.forWriting(file)) {
            sound = database.text("PRAGMA integrity_check(1)").equals("ok");
        } catch (SQLException e) {
            LOG.warn("The history cannot be checked", e);
        }
        Files.delete(mark);
        return !sound;
    }

    private static Path moveAside(Path file, Instant now) throws IOException {
        String ending = ".damaged-" + DATE.format(now);
        Path aside = file.resolveSibling(file.getFileName() + ending);
        for (String part : List.of("-wal", "-shm", "")) {
            Path from = file.resolveSibling(file.getFileName() + part);
            if (Files.exists(from)) {
                Files.move(from, aside.resolveSibling(aside.getFileName() + part));
            }
        }
        LOG.warn("The damaged history is now {}", aside);
        return aside;
    }

    private static Content content(Path file) throws SQLException, IOException, HistoryException {
        OwnerOnly.file(file);
        Database writing = Database.forWriting(file);
        try {
            Migrations.run(writing, file);
            return new Content(
                    writing,
                    Database.forReading(file),
                    Database.forReading(file),
                    SqliteContacts.read(writing),
                    SqliteSettings.read(writing),
                    writing.number("SELECT coalesce(max(seq), 0) FROM message") + 1,
                    DeletionRows.last(writing));
        } catch (SQLException | HistoryException | RuntimeException e) {
            writing.close();
            throw e;
        }
    }

    /** Where everything is. */
    public ChatStores stores() {
        return stores;
    }

    /** Where the file is now that was found damaged, so that a new one was begun; empty if all was well. */
    public Optional<Path> movedAside() {
        return movedAside;
    }

    /**
     * Finishes what was asked for, removes for ever what was deleted, and closes, within two seconds: what is deleted and not
     * removed by then is removed when it is opened again. Idempotent; the same as closing the history alone.
     */
    @Override
    public void close() {
        history.close();
    }
}

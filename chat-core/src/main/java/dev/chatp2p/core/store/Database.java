package dev.chatp2p.core.store;

import dev.chatp2p.core.conversation.HistoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** One connection to the file, and its prepared statements. Confined to one thread, that may change before it is used. */
final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private static final int BUSY_MILLIS = 5_000;
    private static final int CACHE_KIB = 8 * 1024;

    private final Path file;
    private final Connection connection;
    private final boolean writes;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Database(Path file, Connection connection, boolean writes) {
        this.file = file;
        this.connection = connection;
        this.writes = writes;
    }

    /** The one that writes. */
    static Database forWriting(Path file) throws SQLException {
        return open(file, true);
    }

    /** One that reads what is committed, and waits for no writer. */
    static Database forReading(Path file) throws SQLException {
        return open(file, false);
    }

    private static Database open(Path file, boolean writes) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        // A commit is on the disk, not only in the system's memory: what was told to be kept survives a power failure
        // too.
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setTransactionMode(writes ? TransactionMode.IMMEDIATE : TransactionMode.DEFERRED);
        config.setCacheSize(-CACHE_KIB);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try {
            Database database = new Database(file, connection, writes);
            // What is deleted is overwritten, not only given free.
            database.run("PRAGMA secure_delete = ON");
            if (!writes) {
                database.run("PRAGMA query_only = ON");
            }
            return database;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Runs one statement, or several, without parameters. */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** The number that a statement without parameters answers. */
    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** The text that a statement without parameters answers. */
    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    /**
     * A statement, prepared once and kept, with its parameters.
     *
     * @param sql one of few: never made of what somebody wrote
     * @param parameters {@code byte[]}, {@link String}, {@link Long}, {@link Integer}, {@link Boolean}, or {@link Absent}
     */
    PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                case Absent none -> statement.setObject(i + 1, null);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case Boolean yes -> statement.setInt(i + 1, yes ? 1 : 0);
                default -> statement.setObject(i + 1, parameters[i]);
            }
        }
        return statement;
    }

    /** Changes rows; how many. */
    int update(String sql, Object... parameters) throws SQLException {
        return prepare(sql, parameters).executeUpdate();
    }

    /** The parameter of a column that has no value. */
    enum Absent {
        ABSENT
    }

    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    void commit() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Takes back what was done since {@link #begin}; should that fail, SQLite does it by itself. */
    void rollback() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.warn("The history could not be put back to where it was", e);
        }
    }

    /** A failure in words; one that means that the file is damaged is noted for the next start. */
    HistoryException explain(Throwable failure) {
        LOG.warn("The history could not be {}", writes ? "written" : "read", failure);
        if (StorageFailure.isDamage(failure)) {
            try {
                OwnerOnly.file(doubt(file));
            } catch (IOException e) {
                LOG.warn("It cannot be noted that the history is damaged", e);
            }
        }
        return StorageFailure.explain(failure, file);
    }

    /** What lies beside a file that is to be checked before it is used again. */
    static Path doubt(Path file) {
        return file.resolveSibling(file.getFileName() + ".check");
    }

    @Override
    public void close() {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            LOG.warn("The history was not closed in good order", e);
        }
    }

    /** Whether there is such a file with something in it. */
    static boolean exists(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) > 0;
    }
}

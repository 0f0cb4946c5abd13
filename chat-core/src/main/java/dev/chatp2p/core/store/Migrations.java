package dev.chatp2p.core.store;

import dev.chatp2p.core.conversation.HistoryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to the version of this program: runs the scripts {@code 1.sql}, {@code 2.sql}, … that its {@code
 * user_version} has not seen, each in a transaction. A script that was released is never changed. Stateless.
 */
final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    /** The newest script. */
    static final int VERSION = 5;

    private Migrations() {}

    /** @throws HistoryException if a newer version of this program has written it */
    static void run(Database database, Path file) throws SQLException, HistoryException {
        run(database, file, VERSION);
    }

    static void run(Database database, Path file, int version) throws SQLException, HistoryException {
        long found = database.number("PRAGMA user_version");
        if (found > version) {
            throw new HistoryException(
                    "The history in " + file + " was written by a newer version of this program (format "
                            + found + ", this one knows " + version
                            + "). Use the newer version, or another profile: --profile other.");
        }
        for (long next = found + 1; next <= version; next++) {
            database.begin();
            try {
                database.run(script(next));
                database.run("PRAGMA user_version = " + next);
                database.commit();
            } catch (SQLException e) {
                database.rollback();
                throw e;
            }
            if (found > 0) {
                LOG.info("The history is now of format {}", next);
            }
        }
    }

    private static String script(long number) {
        try (InputStream in = Migrations.class.getResourceAsStream(number + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("script " + number + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

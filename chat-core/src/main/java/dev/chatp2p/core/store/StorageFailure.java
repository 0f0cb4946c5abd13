package dev.chatp2p.core.store;

import dev.chatp2p.core.conversation.HistoryException;
import dev.chatp2p.core.conversation.HistoryException.Trouble;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes (sqlite.org/rescode.html) mean for a person. Pure functions. */
final class StorageFailure {

    private StorageFailure() {}

    /** Whether what is in the file is no database, or a broken one. */
    static boolean isDamage(Throwable failure) {
        return switch (code(failure)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
            default -> false;
        };
    }

    /** @param file the database */
    static HistoryException explain(Throwable failure, Path file) {
        String sentence = switch (code(failure)) {
            case SQLITE_FULL ->
                "The disk is full, so nothing more is kept of conversations. Make room where " + file + " is.";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
                "The history cannot be written to " + file
                        + ". Check that the disk is not write-protected and that the file and its folder are yours.";
            case SQLITE_IOERR ->
                "The disk failed while the history in " + file
                        + " was read or written. Check that it is there and has room.";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "Another program is using the history in " + file + ". End it, then try again.";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "The history in " + file + " is damaged. With the next start it is put aside, and a new one begun.";
            case SQLITE_NOMEM, SQLITE_TOOBIG -> "There is not enough memory for the history in " + file + ".";
            default -> "The history in " + file + " could not be read or written. The log says more.";
        };
        Trouble trouble = switch (code(failure)) {
            case SQLITE_FULL, SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH -> Trouble.NOT_WRITABLE;
            default -> Trouble.OTHER;
        };
        return new HistoryException(trouble, sentence, failure);
    }

    /** Without what an extended code adds; {@code UNKNOWN_ERROR} for what SQLite has not said. */
    private static SQLiteErrorCode code(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException said) {
                return SQLiteErrorCode.getErrorCode(said.getResultCode().code & 0xff);
            }
            if (cause instanceof SQLException said && said.getErrorCode() != 0) {
                return SQLiteErrorCode.getErrorCode(said.getErrorCode() & 0xff);
            }
        }
        return SQLiteErrorCode.UNKNOWN_ERROR;
    }
}

package dev.chatp2p.core.store;

import dev.chatp2p.core.overlay.PeerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** What was deleted and can be taken back, until it is purged. Stateless. */
final class DeletionRows {

    /** How long the id of a purged message of the peer is remembered: nobody delivers again what is older. */
    private static final Duration REMEMBERED = Duration.ofDays(180);

    private DeletionRows() {}

    /**
     * Deletes so that it can be undone.
     *
     * @param messages which; empty = all, and what else the conversation has
     * @param number of the deletion, greater than those before it
     */
    static void delete(Database database, PeerId peer, Set<UUID> messages, long number) throws SQLException {
        String name = StoredName.of(peer);
        database.update(
                "INSERT INTO deletion (id, whole, unread, draft)"
                        + " SELECT ?, ? AND coalesce(max(shown), 0), coalesce(max(unread), 0), coalesce(max(draft), '')"
                        + " FROM conversation WHERE peer = ?",
                number,
                messages.isEmpty(),
                name);
        String live = "UPDATE message SET deletion = ? WHERE conversation = " + ConversationRows.NUMBER
                + " AND deletion IS NULL";
        if (messages.isEmpty()) {
            database.update(live, number, name);
            database.update(
                    "UPDATE conversation SET shown = 0, unread = 0, untold = 0, draft = '' WHERE peer = ?", name);
        }
        for (UUID message : messages) {
            database.update(live + " AND id = ?", number, name, MessageRows.bytes(message));
        }
    }

    /**
     * Removes messages for ever, without a trace.
     *
     * @param messages which; empty = all, and the conversation
     */
    static void forget(Database database, PeerId peer, Set<UUID> messages) throws SQLException {
        String name = StoredName.of(peer);
        String all = "DELETE FROM message WHERE conversation = " + ConversationRows.NUMBER;
        if (messages.isEmpty()) {
            database.update(all, name);
            database.update("DELETE FROM conversation WHERE peer = ?", name);
        }
        for (UUID message : messages) {
            database.update(all + " AND id = ?", name, MessageRows.bytes(message));
        }
    }

    /** Takes a deletion back; false if there is none of that number. */
    static boolean undo(Database database, PeerId peer, long number) throws SQLException {
        database.update("UPDATE message SET deletion = NULL WHERE deletion = ?", number);
        database.update(
                "UPDATE conversation SET shown = 1, unread = conversation.unread + d.unread,"
                        + " draft = iif(conversation.draft = '', d.draft, conversation.draft)"
                        + " FROM deletion d WHERE d.id = ? AND d.whole = 1 AND conversation.peer = ?",
                number,
                StoredName.of(peer));
        return database.update("DELETE FROM deletion WHERE id = ?", number) > 0;
    }

    /** The greatest number of a deletion; 0 if there is none. */
    static long last(Database database) throws SQLException {
        return database.number("SELECT coalesce(max(id), 0) FROM deletion");
    }

    /**
     * Removes deleted messages for ever, the words in the index too, and what is left of their conversations once there are
     * no more.
     *
     * @param last the number of the last deletion that is not to be undone any more
     * @param most how many messages at most
     * @return how many it were; fewer than {@code most} when nothing is left
     */
    static int purge(Database database, long last, int most, Instant now) throws SQLException {
        String some = "(SELECT seq FROM message WHERE deletion IS NOT NULL AND deletion <= ? LIMIT ?)";
        // Not whose they are: no name may stay on the disk. Ids are random, so nobody else can use up one of them.
        database.update(
                "INSERT OR IGNORE INTO gone (id, since) SELECT id, ? FROM message WHERE author = 'PEER' AND seq IN "
                        + some,
                MessageRows.nanos(now),
                last,
                most);
        int purged = database.update("DELETE FROM message WHERE seq IN " + some, last, most);
        if (purged < most) {
            database.update("DELETE FROM deletion WHERE id <= ?", last);
            database.update("DELETE FROM conversation WHERE shown = 0"
                    + " AND NOT EXISTS (SELECT 1 FROM message WHERE conversation = conversation.id)");
            database.update("DELETE FROM gone WHERE since < ?", MessageRows.nanos(now.minus(REMEMBERED)));
        }
        return purged;
    }

    /** Whether anything is deleted and not purged. */
    static boolean any(Database database) throws SQLException {
        try (ResultSet rows = database.prepare("SELECT 1 FROM deletion").executeQuery()) {
            return rows.next();
        }
    }
}

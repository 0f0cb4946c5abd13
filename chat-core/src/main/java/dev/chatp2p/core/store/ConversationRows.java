package dev.chatp2p.core.store;

import dev.chatp2p.core.conversation.KeptConversation;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.PeerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of conversations. Stateless. */
final class ConversationRows {

    /** The number of a conversation; for inner selects. */
    static final String NUMBER = "(SELECT id FROM conversation WHERE peer = ?)";

    private static final String ALL = "SELECT " + MessageRows.COLUMNS + ", c.peer, c.unread, c.untold, c.draft,"
            + " (SELECT count(*) FROM message q"
            + " WHERE q.conversation = c.id AND q.state = 'QUEUED' AND q.deletion IS NULL)"
            + " FROM conversation c LEFT JOIN message m ON m.seq ="
            + " (SELECT max(n.seq) FROM message n WHERE n.conversation = c.id AND n.deletion IS NULL)"
            + " WHERE c.shown = 1";

    private ConversationRows() {}

    static List<KeptConversation> all(Database database) throws SQLException {
        List<KeptConversation> found = new ArrayList<>();
        try (ResultSet rows = database.prepare(ALL).executeQuery()) {
            while (rows.next()) {
                int column = MessageRows.COLUMN_COUNT;
                Optional<Message> newest =
                        rows.getBytes(1) == null ? Optional.empty() : Optional.of(MessageRows.message(rows));
                found.add(new KeptConversation(
                        StoredName.read(rows.getString(++column)),
                        newest,
                        rows.getInt(++column),
                        rows.getInt(++column),
                        rows.getString(++column),
                        rows.getInt(++column)));
            }
        }
        return List.copyOf(found);
    }

    /** Sees to it that there is such a conversation. */
    static void begin(Database database, PeerId peer) throws SQLException {
        database.update("INSERT INTO conversation (peer) VALUES (?) ON CONFLICT DO NOTHING", StoredName.of(peer));
    }

    static void show(Database database, PeerId peer) throws SQLException {
        database.update("UPDATE conversation SET shown = 1 WHERE peer = ? AND shown = 0", StoredName.of(peer));
    }

    static void keepUnread(Database database, PeerId peer, int unread) throws SQLException {
        keep(database, peer, "UPDATE conversation SET unread = ? WHERE peer = ?", unread, unread != 0);
    }

    static void keepUntold(Database database, PeerId peer, int untold) throws SQLException {
        keep(database, peer, "UPDATE conversation SET untold = ? WHERE peer = ?", untold, false);
    }

    static void keepDraft(Database database, PeerId peer, String draft) throws SQLException {
        keep(database, peer, "UPDATE conversation SET draft = ? WHERE peer = ?", draft, !draft.isEmpty());
    }

    /** @param begins whether it is reason enough to begin a conversation */
    private static void keep(Database database, PeerId peer, String sql, Object value, boolean begins)
            throws SQLException {
        if (begins) {
            begin(database, peer);
            show(database, peer);
        }
        database.update(sql, value, StoredName.of(peer));
    }
}

package dev.chatp2p.core.store;

import static java.util.stream.Collectors.joining;

import dev.chatp2p.core.conversation.SearchHit;
import dev.chatp2p.core.conversation.SearchWords;
import dev.chatp2p.core.overlay.PeerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds messages by their words. What words begin with is looked up in the index; what is to be anywhere in the text is looked
 * for in what is left, or in all texts from the newest on. Stateless.
 */
final class MessageSearch {

    private static final String COLUMNS = "SELECT " + MessageRows.COLUMNS + ", c.peer FROM ";
    private static final String JOIN_CONVERSATION = " JOIN conversation c ON c.id = m.conversation";
    private static final String LIVE = " m.deletion IS NULL AND m.seq < ?";

    private MessageSearch() {}

    /** @param end newer messages than that are not seen */
    static List<SearchHit> newest(Database database, SearchWords wanted, Optional<PeerId> within, long end, int most)
            throws SQLException {
        Optional<Long> place = Optional.empty();
        if (within.isPresent()) {
            place = place(database, within.get());
            if (place.isEmpty()) {
                return List.of();
            }
        }
        // The shape depends on how many words there are, so there are few shapes; the words themselves are parameters.
        StringBuilder sql = new StringBuilder(COLUMNS);
        List<Object> parameters = new ArrayList<>();
        if (wanted.beginnings().isEmpty()) {
            sql.append("message m")
                    .append(JOIN_CONVERSATION)
                    .append(" WHERE m.author <> 'SYSTEM' AND")
                    .append(LIVE);
            parameters.add(end);
            place.ifPresent(number -> {
                sql.append(" AND m.conversation = ?");
                parameters.add(number);
            });
        } else {
            sql.append("words JOIN message m ON m.seq = words.rowid").append(JOIN_CONVERSATION);
            sql.append(" WHERE words MATCH ? AND").append(LIVE);
            parameters.add(match(wanted.beginnings(), place));
            parameters.add(end);
        }
        wanted.parts().forEach(part -> {
            sql.append(" AND instr(m.text, ?) > 0");
            parameters.add(part);
        });
        sql.append(wanted.beginnings().isEmpty() ? " ORDER BY m.seq" : " ORDER BY words.rowid");
        sql.append(" DESC LIMIT ?");
        parameters.add(most);
        List<SearchHit> hits = new ArrayList<>();
        try (ResultSet rows =
                database.prepare(sql.toString(), parameters.toArray()).executeQuery()) {
            while (rows.next()) {
                hits.add(new SearchHit(
                        StoredName.read(rows.getString(MessageRows.COLUMN_COUNT + 1)), MessageRows.message(rows)));
            }
        }
        return List.copyOf(hits);
    }

    private static Optional<Long> place(Database database, PeerId peer) throws SQLException {
        try (ResultSet rows = database.prepare("SELECT id FROM conversation WHERE peer = ?", StoredName.of(peer))
                .executeQuery()) {
            return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
        }
    }

    /**
     * A query of FTS5 (sqlite.org/fts5.html, "Full-text Query Syntax"). The words are letters, marks and digits only, and
     * quoted.
     */
    private static String match(List<String> beginnings, Optional<Long> place) {
        String words = beginnings.stream().map(word -> "\"" + word + "\" *").collect(joining(" AND ", "text : (", ")"));
        return place.map(number -> words + " AND place : \"" + number + "\"").orElse(words);
    }
}

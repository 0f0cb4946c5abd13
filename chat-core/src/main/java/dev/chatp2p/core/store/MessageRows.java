package dev.chatp2p.core.store;

import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Message.Author;
import dev.chatp2p.core.conversation.Notice;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.store.Database.Absent;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of messages. A deleted message keeps its place until it is purged, so pages can begin at it. Stateless. */
final class MessageRows {

    /** What {@link #message} reads. */
    static final String COLUMNS =
            "m.id, m.author, m.text, m.at, m.cut, m.state, m.since, m.reply_to, m.notice, m.amount";

    static final int COLUMN_COUNT = 10;

    private static final int ID_BYTES = 16;
    private static final long NANOS = 1_000_000_000L;

    /** Of one conversation, without the deleted ones. */
    private static final String SELECT = "SELECT " + COLUMNS + " FROM message m WHERE m.conversation = "
            + ConversationRows.NUMBER + " AND m.deletion IS NULL";

    private static final String PLACE =
            "(SELECT seq FROM message WHERE conversation = " + ConversationRows.NUMBER + " AND id = ?)";

    private MessageRows() {}

    /** @param place greater than that of all messages before it */
    static void add(Database database, PeerId peer, long place, Message message) throws SQLException {
        byte[] id = bytes(message.id());
        ConversationRows.begin(database, peer);
        int added = database.update(
                "INSERT INTO message (seq, conversation, id, author, text, at, cut, state, since, reply_to, notice, amount)"
                        + " SELECT ?, " + ConversationRows.NUMBER + ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
                        + " WHERE NOT EXISTS (SELECT 1 FROM gone WHERE id = ?) ON CONFLICT (conversation, id) DO NOTHING",
                place,
                StoredName.of(peer),
                id,
                message.author().name(),
                message.text(),
                nanos(message.at()),
                message.cut(),
                message.delivery().state().name(),
                nanos(message.delivery().since()),
                message.replyTo().<Object>map(MessageRows::bytes).orElse(Absent.ABSENT),
                message.notice().<Object>map(notice -> notice.kind().name()).orElse(Absent.ABSENT),
                message.notice().map(Notice::amount).orElse(0L),
                id);
        if (added > 0) {
            ConversationRows.show(database, peer);
        }
    }

    static void change(Database database, PeerId peer, UUID message, Delivery delivery) throws SQLException {
        database.update(
                "UPDATE message SET state = ?, since = ? WHERE conversation = " + ConversationRows.NUMBER
                        + " AND id = ?",
                delivery.state().name(),
                nanos(delivery.since()),
                StoredName.of(peer),
                bytes(message));
    }

    static boolean knows(Database database, PeerId peer, UUID message) throws SQLException {
        byte[] id = bytes(message);
        try (ResultSet rows = database.prepare(
                        "SELECT 1 FROM message WHERE conversation = " + ConversationRows.NUMBER
                                + " AND id = ? UNION ALL SELECT 1 FROM gone WHERE id = ?",
                        StoredName.of(peer),
                        id,
                        id)
                .executeQuery()) {
            return rows.next();
        }
    }

    static Optional<Message> find(Database database, PeerId peer, UUID message) throws SQLException {
        return read(database.prepare(SELECT + " AND m.id = ?", StoredName.of(peer), bytes(message))).stream()
                .findFirst();
    }

    /** @param end where the conversation ends */
    static List<Message> before(Database database, PeerId peer, Optional<UUID> before, long end, int most)
            throws SQLException {
        String name = StoredName.of(peer);
        String order = " ORDER BY m.seq DESC LIMIT ?";
        PreparedStatement page = before.isEmpty()
                ? database.prepare(SELECT + " AND m.seq < ?" + order, name, end, most)
                : database.prepare(SELECT + " AND m.seq < " + PLACE + order, name, name, bytes(before.get()), most);
        return read(page).reversed();
    }

    /** @param end where the conversation ends */
    static List<Message> from(Database database, PeerId peer, UUID message, long end, int most) throws SQLException {
        String name = StoredName.of(peer);
        return read(database.prepare(
                SELECT + " AND m.seq >= " + PLACE + " AND m.seq < ? ORDER BY m.seq LIMIT ?",
                name,
                name,
                bytes(message),
                end,
                most));
    }

    /** @param end where the conversation ends */
    static List<Message> queued(Database database, PeerId peer, long end) throws SQLException {
        return read(database.prepare(
                SELECT + " AND m.state = 'QUEUED' AND m.seq < ? ORDER BY m.seq", StoredName.of(peer), end));
    }

    private static List<Message> read(PreparedStatement select) throws SQLException {
        List<Message> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(message(rows));
            }
        }
        return List.copyOf(found);
    }

    /** The message in the first columns of a row. */
    static Message message(ResultSet row) throws SQLException {
        int column = 0;
        return new Message(
                id(row.getBytes(++column)),
                Author.valueOf(row.getString(++column)),
                row.getString(++column),
                instant(row.getLong(++column)),
                row.getBoolean(++column),
                delivery(row.getString(++column), row.getLong(++column)),
                Optional.ofNullable(row.getBytes(++column)).map(MessageRows::id),
                notice(row.getString(++column), row.getLong(++column)));
    }

    private static Delivery delivery(String state, long since) {
        Delivery delivery = new Delivery(Delivery.State.valueOf(state), instant(since));
        return delivery.equals(Delivery.NONE) ? Delivery.NONE : delivery;
    }

    private static Optional<Notice> notice(@Nullable String kind, long amount) {
        return kind == null ? Optional.empty() : Optional.of(new Notice(Notice.Kind.valueOf(kind), amount));
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static UUID id(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** From 1677 to 2262; what is beyond becomes the nearest. */
    static long nanos(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
        } catch (ArithmeticException e) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}

package dev.chatp2p.core.store;

import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.peer.Contact;
import dev.chatp2p.core.peer.ContactStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Contacts in the database. */
final class SqliteContacts implements ContactStore {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteContacts.class);

    private final DatabaseLane writer;
    private final List<Contact> kept;

    /** @param kept what was kept when the database was opened */
    SqliteContacts(DatabaseLane writer, List<Contact> kept) {
        this.writer = writer;
        this.kept = kept;
    }

    /** What was kept when the store was opened: whoever loads it keeps it from then on. */
    @Override
    public List<Contact> load() {
        return kept;
    }

    @Override
    public void save(Contact contact) {
        ask(database -> database.update(
                "INSERT INTO contact (peer, known, answering, display_name, title, notes, program, muted)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (peer) DO UPDATE SET known = excluded.known, answering = excluded.answering,"
                        + " display_name = excluded.display_name, title = excluded.title, notes = excluded.notes,"
                        + " program = excluded.program, muted = excluded.muted",
                StoredName.of(contact.id()),
                contact.known(),
                contact.answering().name(),
                contact.displayName(),
                contact.title(),
                contact.notes(),
                contact.program().name(),
                contact.muted()));
    }

    @Override
    public void remove(PeerId id) {
        ask(database -> database.update("DELETE FROM contact WHERE peer = ?", StoredName.of(id)));
    }

    private void ask(DatabaseLane.Work<Integer> change) {
        var _ = writer.ask(change).result().whenComplete((rows, failure) -> {
            if (failure != null) {
                LOG.warn("A contact could not be kept: {}", failure.getMessage());
            }
        });
    }

    static List<Contact> read(Database database) throws SQLException {
        List<Contact> found = new ArrayList<>();
        try (ResultSet rows = database.prepare(
                        "SELECT peer, known, answering, display_name, title, notes, program, muted FROM contact")
                .executeQuery()) {
            while (rows.next()) {
                int column = 0;
                found.add(new Contact(
                        StoredName.read(rows.getString(++column)),
                        rows.getBoolean(++column),
                        Contact.Answering.valueOf(rows.getString(++column)),
                        rows.getString(++column),
                        rows.getString(++column),
                        rows.getString(++column),
                        Contact.Program.valueOf(rows.getString(++column)),
                        rows.getBoolean(++column)));
            }
        }
        return List.copyOf(found);
    }
}

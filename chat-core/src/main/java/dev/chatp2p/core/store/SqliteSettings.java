package dev.chatp2p.core.store;

import dev.chatp2p.core.settings.ChatSettings;
import dev.chatp2p.core.settings.SettingsStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings in the database, a row for each. */
final class SqliteSettings implements SettingsStore {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteSettings.class);

    private final DatabaseLane writer;
    private final ChatSettings kept;

    /** @param kept what was kept when the database was opened */
    SqliteSettings(DatabaseLane writer, ChatSettings kept) {
        this.writer = writer;
        this.kept = kept;
    }

    /** What was kept when the store was opened: whoever loads it keeps it from then on. */
    @Override
    public ChatSettings load() {
        return kept;
    }

    @Override
    public void save(ChatSettings settings) {
        Map<String, String> rows = SettingNames.write(settings);
        writer.ask(database -> {
                    for (Map.Entry<String, String> row : rows.entrySet()) {
                        database.update(
                                "INSERT INTO setting (name, value) VALUES (?, ?)"
                                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                                row.getKey(),
                                row.getValue());
                    }
                    return rows.size();
                })
                .result()
                .whenComplete((count, failure) -> {
                    if (failure != null) {
                        LOG.warn("The settings could not be kept: {}", failure.getMessage());
                    }
                });
    }

    static ChatSettings read(Database database) throws SQLException {
        Map<String, String> found = new LinkedHashMap<>();
        try (ResultSet rows =
                database.prepare("SELECT name, value FROM setting").executeQuery()) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return SettingNames.read(found);
    }
}

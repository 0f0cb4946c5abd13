package dev.chatp2p.core.store;

import dev.chatp2p.core.conversation.History;
import dev.chatp2p.core.conversation.HistoryContract;
import dev.chatp2p.core.conversation.HistoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryTest extends HistoryContract {

    @TempDir
    private Path folder;

    @Override
    protected History open() throws HistoryException {
        return ProfileStore.open(folder).stores().history();
    }
}

package dev.chatp2p.core.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryHistoryTest extends HistoryContract {

    @Override
    protected History open() {
        return new MemoryHistory();
    }

    @Test
    void forgetsTheOldestBeyondTenThousand() {
        Message oldest = added(BOB, "oldest");
        for (int i = 0; i < 10_000; i++) {
            history.add(BOB, theirs("message"));
        }

        assertEquals(Optional.empty(), of(history.find(BOB, oldest.id())));
        assertEquals(List.of(), of(history.search("oldest", Optional.empty(), 10)));
    }

    @Test
    void forgetsTheOldestBeyondSoMuchText() {
        Message oldest = added(BOB, "oldest");
        String text = "x".repeat(1 << 20);
        for (int i = 0; i < 32; i++) {
            history.add(EVE, theirs(text));
        }

        assertEquals(31, of(history.before(EVE, Optional.empty(), 100)).size());
        assertEquals(Optional.of(oldest), of(history.find(BOB, oldest.id())), "the long conversation pays for it");
    }
}

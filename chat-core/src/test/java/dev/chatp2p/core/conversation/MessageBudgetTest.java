package dev.chatp2p.core.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatp2p.core.concurrent.VirtualTimers;
import dev.chatp2p.core.conversation.Message.Author;
import org.junit.jupiter.api.Test;

class MessageBudgetTest {

    private final VirtualTimers timers = new VirtualTimers();
    private final MessageIds ids = new MessageIds(timers);

    @Test
    void aFloodShortensItsOwnConversationOnly() {
        MessageBudget budget = new MessageBudget(100_000);
        MessageLog quiet = new MessageLog(budget, dropped -> {});
        MessageLog loud = new MessageLog(budget, dropped -> {});
        for (int i = 0; i < 10; i++) {
            quiet.add(message("hello"));
        }
        for (int i = 0; i < 5_000; i++) {
            loud.add(message("x".repeat(1_000) + i));
            assertTrue(budget.held() <= 100_000);
        }
        assertEquals(10, quiet.snapshot().size());
        assertTrue(loud.snapshot().getLast().text().endsWith("x4999"), "the newest stay");
        assertTrue(
                loud.snapshot().size() > 50,
                "and not fewer than need be: " + loud.snapshot().size());
        assertEquals(budget.held(), quiet.held() + loud.held());
    }

    @Test
    void messagesWithoutTextCountAsWell() {
        MessageBudget budget = new MessageBudget(100_000);
        MessageLog log = new MessageLog(budget, dropped -> {});
        for (int i = 0; i < MessageLog.MAX_MESSAGES; i++) {
            log.add(message(""));
        }
        assertTrue(log.snapshot().size() < 2_000);
    }

    @Test
    void aMessageThatIsLargerThanTheBudgetIsNotKept() {
        MessageBudget budget = new MessageBudget(1_000);
        MessageLog log = new MessageLog(budget, dropped -> {});
        log.add(message("x".repeat(2_000)));
        assertEquals(0, log.snapshot().size());
        assertEquals(0, budget.held());
    }

    private Message message(String text) {
        return new Message(ids.next(), Author.PEER, text, timers.instant(), false);
    }
}

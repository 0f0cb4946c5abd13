package dev.chatp2p.core.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest messages of one conversation. Written by the service's lane, read from any thread. */
final class MessageLog {

    static final int MAX_MESSAGES = 10_000;

    /** What a message costs beside its text, in the budget's units. */
    private static final int MESSAGE_COST = 64;

    /** Confined to the lane. */
    private MessageBudget budget;

    /** Guarded by this. */
    private final Deque<Message> messages = new ArrayDeque<>();

    /** What the messages cost; guarded by this. */
    private long held;

    MessageLog(MessageBudget budget) {
        this.budget = budget;
        budget.add(this);
    }

    /** From now on counts for another budget. */
    void moveTo(MessageBudget other) {
        budget.remove(this);
        budget = other;
        budget.add(this);
    }

    /** Gives back what it holds; nothing is added afterwards. */
    void release() {
        budget.remove(this);
    }

    void add(Message message) {
        budget.changed(append(message));
    }

    private synchronized long append(Message message) {
        long before = held;
        if (messages.size() == MAX_MESSAGES) {
            removeOldest();
        }
        messages.addLast(message);
        held += cost(message);
        return held - before;
    }

    /** Removes the oldest messages, an eighth of all or at least one; returns what they cost. */
    synchronized long shorten() {
        long before = held;
        long until = held - held / 8;
        do {
            removeOldest();
        } while (held > until);
        return before - held;
    }

    synchronized long held() {
        return held;
    }

    private void removeOldest() {
        held -= cost(messages.removeFirst());
    }

    private static int cost(Message message) {
        return message.text().length() + MESSAGE_COST;
    }

    synchronized List<Message> snapshot() {
        return List.copyOf(messages);
    }
}

package dev.chatp2p.core.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The newest messages of one conversation, in the order of their arrival; the {@link History} has all of them. Written by the
 * service's lane, read from any thread.
 */
final class MessageLog {

    static final int MAX_MESSAGES = 200;

    /** What a message costs beside its text, in the budget's units. */
    private static final long MESSAGE_COST = 64;

    /** Told of messages that had to make room; on the lane. */
    private final Consumer<List<Message>> dropped;

    /** Confined to the lane. */
    private MessageBudget budget;

    /** Guarded by this. */
    private final List<Message> messages = new ArrayList<>();

    /** What the messages cost; guarded by this. */
    private long held;

    MessageLog(MessageBudget budget, Consumer<List<Message>> dropped) {
        this.budget = budget;
        this.dropped = dropped;
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

    private long append(Message message) {
        Optional<Message> oldest = Optional.empty();
        long change;
        synchronized (this) {
            long before = held;
            if (messages.size() == MAX_MESSAGES) {
                oldest = Optional.of(removeOldest());
            }
            messages.addLast(message);
            held += cost(message);
            change = held - before;
        }
        oldest.map(List::of).ifPresent(dropped);
        return change;
    }

    /** Puts older messages before those that are there, as far as there is room. */
    void addOlder(List<Message> older) {
        budget.changed(prepend(older));
    }

    private synchronized long prepend(List<Message> older) {
        long before = held;
        for (Message each : older.reversed()) {
            if (messages.size() < MAX_MESSAGES && !contains(each.id())) {
                messages.addFirst(each);
                held += cost(each);
            }
        }
        return held - before;
    }

    /** Puts a message in the place of the one with its id; false if that is not here. */
    boolean replace(Message message) {
        long change;
        synchronized (this) {
            int index = messages.size() - 1;
            while (index >= 0 && !messages.get(index).id().equals(message.id())) {
                index--;
            }
            if (index < 0) {
                return false;
            }
            change = cost(message) - cost(messages.set(index, message));
            held += change;
        }
        budget.changed(change);
        return true;
    }

    /** Takes messages out. */
    void remove(Set<UUID> ids) {
        long change;
        synchronized (this) {
            long before = held;
            messages.removeIf(message -> ids.contains(message.id()));
            held = messages.stream().mapToLong(MessageLog::cost).sum();
            change = held - before;
        }
        budget.changed(change);
    }

    synchronized boolean contains(UUID id) {
        return messages.stream().anyMatch(message -> message.id().equals(id));
    }

    /** Removes the oldest messages, an eighth of all or at least one; returns what they cost. */
    long shorten() {
        List<Message> removed = new ArrayList<>();
        long cost;
        synchronized (this) {
            long before = held;
            long until = held - held / 8;
            do {
                removed.add(removeOldest());
            } while (held > until);
            cost = before - held;
        }
        dropped.accept(removed);
        return cost;
    }

    synchronized long held() {
        return held;
    }

    private Message removeOldest() {
        Message oldest = messages.removeFirst();
        held -= cost(oldest);
        return oldest;
    }

    private static long cost(Message message) {
        return message.text().length() + MESSAGE_COST;
    }

    synchronized List<Message> snapshot() {
        return List.copyOf(messages);
    }
}

package dev.chatp2p.core.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest messages of one conversation. Written by the service's lane, read from any thread. */
final class MessageLog {

    static final int MAX_MESSAGES = 10_000;

    /** Guarded by this. */
    private final Deque<Message> messages = new ArrayDeque<>();

    synchronized void add(Message message) {
        if (messages.size() == MAX_MESSAGES) {
            messages.removeFirst();
        }
        messages.addLast(message);
    }

    synchronized List<Message> snapshot() {
        return List.copyOf(messages);
    }
}

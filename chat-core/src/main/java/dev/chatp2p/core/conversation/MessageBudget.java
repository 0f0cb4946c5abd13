package dev.chatp2p.core.conversation;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the messages of all conversations may hold together. When it is used up, the longest conversation loses its oldest
 * messages, so that whoever floods us only shortens his own. Adding is confined to the service's lane.
 */
final class MessageBudget {

    /** In UTF-16 units, each up to two bytes of memory. */
    static final long DEFAULT = 32L << 20;

    private final long most;
    private final Set<MessageLog> logs = ConcurrentHashMap.newKeySet();
    private long held;

    MessageBudget(long most) {
        this.most = most;
    }

    void register(MessageLog log) {
        logs.add(log);
    }

    /** One of the logs holds that much more, or less. */
    void changed(long by) {
        held += by;
        while (held > most) {
            MessageLog longest = logs.stream()
                    .max(Comparator.comparingLong(MessageLog::held))
                    .orElseThrow();
            held -= longest.shorten();
        }
    }

    long held() {
        return held;
    }
}

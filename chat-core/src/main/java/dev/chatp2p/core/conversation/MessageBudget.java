package dev.chatp2p.core.conversation;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the messages of several conversations may hold together. When it is used up, the longest of them loses its oldest
 * messages: many names together can shorten each one down to an equal share. Therefore the conversations with people whom we
 * neither called nor answered have a budget of their own ({@link #STRANGERS}), and their text takes no room from the others.
 * Adding is confined to the service's lane.
 */
final class MessageBudget {

    /** In UTF-16 units, each up to two bytes of memory. */
    static final long DEFAULT = 28L << 20;

    /** For all strangers together; the text of one unanswered call can take half of it. */
    static final long STRANGERS = 4L << 20;

    private final long most;
    private final Set<MessageLog> logs = ConcurrentHashMap.newKeySet();
    private long held;

    MessageBudget(long most) {
        this.most = most;
    }

    /** Takes a log with what it holds. */
    void add(MessageLog log) {
        logs.add(log);
        changed(log.held());
    }

    /** Counts a log no longer. */
    void remove(MessageLog log) {
        if (logs.remove(log)) {
            held -= log.held();
        }
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

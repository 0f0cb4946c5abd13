package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.conversation.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An unbroken part of one conversation, oldest message first: as much of it as a window holds just now, so that memory stays
 * bounded however long the conversation is. Every message is in it once.
 */
final class LoadedMessages {

    /** How many messages are asked for at once. */
    static final int PAGE = 60;

    /** Beyond this, what is far from where the person reads is let go. */
    static final int MOST = 600;

    private final List<Message> messages = new ArrayList<>();
    private final Set<UUID> ids = new HashSet<>();
    private boolean fromBeginning;
    private boolean toEnd;

    List<Message> messages() {
        return Collections.unmodifiableList(messages);
    }

    /** Whether it begins with the first message of the conversation. */
    boolean fromBeginning() {
        return fromBeginning;
    }

    /** Whether it ends with the newest message of the conversation. */
    boolean toEnd() {
        return toEnd;
    }

    boolean contains(UUID message) {
        return ids.contains(message);
    }

    Optional<Message> find(UUID message) {
        int index = indexOf(message);
        return index < 0 ? Optional.empty() : Optional.of(messages.get(index));
    }

    /** Holds this part of the conversation and no other. */
    void replace(List<Message> part, boolean isFromBeginning, boolean isToEnd) {
        messages.clear();
        ids.clear();
        part.stream().filter(message -> ids.add(message.id())).forEach(messages::add);
        fromBeginning = isFromBeginning;
        toEnd = isToEnd;
    }

    /** Adds those right before the first one. */
    void putBefore(List<Message> earlier, boolean isFromBeginning) {
        messages.addAll(
                0,
                earlier.stream().filter(message -> ids.add(message.id())).toList());
        fromBeginning = isFromBeginning;
        if (messages.size() > MOST) {
            drop(MOST, messages.size());
            toEnd = false;
        }
    }

    /** Adds those right after the last one. */
    void putAfter(List<Message> later, boolean isToEnd) {
        later.stream().filter(message -> ids.add(message.id())).forEach(messages::add);
        toEnd = isToEnd;
        trimBeginning();
    }

    /**
     * A message came at the end of the conversation.
     *
     * @param following whether the person looks at the end, so that what lies far before it can be let go
     */
    void arrived(Message message, boolean following) {
        if (!toEnd || ids.contains(message.id())) {
            return;
        }
        if (!following && messages.size() >= MOST) {
            toEnd = false;
            return;
        }
        ids.add(message.id());
        messages.add(message);
        // A few more, so that the list does not shift with every message.
        if (messages.size() > MOST + PAGE) {
            trimBeginning();
        }
    }

    /** A message is not what it was. */
    void changed(Message message) {
        int index = indexOf(message.id());
        if (index >= 0) {
            messages.set(index, message);
        }
    }

    void removed(Collection<UUID> gone) {
        if (gone.stream().anyMatch(ids::contains)) {
            messages.removeIf(message -> gone.contains(message.id()));
            ids.removeAll(gone);
        }
    }

    private void trimBeginning() {
        if (messages.size() > MOST) {
            drop(0, messages.size() - MOST);
            fromBeginning = false;
        }
    }

    private void drop(int from, int to) {
        List<Message> dropped = messages.subList(from, to);
        dropped.forEach(message -> ids.remove(message.id()));
        dropped.clear();
    }

    private int indexOf(UUID message) {
        if (ids.contains(message)) {
            // Mostly it is a new one that changes.
            for (int i = messages.size() - 1; i >= 0; i--) {
                if (messages.get(i).id().equals(message)) {
                    return i;
                }
            }
        }
        return -1;
    }
}

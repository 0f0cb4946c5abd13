package dev.chatp2p.desktop.conversation;

import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.desktop.common.TimeLabels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Makes the lines of the list out of messages: days, groups, quotes, and where the unread ones begin. Immutable. */
final class EntryArrangement {

    private static final Duration GROUP = Duration.ofMinutes(5);

    private final TimeLabels times;
    private final Function<UUID, Optional<Message>> originals;

    /**
     * @param originals finds what a message answers
     */
    EntryArrangement(TimeLabels times, Function<UUID, Optional<Message>> originals) {
        this.times = times;
        this.originals = originals;
    }

    /**
     * @param firstUnread the message above which the unread ones begin, if there is such a line
     */
    List<Entry> arrange(List<Message> messages, Optional<UUID> firstUnread) {
        List<Entry> entries = new ArrayList<>(messages.size() + 16);
        Optional<Message> before = Optional.empty();
        for (Message message : messages) {
            boolean newDay = before.map(last -> !times.dayOf(last.at()).equals(times.dayOf(message.at())))
                    .orElse(true);
            if (newDay) {
                entries.add(new Entry.Day(times.dayOf(message.at())));
            }
            boolean unreadBegins = firstUnread.filter(message.id()::equals).isPresent();
            if (unreadBegins) {
                entries.add(new Entry.Unread());
            }
            boolean startsGroup = newDay || unreadBegins || !belongTogether(before, message);
            entries.add(
                    switch (message.author()) {
                        case SYSTEM -> new Entry.Notice(message);
                        case ME -> bubble(message, true, startsGroup);
                        case PEER -> bubble(message, false, startsGroup);
                    });
            before = Optional.of(message);
        }
        return entries;
    }

    private Entry bubble(Message message, boolean mine, boolean startsGroup) {
        return new Entry.Bubble(
                message,
                mine,
                startsGroup,
                message.replyTo().map(id -> new Entry.Quote(id, originals.apply(id))));
    }

    private static boolean belongTogether(Optional<Message> before, Message message) {
        return before.filter(last -> last.author() == message.author())
                .filter(last -> Duration.between(last.at(), message.at()).compareTo(GROUP) <= 0)
                .isPresent();
    }
}

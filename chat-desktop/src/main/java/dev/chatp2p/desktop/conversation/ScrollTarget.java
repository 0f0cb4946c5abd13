package dev.chatp2p.desktop.conversation;

import java.util.UUID;

/** Where the message list is to go. */
public sealed interface ScrollTarget {

    /** Down to the newest message. */
    record Newest() implements ScrollTarget {}

    /** To where the unread messages begin. */
    record FirstUnread() implements ScrollTarget {}

    /** To a message, which is pointed out. */
    record To(UUID message) implements ScrollTarget {}
}

package dev.chatp2p.core.conversation;

import dev.chatp2p.core.overlay.PeerId;
import java.util.Set;
import java.util.UUID;

/** Something changed in a conversation. */
public sealed interface ConversationEvent {

    PeerId peer();

    /** The whole conversation, told for every existing one when an observer subscribes, and for one whose deletion is undone. */
    record Opened(Conversation conversation) implements ConversationEvent {
        @Override
        public PeerId peer() {
            return conversation.peer();
        }
    }

    /** The call entered a new state. */
    record CallChanged(PeerId peer, Call call) implements ConversationEvent {}

    /** A message was added at the end. */
    record MessageAdded(PeerId peer, Message message) implements ConversationEvent {}

    /** A message that was there already changed, for example how far it has come. */
    record MessageChanged(PeerId peer, Message message) implements ConversationEvent {}

    /** Messages were deleted. */
    record MessagesRemoved(PeerId peer, Set<UUID> messages) implements ConversationEvent {

        public MessagesRemoved {
            messages = Set.copyOf(messages);
        }
    }

    /** The peer has begun to write, or stopped. */
    record TypingChanged(PeerId peer, boolean typing) implements ConversationEvent {}

    /** The number of unread entries changed. */
    record UnreadChanged(PeerId peer, int unread) implements ConversationEvent {}

    /**
     * The conversation is gone: it was deleted, or there were too many calls of people whom we neither called nor answered, and this was the one
     * that has been over for longest. If the peer calls again, a new one begins.
     */
    record Forgotten(PeerId peer) implements ConversationEvent {}
}

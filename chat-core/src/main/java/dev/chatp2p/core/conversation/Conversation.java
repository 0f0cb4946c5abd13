package dev.chatp2p.core.conversation;

import dev.chatp2p.core.overlay.PeerId;
import java.util.List;

/**
 * Everything between us and one peer, as it stands.
 *
 * @param peer with whom
 * @param call the current or last call
 * @param messages oldest first; the newest 10,000 at most
 * @param unread how many of the peer's messages, and missed calls, have come since {@link ConversationService#markRead}
 */
public record Conversation(PeerId peer, Call call, List<Message> messages, int unread) {

    public Conversation {
        messages = List.copyOf(messages);
    }
}

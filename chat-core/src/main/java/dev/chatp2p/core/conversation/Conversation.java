package dev.chatp2p.core.conversation;

import dev.chatp2p.core.overlay.PeerId;
import java.util.List;

/**
 * Everything between us and one peer, as it stands.
 *
 * @param peer with whom
 * @param call the current or last call
 * @param messages oldest first; the newest ones, as many as are held in memory, and at least the newest if there is any.
 *     {@link ConversationService#messagesBefore} has the others
 * @param unread how many of the peer's messages, and missed calls, have come since {@link ConversationService#markRead}
 * @param draft what we have written and not sent; may be empty
 */
public record Conversation(PeerId peer, Call call, List<Message> messages, int unread, String draft) {

    public Conversation {
        messages = List.copyOf(messages);
    }

    /** Without a draft. */
    public Conversation(PeerId peer, Call call, List<Message> messages, int unread) {
        this(peer, call, messages, unread, "");
    }
}

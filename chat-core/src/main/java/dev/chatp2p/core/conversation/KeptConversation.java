package dev.chatp2p.core.conversation;

import dev.chatp2p.core.overlay.PeerId;
import java.util.Optional;

/**
 * What a {@link History} knows of one conversation without reading its messages.
 *
 * @param peer with whom
 * @param newest the newest message
 * @param unread how many entries have not been read
 * @param untold how many of the peer's messages, the newest but for the unread ones, were read without their having been told
 * @param draft what was written and not sent
 * @param queued how many of our own messages wait to be sent
 */
public record KeptConversation(
        PeerId peer, Optional<Message> newest, int unread, int untold, String draft, int queued) {}

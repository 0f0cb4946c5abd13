package dev.chatp2p.core.conversation;

import dev.chatp2p.core.overlay.PeerId;

/**
 * A message that fits what somebody looks for.
 *
 * @param peer with whom it was
 * @param message the message
 */
public record SearchHit(PeerId peer, Message message) {}

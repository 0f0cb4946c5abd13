package dev.chatp2p.core.conversation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry of a conversation.
 *
 * @param id unique, a UUIDv7 made by whoever wrote it first
 * @param author who says it
 * @param text what is shown: control characters already made visible, may hold line breaks
 * @param at when it was written, by its writer's clock; when it was stored here if that is not known or cannot be. The order of
 *     messages is that of their arrival here, whatever the times say
 * @param cut whether the peer's line was longer than {@code 16 KiB} and its rest was dropped
 * @param delivery how far it has come, if it is ours
 * @param replyTo the entry it answers; that one may be unknown here
 * @param notice what it is about, if the program says it
 */
public record Message(
        UUID id,
        Author author,
        String text,
        Instant at,
        boolean cut,
        Delivery delivery,
        Optional<UUID> replyTo,
        Optional<Notice> notice) {

    /** Who says it. */
    public enum Author {
        ME,
        PEER,
        /** The program itself: called, connected, missed, … */
        SYSTEM
    }

    /** An entry that answers none and is not delivered. */
    public Message(UUID id, Author author, String text, Instant at, boolean cut) {
        this(id, author, text, at, cut, Delivery.NONE, Optional.empty(), Optional.empty());
    }

    /** The same entry, further on its way. */
    public Message with(Delivery next) {
        return new Message(id, author, text, at, cut, next, replyTo, notice);
    }
}

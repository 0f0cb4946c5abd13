package dev.chatp2p.core.conversation;

import java.time.Instant;
import java.util.UUID;

/**
 * One entry of a conversation.
 *
 * @param id unique, a UUIDv7 made by whoever wrote it first
 * @param author who says it
 * @param text what is shown: control characters already made visible, may hold line breaks (own messages only in line mode)
 * @param at when it was stored here
 * @param cut whether the peer's line was longer than {@code 16 KiB} and its rest was dropped
 */
public record Message(UUID id, Author author, String text, Instant at, boolean cut) {

    /** Who says it. */
    public enum Author {
        ME,
        PEER,
        /** The program itself: called, connected, missed, … */
        SYSTEM
    }
}

package dev.chatp2p.core.conversation;

import java.time.Instant;

/**
 * How far one of our own messages has come.
 *
 * @param state the furthest it is known to have come
 * @param since when it came there
 */
public record Delivery(State state, Instant since) {

    /** From the keyboard to the other person's eyes; only {@code chat/1} peers tell of more than {@link #SENT}. */
    public enum State {
        /** Not ours: the peer's text, or a notice. */
        NONE,
        /** Kept here; it is sent when the peer can be reached. */
        QUEUED,
        /** Handed to the network. */
        SENT,
        /** Stored by the peer's program. */
        DELIVERED,
        /** Shown to the peer. */
        READ,
        /** Given up; it can be sent again. */
        FAILED
    }

    /** For everything that is not ours to deliver. */
    public static final Delivery NONE = new Delivery(State.NONE, Instant.EPOCH);
}

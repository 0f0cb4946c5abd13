package dev.chatp2p.core.conversation;

import dev.chatp2p.core.overlay.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * A call with one peer, as it stands.
 *
 * @param state the state
 * @param since when it entered that state
 * @param outgoing whether we called
 * @param greeting what the caller sent along (already made safe to show, at most 200 characters); empty if nothing
 * @param peerVouched whether the network vouches for the peer's name; false = the name is only claimed
 * @param end why it is over; present exactly in {@link CallState#ENDED}, {@link CallState#DECLINED},
 *     {@link CallState#MISSED}
 * @param cause the network's reason, where there is one
 * @param protocol what the two programs speak, as far as it is known yet
 * @param sentence one sentence for a person about this state: what happened and, if something went wrong, what to do
 */
public record Call(
        CallState state,
        Instant since,
        boolean outgoing,
        String greeting,
        boolean peerVouched,
        Optional<EndReason> end,
        Optional<Reason> cause,
        Protocol protocol,
        String sentence) {

    /** What two programs speak ({@code docs/protocol.md}). */
    public enum Protocol {
        /** Lines of text, as every peer does. */
        LINES,
        /** Frames: real answers, receipts, typing. */
        CHAT_1
    }

    /** A call in lines. */
    public Call(
            CallState state,
            Instant since,
            boolean outgoing,
            String greeting,
            boolean peerVouched,
            Optional<EndReason> end,
            Optional<Reason> cause,
            String sentence) {
        this(state, since, outgoing, greeting, peerVouched, end, cause, Protocol.LINES, sentence);
    }

    /** No call yet. */
    public static final Call NONE =
            new Call(CallState.IDLE, Instant.EPOCH, false, "", false, Optional.empty(), Optional.empty(), "");
}

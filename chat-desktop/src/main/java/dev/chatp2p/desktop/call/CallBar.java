package dev.chatp2p.desktop.call;

import dev.chatp2p.core.overlay.PeerId;
import java.util.Optional;

/**
 * What the bar of calls shows, all of it safe to show.
 *
 * @param kind what it is about
 * @param peer whose call it is; empty if the bar is hidden
 * @param name their name
 * @param title what goes on
 * @param detail what they sent along, or what helps; may be empty
 * @param vouching what the network says about their name
 * @param others how many more wait for an answer
 */
public record CallBar(
        Kind kind, Optional<PeerId> peer, String name, String title, String detail, Vouching vouching, int others) {

    /** What a bar is about. */
    public enum Kind {
        HIDDEN,
        /** Somebody waits for our answer. */
        INCOMING,
        /** We are calling somebody whose conversation is not shown. */
        CALLING,
        /** We are in a call with somebody whose conversation is not shown. */
        IN_CALL,
        /** The network has lost the call with somebody whose conversation is not shown. */
        LOST
    }

    /** What the network says about the name of the other side. */
    public enum Vouching {
        /** There is no link that could tell. */
        UNKNOWN,
        /** The network vouches for it. */
        VOUCHED,
        /** The other side says so, nobody else. */
        CLAIMED
    }

    static final CallBar HIDDEN = new CallBar(Kind.HIDDEN, Optional.empty(), "", "", "", Vouching.UNKNOWN, 0);
}

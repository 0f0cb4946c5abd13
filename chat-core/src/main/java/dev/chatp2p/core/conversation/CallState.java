package dev.chatp2p.core.conversation;

/**
 * Where a call stands ({@code chat-protocol.md} §3).
 *
 * <pre>
 * caller:  IDLE → DIALING → RINGING → CONNECTED → ENDED
 * callee:  IDLE → INCOMING → CONNECTED → ENDED      INCOMING → DECLINED / MISSED
 * </pre>
 */
public enum CallState {
    /** No call since the start. */
    IDLE,
    /** We asked the network for the peer. */
    DIALING,
    /** The network has connected us; the person has not answered yet. In line mode we may already write. */
    RINGING,
    /** The peer called us and waits for our answer. */
    INCOMING,
    /** Both sides are there. */
    CONNECTED,
    /** Over; the call says why. */
    ENDED,
    /** We declined it. */
    DECLINED,
    /** We did not answer it. */
    MISSED;

    /** Whether a link is open or being opened in this state. */
    public boolean isLive() {
        return switch (this) {
            case DIALING, RINGING, INCOMING, CONNECTED -> true;
            case IDLE, ENDED, DECLINED, MISSED -> false;
        };
    }
}

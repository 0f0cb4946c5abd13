package dev.chatp2p.core.protocol;

/** The numbers of the frame types (chat-protocol §2). */
final class FrameType {

    static final int RINGING = 1;
    static final int ANSWER = 2;
    static final int DECLINE = 3;
    static final int CANCEL = 4;
    static final int BYE = 5;
    static final int TEXT = 10;
    static final int RECEIPT = 11;
    static final int TYPING = 12;
    static final int PING = 20;
    static final int PONG = 21;

    private FrameType() {}

    /** Whether we know what it means; what we do not know is skipped, which is how the protocol grows. */
    static boolean isKnown(int type) {
        return switch (type) {
            case RINGING, ANSWER, DECLINE, CANCEL, BYE, TEXT, RECEIPT, TYPING, PING, PONG -> true;
            default -> false;
        };
    }
}

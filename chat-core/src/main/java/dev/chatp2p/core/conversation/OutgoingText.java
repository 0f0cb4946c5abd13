package dev.chatp2p.core.conversation;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.text.DisplayText;
import java.nio.charset.StandardCharsets;

/** What somebody typed or pasted, checked and made ready to be sent. */
final class OutgoingText {

    /** In bytes of UTF-8. */
    static final int MAX_BYTES = 64 * 1024;

    private OutgoingText() {}

    /**
     * The text without control characters and without blank lines around it.
     *
     * @throws LinkException with {@link Reason#PROTOCOL} if nothing is left or it is too long
     */
    static String check(String raw) throws LinkException {
        // The first comparison spares us the encoding of something huge that was pasted.
        if (raw.length() > MAX_BYTES || raw.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new LinkException(Reason.PROTOCOL, "The message is longer than 64 KiB. Send it in parts.");
        }
        String text = withoutOuterLineBreaks(DisplayText.outgoing(raw));
        if (text.isBlank()) {
            throw new LinkException(Reason.PROTOCOL, "The message is empty, so there is nothing to send.");
        }
        return text;
    }

    /** Pasted text often ends in a line break; the other side would show it as an empty line. */
    private static String withoutOuterLineBreaks(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '\n') {
            start++;
        }
        return text.substring(start).stripTrailing();
    }
}

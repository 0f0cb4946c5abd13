package dev.chatp2p.core.protocol;

import dev.chatp2p.core.text.DisplayText;

/**
 * One line from a peer.
 *
 * @param raw the text as it came, without its line end; bytes that are no UTF-8 are U+FFFD
 * @param cut whether it was longer than {@link LineDecoder#MAX_LINE_BYTES} and the rest is missing
 */
public record Line(String raw, boolean cut) {

    /** An empty line is a sign of life: our own clients answer a call with it. It is never shown as a message. */
    public boolean isSignOfLife() {
        return raw.isEmpty();
    }

    /** The text, safe to show. */
    public String displayText() {
        return DisplayText.text(raw);
    }
}

package dev.chatp2p.core.conversation;

import dev.chatp2p.core.text.DisplayText;
import java.nio.charset.StandardCharsets;

/** The text a caller sends along with the dial, as app data. */
final class Greeting {

    /** Longer ones are cut, in UTF-16 units. */
    static final int MAX_LENGTH = 200;

    /** How our own clients say that they know more than lines (chat-protocol §2); not meant for people. */
    private static final String CHAT_1_MARK = " [chat/1]";

    private Greeting() {}

    /** Makes app data from a stranger safe to show. */
    static String show(byte[] appData) {
        String text = new String(appData, StandardCharsets.UTF_8);
        if (text.endsWith(CHAT_1_MARK)) {
            text = text.substring(0, text.length() - CHAT_1_MARK.length());
        }
        return DisplayText.line(text.strip(), MAX_LENGTH);
    }
}

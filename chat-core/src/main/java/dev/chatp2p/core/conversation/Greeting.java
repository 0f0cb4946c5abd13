package dev.chatp2p.core.conversation;

import dev.chatp2p.core.protocol.Hello;
import dev.chatp2p.core.text.DisplayText;
import java.nio.charset.StandardCharsets;

/** The text a caller sends along with the dial, as app data. */
final class Greeting {

    /** Longer ones are cut, in UTF-16 units. */
    static final int MAX_LENGTH = 200;

    private Greeting() {}

    /** The app data of our own calls: the mark, which is not meant for people, says that we know more than lines. */
    static byte[] appData(String greeting) {
        return (greeting + Hello.MARK).getBytes(StandardCharsets.UTF_8);
    }

    static boolean isMarked(byte[] appData) {
        return new String(appData, StandardCharsets.UTF_8).endsWith(Hello.MARK);
    }

    /** Makes app data from a stranger safe to show. */
    static String show(byte[] appData) {
        String text = new String(appData, StandardCharsets.UTF_8);
        if (text.endsWith(Hello.MARK)) {
            text = text.substring(0, text.length() - Hello.MARK.length());
        }
        return DisplayText.line(text.strip(), MAX_LENGTH);
    }
}

package dev.chatp2p.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private final Messages messages = Messages.in("dev.chatp2p.core.text.sentences", Locale.ENGLISH);

    @Test
    void aMessageIsFilledIn() {
        assertEquals("Bob sent 1,000 lines", messages.of("sent", "Bob", 1_000));
        assertEquals("No '{0}' here", messages.of("plain"));
    }

    @Test
    void rightToLeftNamesKeepTheirDirectionToThemselves() {
        assertEquals("\u2068עדי\u2069 sent 7 lines", messages.of("sent", "עדי", 7));
    }

    @Test
    void whatIsFilledInIsNoPattern() {
        assertEquals("{1} '' sent 7 lines", messages.of("sent", "{1} ''", 7));
    }
}

package dev.chatp2p.core.store;

import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.PeerId;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** How an exported conversation is written. */
public interface ExportFormat {

    /** Begins a file. */
    Lines begin(PeerId peer, Writer out) throws IOException;

    /** A file that has begun. Confined to one thread. */
    interface Lines {

        /** One more message, newer than those before. */
        void add(Message message) throws IOException;

        /** Nothing comes any more. Leaves the writer open. */
        void end() throws IOException;
    }

    /**
     * To be read by people: a line for each message with its time, days apart.
     *
     * @param locale of days and times
     * @param zone of days and times
     */
    static ExportFormat text(Locale locale, ZoneId zone, ExportWords words) {
        return (peer, out) -> new TextExport(peer, out, locale, zone, words);
    }

    /** To be read by programs: one JSON object with all that is kept, times as in ISO 8601 in UTC. */
    static ExportFormat json(Instant now) {
        return (peer, out) -> new JsonExport(peer, out, now);
    }
}

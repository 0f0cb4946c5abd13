package dev.chatp2p.core.store;

import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.text.DisplayText;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;

/** A conversation as text. Further lines of a message are indented, so nobody can write what looks like another's message. */
final class TextExport implements ExportFormat.Lines {

    private static final String INDENT = "    ";

    private final Writer out;
    private final ZoneId zone;
    private final ExportWords words;
    private final DateTimeFormatter day;
    private final DateTimeFormatter time;
    private final String name;
    private Optional<LocalDate> today = Optional.empty();

    TextExport(PeerId peer, Writer out, Locale locale, ZoneId zone, ExportWords words) throws IOException {
        this.out = out;
        this.zone = zone;
        this.words = words;
        this.day = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
        this.time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
        this.name = DisplayText.name(peer.name());
        line(words.title(name));
    }

    @Override
    public void add(Message message) throws IOException {
        ZonedDateTime at = message.at().atZone(zone);
        if (today.filter(at.toLocalDate()::equals).isEmpty()) {
            today = Optional.of(at.toLocalDate());
            line("");
            line(day.format(at));
            line("");
        }
        String said = switch (message.author()) {
            case ME -> words.me() + ": " + message.text();
            case PEER -> name + ": " + message.text();
            case SYSTEM -> "– " + words.notice(message);
        };
        line("[" + time.format(at) + "] " + DisplayText.text(said).replace("\n", "\n" + INDENT) + remark(message));
    }

    private String remark(Message message) {
        String remark = "";
        if (message.cut()) {
            remark += " (" + words.cut() + ")";
        }
        if (message.delivery().state() == Delivery.State.QUEUED) {
            remark += " (" + words.notSent() + ")";
        }
        if (message.delivery().state() == Delivery.State.FAILED) {
            remark += " (" + words.failed() + ")";
        }
        return remark;
    }

    private void line(String text) throws IOException {
        out.write(text);
        out.write('\n');
    }

    @Override
    public void end() {
        // The last line is the end.
    }
}

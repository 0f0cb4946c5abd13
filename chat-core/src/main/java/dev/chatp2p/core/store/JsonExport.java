package dev.chatp2p.core.store;

import dev.chatp2p.core.conversation.Delivery;
import dev.chatp2p.core.conversation.Message;
import dev.chatp2p.core.conversation.Notice;
import dev.chatp2p.core.overlay.PeerId;
import java.io.Writer;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** A conversation as JSON; {@code docs/history.md} describes it. */
final class JsonExport implements ExportFormat.Lines {

    private final JsonGenerator json;

    JsonExport(PeerId peer, Writer out, Instant now) {
        json = JsonMapper.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build()
                .writerWithDefaultPrettyPrinter()
                .createGenerator(out);
        json.writeStartObject();
        json.writeStringProperty("format", "chat-p2p/conversation/1");
        json.writeStringProperty("peer", peer.name());
        json.writeStringProperty("exportedAt", now.toString());
        json.writeName("messages");
        json.writeStartArray();
    }

    @Override
    public void add(Message message) {
        json.writeStartObject();
        json.writeStringProperty("id", message.id().toString());
        json.writeStringProperty("author", message.author().name());
        json.writeStringProperty("at", message.at().toString());
        json.writeStringProperty("text", message.text());
        json.writeBooleanProperty("cut", message.cut());
        if (message.delivery().state() != Delivery.State.NONE) {
            json.writeStringProperty("delivery", message.delivery().state().name());
            json.writeStringProperty("deliverySince", message.delivery().since().toString());
        }
        message.replyTo().ifPresent(id -> json.writeStringProperty("replyTo", id.toString()));
        Optional<Notice> notice = message.notice();
        if (notice.isPresent()) {
            json.writeStringProperty("notice", notice.get().kind().name());
            json.writeNumberProperty("amount", notice.get().amount());
        }
        json.writeEndObject();
    }

    @Override
    public void end() {
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
    }
}

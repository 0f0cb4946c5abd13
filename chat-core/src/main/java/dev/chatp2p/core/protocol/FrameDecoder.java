package dev.chatp2p.core.protocol;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cuts a stream of bytes into frames of {@code chat/1} (chat-protocol §2): length (u32, big endian, of what follows), type (u8),
 * payload. Types we do not know are skipped without being kept. Holds at most one frame, in memory that is taken as its bytes
 * arrive. Not thread-safe: it belongs to the thread that reads the link.
 */
public final class FrameDecoder {

    /** Longest frame, without its length: type and payload. */
    public static final int MAX_LENGTH = 1024 * 1024;

    private static final int HEADER = Integer.BYTES + 1;
    private static final int UUID_LENGTH = 36;

    private final byte[] header = new byte[HEADER];
    private int headerBytes;

    /** How much of the present frame's payload is still to come; only with a whole header. */
    private int missing;

    private ByteArrayOutputStream payload = new ByteArrayOutputStream(0);

    /**
     * Takes the next bytes of the stream.
     *
     * @param frames gets the frames that ended in them, in order, also those before one that is malformed
     * @throws LinkException with {@link Reason#PROTOCOL} if a frame is malformed; the stream cannot be read any further
     */
    public void decode(byte[] buffer, int offset, int length, List<Frame> frames) throws LinkException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (headerBytes < HEADER) {
                header[headerBytes++] = buffer[at++];
                if (headerBytes == HEADER) {
                    missing = payloadLength();
                }
            } else {
                int count = Math.min(end - at, missing);
                if (FrameType.isKnown(type())) {
                    payload.write(buffer, at, count);
                }
                at += count;
                missing -= count;
            }
            if (headerBytes == HEADER && missing == 0) {
                endFrame().ifPresent(frames::add);
            }
        }
    }

    /** Whether the stream may end here; false in the middle of a frame. */
    public boolean isBetweenFrames() {
        return headerBytes == 0;
    }

    private int payloadLength() throws LinkException {
        int length = (header[0] & 0xFF) << 24 | (header[1] & 0xFF) << 16 | (header[2] & 0xFF) << 8 | (header[3] & 0xFF);
        if (length < 1 || length > MAX_LENGTH) {
            throw malformed("a frame of %d bytes".formatted(Integer.toUnsignedLong(length)));
        }
        return length - 1;
    }

    private int type() {
        return header[HEADER - 1] & 0xFF;
    }

    private Optional<Frame> endFrame() throws LinkException {
        int type = type();
        byte[] bytes = payload.toByteArray();
        // A fresh, empty buffer: an idle link should not keep the memory of its longest frame.
        payload = new ByteArrayOutputStream(0);
        headerBytes = 0;
        if (!FrameType.isKnown(type)) {
            return Optional.empty();
        }
        ObjectNode json = PeerJson.object(bytes).orElseThrow(() -> malformed("a frame that is no JSON object"));
        return switch (type) {
            case FrameType.RINGING -> Optional.of(new Frame.Ringing());
            case FrameType.ANSWER -> Optional.of(new Frame.Answer());
            case FrameType.DECLINE ->
                Optional.of(
                        new Frame.Decline(Frame.Refusal.of(json.path("reason").stringValue(""))));
            case FrameType.CANCEL -> Optional.of(new Frame.Cancel());
            case FrameType.BYE -> Optional.of(new Frame.Bye(reason(json)));
            case FrameType.TEXT -> Optional.of(text(json));
            case FrameType.RECEIPT -> receipt(json);
            case FrameType.TYPING -> Optional.of(new Frame.Typing(flag(json)));
            case FrameType.PING -> Optional.of(new Frame.Ping(number(json, "n")));
            case FrameType.PONG -> Optional.of(new Frame.Pong(number(json, "n")));
            default -> Optional.empty();
        };
    }

    private static String reason(ObjectNode json) {
        String reason = json.path("reason").stringValue("");
        return reason.length() <= Frame.Bye.MAX_REASON ? reason : "";
    }

    private static Frame text(ObjectNode json) throws LinkException {
        JsonNode body = json.path("body");
        if (!body.isString()) {
            throw malformed("a message without text");
        }
        JsonNode replyTo = json.path("replyTo");
        return new Frame.Text(
                id(json.path("id")).orElseThrow(() -> malformed("a message without an id")),
                Instant.ofEpochMilli(number(json, "at")),
                body.stringValue(),
                id(replyTo));
    }

    /** A receipt of a kind we do not know is skipped as a frame of such a type is. */
    private static Optional<Frame> receipt(ObjectNode json) throws LinkException {
        JsonNode ids = json.path("ids");
        if (!ids.isArray() || ids.size() > Frame.Receipt.MAX_IDS) {
            throw malformed("a receipt without ids, or with too many");
        }
        List<UUID> all = new ArrayList<>(ids.size());
        for (JsonNode each : ids) {
            all.add(id(each).orElseThrow(() -> malformed("a receipt with something that is no id")));
        }
        return Frame.Stage.of(json.path("state").stringValue("")).map(stage -> new Frame.Receipt(all, stage));
    }

    private static boolean flag(ObjectNode json) throws LinkException {
        JsonNode on = json.path("on");
        if (!on.isBoolean()) {
            throw malformed("a sign of writing that does not say which");
        }
        return on.booleanValue();
    }

    private static long number(ObjectNode json, String member) throws LinkException {
        JsonNode number = json.path(member);
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw malformed("a frame without its number");
        }
        return number.longValue();
    }

    private static Optional<UUID> id(JsonNode node) {
        String text = node.stringValue("");
        if (text.length() != UUID_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static LinkException malformed(String what) {
        return new LinkException(Reason.PROTOCOL, "The other side sent " + what + ", which chat/1 does not allow.");
    }
}

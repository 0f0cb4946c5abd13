package dev.chatp2p.core.protocol;

import java.nio.ByteBuffer;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns frames into bytes (chat-protocol §2). Pure functions. */
public final class FrameEncoder {

    private FrameEncoder() {}

    /** @throws IllegalArgumentException if the frame would be longer than {@link FrameDecoder#MAX_LENGTH} */
    public static byte[] encode(Frame frame) {
        ObjectNode json = PeerJson.newObject();
        int type = switch (frame) {
            case Frame.Ringing _ -> FrameType.RINGING;
            case Frame.Answer _ -> FrameType.ANSWER;
            case Frame.Decline decline -> {
                json.put("reason", decline.reason().word());
                yield FrameType.DECLINE;
            }
            case Frame.Cancel _ -> FrameType.CANCEL;
            case Frame.Bye bye -> {
                json.put("reason", bye.reason());
                yield FrameType.BYE;
            }
            case Frame.Text text -> {
                json.put("id", text.id().toString());
                json.put("at", text.at().toEpochMilli());
                json.put("body", text.body());
                text.replyTo().ifPresent(id -> json.put("replyTo", id.toString()));
                yield FrameType.TEXT;
            }
            case Frame.Receipt receipt -> {
                ArrayNode ids = json.putArray("ids");
                receipt.ids().stream().map(UUID::toString).forEach(ids::add);
                json.put("state", receipt.stage().word());
                yield FrameType.RECEIPT;
            }
            case Frame.Typing typing -> {
                json.put("on", typing.on());
                yield FrameType.TYPING;
            }
            case Frame.Ping ping -> {
                json.put("n", ping.n());
                yield FrameType.PING;
            }
            case Frame.Pong pong -> {
                json.put("n", pong.n());
                yield FrameType.PONG;
            }
        };
        byte[] payload = PeerJson.bytes(json);
        int length = 1 + payload.length;
        if (length > FrameDecoder.MAX_LENGTH) {
            throw new IllegalArgumentException("a frame of " + length + " bytes");
        }
        return ByteBuffer.allocate(Integer.BYTES + length)
                .putInt(length)
                .put((byte) type)
                .put(payload)
                .array();
    }
}

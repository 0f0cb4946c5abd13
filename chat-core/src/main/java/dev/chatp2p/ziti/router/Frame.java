package dev.chatp2p.ziti.router;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One message of a router channel ({@code ziti-edge-protocol.md} §7.1).
 *
 * @param contentType see {@link ContentType}
 * @param sequence the sender's number for it; -1 in a Hello and its answer
 * @param headers see {@link HeaderId}
 * @param body the payload; empty if it was longer than {@link FrameReader#MAX_BODY} and therefore dropped
 * @param oversize whether the body was dropped
 */
@SuppressWarnings("ArrayRecordComponent") // hot path: the body is handed on, never copied or compared
public record Frame(int contentType, int sequence, Headers headers, byte[] body, boolean oversize) {

    static final int MAGIC = 0x0c090603;
    /** What a peer answers that does not speak our version. */
    static final int MAGIC_VERSIONS = 0x0a090603;

    static final int PREFIX_LENGTH = 20;

    private static final byte[] EMPTY = {};

    public static Frame of(int contentType, Headers headers, byte[] body) {
        return new Frame(contentType, 0, headers, body, false);
    }

    public static Frame of(int contentType, Headers headers, String body) {
        return of(contentType, headers, body.getBytes(UTF_8));
    }

    public static Frame of(int contentType, Headers headers) {
        return of(contentType, headers, EMPTY);
    }

    /** The connection id it is about, as an unsigned 32-bit number kept in an int; 0 if it names none. */
    public int connId() {
        return headers.integer(HeaderId.CONN_ID).orElse(0);
    }

    /** The body as text, for reasons and the like; at most 1,000 characters of it. */
    public String text() {
        String text = new String(body, 0, Math.min(body.length, 4000), UTF_8);
        return text.length() <= 1000 ? text : text.substring(0, 1000);
    }
}

package dev.chatp2p.ziti.circuit;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.util.Arrays;

/** Bodies that hold several payloads, each after its length as uint16 LE ({@code ziti-edge-protocol.md} §9.3). */
final class Multipart {

    private Multipart() {}

    /** The payloads one after the other: for a byte stream their borders do not matter. */
    static byte[] join(byte[] body) throws ZitiException {
        byte[] out = new byte[body.length];
        int length = 0;
        int at = 0;
        while (at < body.length) {
            if (body.length - at < 2) {
                throw broken();
            }
            int part = (body[at] & 0xff) | (body[at + 1] & 0xff) << 8;
            at += 2;
            if (part > body.length - at) {
                throw broken();
            }
            System.arraycopy(body, at, out, length, part);
            length += part;
            at += part;
        }
        return Arrays.copyOf(out, length);
    }

    private static ZitiException broken() {
        return new ZitiException(
                ZitiFailure.PROTOCOL, "The other side sent a message that is broken in itself; the link was closed.");
    }
}

package dev.chatp2p.ziti.circuit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.crypto.KeyExchange;
import dev.chatp2p.ziti.crypto.SessionKeys;
import dev.chatp2p.ziti.router.HeaderId;
import dev.chatp2p.ziti.router.Headers;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * What one side of an encrypted circuit has agreed with the other.
 *
 * @param session the two stream keys
 * @param binding a hash over both public keys, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed to the connection once; never compared
record CircuitKeys(SessionKeys session, byte[] binding) {

    private static final byte[] LABEL = "ziti circuit binding".getBytes(US_ASCII);

    static CircuitKeys asDialer(KeyExchange ours, Headers fromHost) throws ZitiException {
        byte[] host = peerKey(fromHost);
        return new CircuitKeys(ours.asDialer(host), binding(ours.publicKey(), host));
    }

    static CircuitKeys asHost(KeyExchange ours, Headers fromDialer) throws ZitiException {
        byte[] dialer = peerKey(fromDialer);
        return new CircuitKeys(ours.asHost(dialer), binding(dialer, ours.publicKey()));
    }

    /** The Go SDK goes on in clear text when a key is missing; we do not (§13). */
    private static byte[] peerKey(Headers headers) throws ZitiException {
        Optional<byte[]> key = headers.bytes(HeaderId.PUBLIC_KEY);
        return key.orElseThrow(() -> new ZitiException(
                ZitiFailure.ENCRYPTION,
                "This service requires encryption, but the other side sent no key; the link was refused."));
    }

    private static byte[] binding(byte[] dialerKey, byte[] hostKey) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(LABEL, 0, LABEL.length);
        digest.update(dialerKey, 0, dialerKey.length);
        digest.update(hostKey, 0, hostKey.length);
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return out;
    }

    @Override
    public String toString() {
        return "CircuitKeys[hidden]";
    }
}

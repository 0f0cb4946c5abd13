package dev.chatp2p.ziti.circuit;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.crypto.KeyExchange;
import dev.chatp2p.ziti.router.ContentType;
import dev.chatp2p.ziti.router.Frame;
import dev.chatp2p.ziti.router.HeaderId;
import dev.chatp2p.ziti.router.Headers;
import dev.chatp2p.ziti.router.RouterChannel;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Opens circuits ({@code ziti-edge-protocol.md} §11). Stateless. */
public final class Dialer {

    private Dialer() {}

    /**
     * What to dial.
     *
     * @param sessionToken token of a Dial session for the service; secret
     * @param instance the terminator name wanted
     * @param callerId our own identity's name
     * @param appData what the host sees with the call
     * @param encrypted whether the service requires encryption
     */
    @SuppressWarnings("ArrayRecordComponent") // handed to one frame; never compared
    public record Request(String sessionToken, String instance, String callerId, byte[] appData, boolean encrypted) {

        @Override
        public String toString() {
            return "Request[instance=" + instance + "]";
        }
    }

    /**
     * Dials through one router and waits for the answer.
     *
     * @throws ZitiException with {@link ZitiFailure#NO_TERMINATOR}, {@link ZitiFailure#INVALID_SESSION},
     *     {@link ZitiFailure#REJECTED}, {@link ZitiFailure#TIMEOUT}, {@link ZitiFailure#ENCRYPTION}, {@link ZitiFailure#NO_ROUTER}
     *     if the router has gone silent (this attempt is closed, so that nobody rings twice), or the reason why the channel
     *     is gone
     * @throws InterruptedException if the thread was interrupted; nothing is left behind
     */
    public static EdgeConnection dial(RouterChannel channel, Request request, Duration timeout)
            throws ZitiException, InterruptedException {
        EdgeConnection connection =
                new EdgeConnection(channel, new EdgeConnection.Peer(request.instance(), false, request.appData()));
        int connId = channel.register(connection.handler());
        connection.attach(connId);
        boolean connected = false;
        boolean refused = false;
        try {
            Optional<KeyExchange> keys = request.encrypted() ? Optional.of(KeyExchange.generate()) : Optional.empty();
            Frame reply = channel.requestPromptly(connect(connId, request, keys), timeout);
            if (reply.contentType() != ContentType.STATE_CONNECTED) {
                refused = reply.contentType() == ContentType.STATE_CLOSED;
                throw Refusal.ofDial(reply, request.instance());
            }
            Optional<CircuitKeys> agreed =
                    keys.isEmpty() ? Optional.empty() : Optional.of(CircuitKeys.asDialer(keys.get(), reply.headers()));
            connection.start(agreed);
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                channel.unregister(connId);
                if (!refused) {
                    channel.post(Frame.of(ContentType.STATE_CLOSED, new Headers().put(HeaderId.CONN_ID, connId)));
                }
            }
        }
    }

    static Frame connect(int connId, Request request, Optional<KeyExchange> keys) {
        Headers headers = new Headers()
                .put(HeaderId.CONN_ID, connId)
                .put(HeaderId.TERMINATOR_IDENTITY, request.instance())
                .put(HeaderId.CALLER_ID, request.callerId())
                .put(HeaderId.CRYPTO_METHOD, new byte[] {0})
                .put(HeaderId.APP_DATA, request.appData())
                .put(HeaderId.CONNECTION_MARKER, marker())
                .put(HeaderId.USE_XGRESS_TO_SDK, false);
        keys.ifPresent(k -> headers.put(HeaderId.PUBLIC_KEY, k.publicKey()));
        return Frame.of(ContentType.CONNECT, headers, request.sessionToken());
    }

    /** Only tells attempts apart, so it need not be secret. */
    private static String marker() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}

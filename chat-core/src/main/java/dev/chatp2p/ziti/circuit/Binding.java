package dev.chatp2p.ziti.circuit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.crypto.KeyExchange;
import dev.chatp2p.ziti.router.ConnHandler;
import dev.chatp2p.ziti.router.ContentType;
import dev.chatp2p.ziti.router.Frame;
import dev.chatp2p.ziti.router.HeaderId;
import dev.chatp2p.ziti.router.Headers;
import dev.chatp2p.ziti.router.RouterChannel;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One terminator: a service hosted through one router ({@code ziti-edge-protocol.md} §10). Thread-safe. */
public final class Binding implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Binding.class);

    private static final byte[] EMPTY = {};
    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SUCCESS_TIMEOUT = Duration.ofSeconds(30);

    /** What comes with a call is kept as long as the link; a greeting is a line of text. */
    static final int MAX_APP_DATA = 64 << 10;
    /** Longer than any name; what is longer is no name. */
    private static final int MAX_NAME = 4096;

    private final RouterChannel channel;
    private final Request request;
    private final Host host;
    private final CompletableFuture<Boolean> established = new CompletableFuture<>();
    private final CompletableFuture<ZitiException> ended = new CompletableFuture<>();
    /** Written once, before the Bind is sent. */
    private volatile int connId;

    /**
     * What to host.
     *
     * @param sessionToken token of a Bind session for the service; secret
     * @param instance the terminator name
     * @param listenerId the same on every router and for every re-bind, so that a router replaces an old terminator
     * @param keys the listener's key pair if the service is encrypted, shared by all its routers
     */
    public record Request(String sessionToken, String instance, String listenerId, Optional<KeyExchange> keys) {

        @Override
        public String toString() {
            return "Request[instance=" + instance + "]";
        }
    }

    /** Whoever hosts; called on the channel's threads, so it never blocks. */
    @FunctionalInterface
    public interface Host {

        /** An incoming circuit, already accepted towards the network. */
        void accepted(EdgeConnection connection);

        /** The router has understood the request; what is missing is the controller's confirmation. */
        default void establishing() {}

        /** A caller was turned away because of a name that is not its own. */
        default void refused(RefusedCaller caller) {}

        /** The router does not answer any more although the connection stands, or answers again. */
        default void silent(boolean silent) {}
    }

    private Binding(RouterChannel channel, Request request, Host host) {
        this.channel = channel;
        this.request = request;
        this.host = host;
    }

    /**
     * Binds through one router and waits until the network has confirmed the terminator.
     *
     * @param host gets every incoming circuit, and hears how it goes
     * @throws ZitiException with {@link ZitiFailure#NAME_IN_USE}, {@link ZitiFailure#INVALID_SESSION},
     *     {@link ZitiFailure#TIMEOUT}, {@link ZitiFailure#REJECTED}, {@link ZitiFailure#NO_ROUTER} if the router is silent,
     *     or the reason why the channel is gone
     */
    public static Binding bind(RouterChannel channel, Request request, Host host)
            throws ZitiException, InterruptedException {
        Binding binding = new Binding(channel, request, host);
        binding.connId = channel.register(binding.new Handler());
        boolean bound = false;
        try {
            Frame reply = channel.requestPromptly(bindFrame(binding.connId, request), REPLY_TIMEOUT);
            if (reply.contentType() != ContentType.STATE_CONNECTED) {
                throw Refusal.ofBind(reply, request.instance());
            }
            host.establishing();
            // StateConnected only says that the request was understood; 1.x even says it to a wrong token (§10.2).
            if (channel.sendsBindSuccess()) {
                binding.awaitSuccess();
            }
            bound = true;
            return binding;
        } finally {
            if (!bound) {
                binding.close();
            }
        }
    }

    private void awaitSuccess() throws ZitiException, InterruptedException {
        try {
            CompletableFuture.anyOf(established, ended).get(SUCCESS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ZitiException(
                    ZitiFailure.TIMEOUT,
                    "The edge router " + channel.address().name() + " did not confirm that it hosts us.",
                    e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        ZitiException why = ended.getNow(null);
        if (why != null) {
            throw why.again();
        }
    }

    static Frame bindFrame(int connId, Request request) {
        Headers headers = new Headers()
                .put(HeaderId.CONN_ID, connId)
                .put(HeaderId.TERMINATOR_IDENTITY, request.instance())
                .put(HeaderId.CRYPTO_METHOD, new byte[] {0})
                .put(HeaderId.ROUTER_PROVIDED_CONN_ID, true)
                .put(HeaderId.LISTENER_ID, request.listenerId())
                .put(HeaderId.SUPPORTS_INSPECT, true)
                .put(HeaderId.SUPPORTS_BIND_SUCCESS, true)
                .put(HeaderId.USE_XGRESS_TO_SDK, false);
        request.keys().ifPresent(k -> headers.put(HeaderId.PUBLIC_KEY, k.publicKey()));
        return Frame.of(ContentType.BIND, headers, request.sessionToken());
    }

    /** Completes, with the reason, when the terminator is gone. */
    public CompletableFuture<ZitiException> whenEnded() {
        return ended.copy();
    }

    /** The id of the router it goes through, as in the controller's list of terminators; from the network. */
    public String routerId() {
        return channel.routerId();
    }

    /** Takes the terminator away, so that the name disappears at once. Circuits stay. Never blocks. Idempotent. */
    @Override
    public void close() {
        if (ended.complete(new ZitiException(ZitiFailure.CLOSED, "No longer hosted through this router."))) {
            channel.post(
                    Frame.of(ContentType.UNBIND, new Headers().put(HeaderId.CONN_ID, connId), request.sessionToken()));
            channel.unregister(connId);
        }
    }

    /** The channel's side of it. */
    private final class Handler implements ConnHandler {

        @Override
        public ConnType connType() {
            return ConnType.BIND;
        }

        @Override
        public void onFrame(Frame frame) {
            switch (frame.contentType()) {
                case ContentType.BIND_SUCCESS -> established.complete(true);
                case ContentType.DIAL -> onDial(frame);
                case ContentType.STATE_CLOSED -> {
                    channel.unregister(connId);
                    ended.complete(Refusal.ofBind(frame, request.instance()));
                }
                default -> {
                    // nothing else concerns a terminator
                }
            }
        }

        /** Must be answered within 5 s (§10.6), so it is accepted at once; ringing is the application's matter. */
        private void onDial(Frame dial) {
            if (!MessageDigest.isEqual(dial.body(), request.sessionToken().getBytes(UTF_8))) {
                refuse(dial, "invalid token");
                return;
            }
            if (dial.headers().bytes(HeaderId.APP_DATA).orElse(EMPTY).length > MAX_APP_DATA) {
                refuse(dial, "what came with the call is too long");
                return;
            }
            Optional<RefusedCaller> impostor = impostor(dial.headers());
            if (impostor.isPresent()) {
                refuse(dial, "the name given is not the name of the calling identity");
                host.refused(impostor.get());
                return;
            }
            int circuitConn =
                    dial.headers().integer(HeaderId.ROUTER_PROVIDED_CONN_ID).orElse(0);
            try {
                EdgeConnection connection = new EdgeConnection(channel, caller(dial.headers()));
                Optional<CircuitKeys> keys = request.keys().isEmpty()
                        ? Optional.empty()
                        : Optional.of(CircuitKeys.asHost(request.keys().get(), dial.headers()));
                connection.attach(circuitConn);
                channel.register(circuitConn, connection.handler());
                channel.reply(
                        dial,
                        ContentType.DIAL_SUCCESS,
                        new Headers().put(HeaderId.CONN_ID, connId),
                        littleEndian(circuitConn));
                connection.start(keys);
                host.accepted(connection);
            } catch (ZitiException e) {
                log.debug("incoming circuit refused: {}", e.sentence());
                refuse(dial, e.sentence());
            }
        }

        private void refuse(Frame dial, String reason) {
            channel.reply(
                    dial, ContentType.DIAL_FAILED, new Headers().put(HeaderId.CONN_ID, connId), reason.getBytes(UTF_8));
        }

        @Override
        public void onSilence(boolean silent) {
            host.silent(silent);
        }

        @Override
        public void onChannelLost(ZitiException why) {
            ended.complete(why);
        }
    }

    /** A caller that gives another name than the one the router vouches for. */
    private static Optional<RefusedCaller> impostor(Headers headers) {
        String claimed = headers.string(HeaderId.CALLER_ID).orElse("");
        String vouched = headers.string(HeaderId.DIALER_IDENTITY_NAME).orElse("");
        return claimed.isEmpty() || vouched.isEmpty() || claimed.equals(vouched)
                ? Optional.empty()
                : Optional.of(new RefusedCaller(claimed, vouched));
    }

    /** Routers from 2.0 say who dials; before, there is only what the dialer says of itself (§10.6). */
    private static EdgeConnection.Peer caller(Headers headers) {
        byte[] appData = headers.bytes(HeaderId.APP_DATA).orElse(EMPTY);
        return name(headers, HeaderId.DIALER_IDENTITY_NAME)
                .filter(name -> !name.isEmpty())
                .map(name -> new EdgeConnection.Peer(name, true, appData))
                .orElseGet(() -> new EdgeConnection.Peer(
                        name(headers, HeaderId.CALLER_ID).orElse(""), false, appData));
    }

    private static Optional<String> name(Headers headers, int key) {
        return headers.string(key).filter(name -> name.length() <= MAX_NAME);
    }

    private static byte[] littleEndian(int n) {
        return new byte[] {(byte) n, (byte) (n >>> 8), (byte) (n >>> 16), (byte) (n >>> 24)};
    }
}

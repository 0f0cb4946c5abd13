package dev.chatp2p.ziti.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Connects to edge routers: TCP, TLS with our identity, Hello ({@code ziti-edge-protocol.md} §8). Thread-safe. */
public final class RouterConnector {

    /** How long TCP, TLS and Hello may each take. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** How long all of it may take, also if a byte comes now and then. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String ALPN = "ziti-edge";
    private static final int MAX_HELLO = 4192;
    private static final int READ_BUFFER = 32 << 10;

    private final Supplier<SSLContext> tls;
    private final ConnectFailures failures;
    private final Duration limit;
    private final UnreadBudget unread = new UnreadBudget(UnreadBudget.DEFAULT);

    /** Says in words why a connection to an address did not come about. */
    @FunctionalInterface
    public interface ConnectFailures {
        ZitiException explain(IOException failure, RouterAddress address);
    }

    /**
     * @param tls asked for every connection: it shows our certificate of now
     */
    public RouterConnector(Supplier<SSLContext> tls, ConnectFailures failures) {
        this(tls, failures, LIMIT);
    }

    RouterConnector(Supplier<SSLContext> tls, ConnectFailures failures, Duration limit) {
        this.tls = tls;
        this.failures = failures;
        this.limit = limit;
    }

    /**
     * Opens a channel. Blocks for as long as {@link #TIMEOUT} and {@link #LIMIT} say; interrupting the thread closes the socket.
     *
     * <p>That this succeeds does not mean that the router accepts the session: it checks after answering, and hangs up
     * within about five seconds if it does not.
     *
     * @param apiSessionToken the token of the API session, or the access token with OIDC
     */
    public RouterChannel connect(RouterAddress address, String apiSessionToken) throws ZitiException {
        byte[] hello = encodedHello(apiSessionToken); // before anything is opened: it may be too long
        Socket socket = new BufferedSocket();
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofVirtual().name("ziti-connect-limit-" + address.name()).start(() -> closeAfter(limit, done, socket));
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address.host(), address.port()), (int) TIMEOUT.toMillis());
            SSLSocket secure =
                    (SSLSocket) tls.get().getSocketFactory().createSocket(socket, address.host(), address.port(), true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {ALPN});
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            secure.startHandshake();
            BufferedInputStream in = new BufferedInputStream(secure.getInputStream(), READ_BUFFER);
            OutputStream out = secure.getOutputStream();
            HelloResult result = answerTo(hello, in, out, address);
            socket.setSoTimeout(0);
            // The plain socket is what gets closed: closing TLS would wait for a writer that is stuck.
            return RouterChannel.start(address, in, out, () -> closeQuietly(socket), result, unread);
        } catch (IOException e) {
            closeQuietly(socket);
            throw failures.explain(e, address);
        } catch (ZitiException e) {
            closeQuietly(socket);
            throw e;
        } finally {
            done.countDown();
        }
    }

    private static void closeAfter(Duration limit, CountDownLatch done, Socket socket) {
        try {
            if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                closeQuietly(socket);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** TLS reads every record in two pieces, the length first; with a buffer underneath that is one system call. */
    private static final class BufferedSocket extends Socket {
        private final ReentrantLock lock = new ReentrantLock();
        /** Guarded by lock. */
        private @Nullable InputStream buffered;

        @Override
        public InputStream getInputStream() throws IOException {
            lock.lock();
            try {
                InputStream in = buffered;
                if (in == null) {
                    in = new BufferedInputStream(super.getInputStream(), READ_BUFFER);
                    buffered = in;
                }
                return in;
            } finally {
                lock.unlock();
            }
        }
    }

    private static byte[] encodedHello(String token) throws ZitiException {
        byte[] request = FrameWriter.encode(hello(token, UUID.randomUUID().toString()));
        if (request.length - Frame.PREFIX_LENGTH > MAX_HELLO) {
            throw new ZitiException(
                    ZitiFailure.PROTOCOL,
                    "The token of the log-in is too long for an edge router. Ask the network's administrator to take"
                            + " certificates or claims away from this identity, or start with -Dchat.login=legacy.");
        }
        return request;
    }

    private static HelloResult answerTo(byte[] hello, InputStream in, OutputStream out, RouterAddress address)
            throws IOException, ZitiException {
        out.write(hello);
        Frame answer = new FrameReader(in).read();
        if (answer.contentType() != ContentType.RESULT) {
            throw new ZitiException(
                    ZitiFailure.PROTOCOL, "The edge router " + address.name() + " did not answer as one does.");
        }
        if (!answer.headers().isTrue(HeaderId.RESULT_SUCCESS)) {
            throw new ZitiException(
                    ZitiFailure.NO_ROUTER,
                    "The edge router " + address.name() + " refused us: " + ForeignText.line(answer.text(), 300));
        }
        return HelloResult.of(answer.headers());
    }

    /**
     * The first frame of a channel.
     *
     * @param channelId different from all others at that router: it keeps OIDC sessions by it, so channels without one would
     *     share the session of the last (seen on 1.6.0)
     */
    static Frame hello(String token, String channelId) {
        Headers headers = new Headers().put(HeaderId.SESSION_TOKEN, token.getBytes(UTF_8));
        return new Frame(ContentType.HELLO, -1, headers, channelId.getBytes(UTF_8), false);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // nothing is left to lose
        }
    }
}

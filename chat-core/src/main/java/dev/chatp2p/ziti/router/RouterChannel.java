package dev.chatp2p.ziti.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatp2p.ziti.ForeignText;
import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel to one edge router ({@code ziti-edge-protocol.md} §7 to §9): carries all our connections through that router.
 *
 * <p>Thread-safe. One thread reads and dispatches, one writes; neither ever runs code of an application, and the reader
 * never waits for anything but the socket.
 */
public final class RouterChannel implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RouterChannel.class);

    /** A router answers Hello before it checks the session and only then hangs up; measured up to 5 s. */
    static final Duration SESSION_CHECK = Duration.ofSeconds(7);

    /** An answer that takes longer raises the question whether the router is still there. */
    private static final Duration PROMPT = Duration.ofSeconds(1);

    private static final Duration DRAIN = Duration.ofMillis(500);
    private static final int MAX_PROBES = 16;
    private static final int WRITE_BATCH = 64 << 10;
    private static final int MAX_CONN_ID = Integer.MAX_VALUE - 1;
    private static final byte[] EMPTY_JSON = "{}".getBytes(UTF_8);

    private final RouterAddress address;
    private final Runnable closeTransport;
    private final HelloResult hello;
    private final OutboundQueue outbound = new OutboundQueue();
    private final UnreadBudget unread;
    private final Map<Integer, CompletableFuture<Frame>> waiters = new ConcurrentHashMap<>();
    /** Those among the waiters that would rather ask another router than wait for a silent one. */
    private final Map<Integer, CompletableFuture<Frame>> impatient = new ConcurrentHashMap<>();

    private final Map<Integer, ConnHandler> handlers = new ConcurrentHashMap<>();
    private final AtomicInteger nextConnId = new AtomicInteger(1);
    /** Set once, by whoever closes first. */
    private final AtomicReference<@Nullable ZitiException> closed = new AtomicReference<>();
    /** Completed when the channel is closed, after all handlers know. */
    private final CompletableFuture<ZitiException> whenClosed = new CompletableFuture<>();

    private final long openedAt = System.nanoTime();
    /** Written by the reader, read by the probe. */
    private volatile long lastReadAt = openedAt;
    /** The same, for pieces of a large frame. */
    private volatile long lastProgressAt = openedAt;
    /** What the probe is told by others. */
    private final Queue<Consumer<Liveness>> tidings = new ConcurrentLinkedQueue<>();
    /** Wakes the probe. */
    private final Semaphore news = new Semaphore(0);
    /** Written by the probe. */
    private volatile boolean silent;
    /** Set by the pool when a newer channel has taken this one's place. */
    private volatile boolean retired;
    /** Written by the probe: the newest round trip in nanoseconds; read when a router is chosen. */
    private volatile long roundTrip = Long.MAX_VALUE;

    private RouterChannel(RouterAddress address, Runnable closeTransport, HelloResult hello, UnreadBudget unread) {
        this.address = address;
        this.closeTransport = closeTransport;
        this.hello = hello;
        this.unread = unread;
    }

    /**
     * Starts the threads of a channel whose Hello has been answered.
     *
     * @param closeTransport closes the connection underneath without waiting, and so wakes reader and writer
     * @param unread what the connections of all channels may hold unread together
     */
    static RouterChannel start(
            RouterAddress address,
            InputStream in,
            OutputStream out,
            Runnable closeTransport,
            HelloResult hello,
            UnreadBudget unread) {
        RouterChannel channel = new RouterChannel(address, closeTransport, hello, unread);
        Thread.ofVirtual().name("ziti-write-" + address.name()).start(() -> channel.writeLoop(out));
        Thread.ofVirtual().name("ziti-probe-" + address.name()).start(channel::probeLoop);
        // The only platform thread, one a router: the kernel wakes it itself, where a virtual one waits for a poller
        // and
        // a carrier first. That is a fifth of a line's round trip (docs/adr/0006, docs/performance.md).
        Thread.ofPlatform()
                .daemon()
                .name("ziti-read-" + address.name())
                .start(() -> channel.readLoop(new FrameReader(in, () -> channel.lastProgressAt = System.nanoTime())));
        return channel;
    }

    /** What the connections of this and other channels may hold unread together. */
    public UnreadBudget unread() {
        return unread;
    }

    public RouterAddress address() {
        return address;
    }

    /** Whether this router confirms a bind with BindSuccess once the controller has created the terminator. */
    public boolean sendsBindSuccess() {
        return hello.sendsBindSuccess();
    }

    /** The newest measured round trip in nanoseconds, or {@link Long#MAX_VALUE} before the first answer. */
    public long roundTripNanos() {
        return roundTrip;
    }

    /** The router's id, as controllers list it; from the network, may be any text. */
    public String routerId() {
        return hello.routerId();
    }

    /** Whether the router does not answer just now, although the connection stands. */
    public boolean isSilent() {
        return silent;
    }

    public boolean isOpen() {
        return closed.get() == null;
    }

    /** Completes, with the reason, when the channel is gone and all its connections have been told. */
    public CompletableFuture<ZitiException> whenClosed() {
        return whenClosed.copy();
    }

    /** Registers a handler under a fresh connection id of ours. Do this before the first frame with that id is sent. */
    public int register(ConnHandler handler) throws ZitiException {
        int id;
        do {
            id = nextConnId.getAndUpdate(n -> n == MAX_CONN_ID ? 1 : n + 1);
        } while (handlers.putIfAbsent(id, handler) != null);
        return checkRegistered(id, handler);
    }

    /** Registers a handler under an id the router chose; refuses one that is in use. */
    public void register(int connId, ConnHandler handler) throws ZitiException {
        if (connId >= 0 || handlers.putIfAbsent(connId, handler) != null) {
            throw new ZitiException(
                    ZitiFailure.PROTOCOL, "The edge router " + address.name() + " used a connection number twice.");
        }
        checkRegistered(connId, handler);
    }

    /** A channel that closed while we registered may have missed the new handler. */
    private int checkRegistered(int connId, ConnHandler handler) throws ZitiException {
        ZitiException why = closed.get();
        if (why != null) {
            handlers.remove(connId, handler);
            throw why.again();
        }
        return connId;
    }

    public void unregister(int connId) {
        handlers.remove(connId);
        closeIfDone();
    }

    /** A newer channel takes this one's place: it is closed as soon as it carries nothing any more. */
    public void retire() {
        retired = true;
        closeIfDone();
    }

    private void closeIfDone() {
        if (retired && handlers.isEmpty() && isOpen()) {
            Thread.ofVirtual().name("ziti-close-" + address.name()).start(this::close);
        }
    }

    /** There is reason to think that the router does not answer any more: probes it now. */
    public void doubt() {
        tell(Liveness::doubt);
    }

    /**
     * The computer has slept, or changed networks: probes the router, and gives the channel up if no answer comes within
     * three seconds.
     *
     * @return completes when it is known whether the channel still lives
     */
    public CompletableFuture<Void> wake() {
        CompletableFuture<Void> known = new CompletableFuture<>();
        var _ = whenClosed.thenRun(() -> known.complete(null));
        tell(liveness -> {
            liveness.wake();
            afterAnswer.add(() -> known.complete(null));
        });
        return known;
    }

    private void tell(Consumer<Liveness> what) {
        tidings.add(what);
        news.release();
    }

    /**
     * Tells the router the renewed token of the API session (OIDC only, {@code ziti-edge-protocol.md} §5.4).
     *
     * @throws ZitiException {@link ZitiFailure#SESSION_EXPIRED} if the router refuses it, {@link ZitiFailure#TIMEOUT} if it
     *     does not answer, or the reason why the channel is gone
     */
    public void updateToken(String token, Duration timeout) throws ZitiException, InterruptedException {
        Frame reply = request(Frame.of(ContentType.UPDATE_TOKEN, new Headers(), token), timeout);
        if (reply.contentType() != ContentType.UPDATE_TOKEN_SUCCESS) {
            throw new ZitiException(
                    ZitiFailure.SESSION_EXPIRED,
                    "The edge router " + address.name() + " did not accept the renewed log-in: "
                            + ForeignText.line(reply.text(), 200));
        }
    }

    /**
     * Sends a request and waits for its reply.
     *
     * @throws ZitiException with {@link ZitiFailure#TIMEOUT}, or the reason why the channel is gone
     * @throws InterruptedException if the thread was interrupted; the request may have been sent
     */
    public Frame request(Frame frame, Duration timeout) throws ZitiException, InterruptedException {
        return await(ask(frame), timeout, false);
    }

    /**
     * As {@link #request}, but does not wait for a router that has gone silent.
     *
     * @throws ZitiException as {@link #request}, and {@link ZitiFailure#NO_ROUTER} as soon as the router is silent; ask
     *     another one then
     */
    public Frame requestPromptly(Frame frame, Duration timeout) throws ZitiException, InterruptedException {
        if (silent) {
            throw silentNow();
        }
        return await(ask(frame), timeout, true);
    }

    private Frame await(Request request, Duration timeout, boolean promptly)
            throws ZitiException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            if (promptly) {
                impatient.put(request.sequence(), request.reply());
                if (silent) { // since before we were seen
                    throw silentNow();
                }
                try {
                    return request.reply().get(Math.min(PROMPT.toNanos(), timeout.toNanos()), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    doubt();
                }
            }
            return request.reply().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ZitiException(
                    ZitiFailure.TIMEOUT, "The edge router " + address.name() + " did not answer in time.", e);
        } catch (ExecutionException e) {
            ZitiException why = closed.get();
            if (why != null) {
                throw why.again();
            }
            if (e.getCause() instanceof ZitiException z) {
                throw z.again();
            }
            throw new IllegalStateException(e);
        } finally {
            waiters.remove(request.sequence());
            impatient.remove(request.sequence());
        }
    }

    private ZitiException silentNow() {
        return new ZitiException(
                ZitiFailure.NO_ROUTER, "The edge router " + address.name() + " does not answer just now.");
    }

    private record Request(int sequence, CompletableFuture<Frame> reply) {}

    private Request ask(Frame frame) throws ZitiException {
        CompletableFuture<Frame> reply = new CompletableFuture<>();
        int[] sequence = {0};
        enqueue(frame, n -> {
            sequence[0] = n;
            waiters.put(n, reply);
        });
        ZitiException why = closed.get(); // a close that ran before the put has missed this waiter
        if (why != null) {
            reply.completeExceptionally(why);
        }
        return new Request(sequence[0], reply);
    }

    /** Sends a control frame without waiting for anything. Does nothing once the channel is closed. */
    public void post(Frame frame) {
        try {
            enqueue(frame, n -> {});
        } catch (ZitiException e) {
            log.debug("not sent to {}: {}", address, e.sentence());
        }
    }

    /** Sends the reply to a request, with the headers a reply has to repeat. */
    public void reply(Frame request, int contentType, Headers headers, byte[] body) {
        headers.reflect(request.headers()).put(HeaderId.REPLY_FOR, request.sequence());
        post(Frame.of(contentType, headers, body));
    }

    private void enqueue(Frame frame, IntConsumer onSequence) throws ZitiException {
        switch (outbound.offer(FrameWriter.encode(frame), onSequence)) {
            case QUEUED -> {}
            case CLOSED -> throw closedReason().again();
            case FULL -> {
                close(new ZitiException(
                        ZitiFailure.LOST, "The edge router " + address.name() + " stopped reading; it was given up."));
                throw closedReason().again();
            }
        }
    }

    /** A data frame whose body is still to be filled in. */
    public static final class DataFrame {
        private final byte[] encoded;
        private final int bodyOffset;

        private DataFrame(byte[] encoded, int bodyLength) {
            this.encoded = encoded;
            this.bodyOffset = encoded.length - bodyLength;
        }

        public byte[] buffer() {
            return encoded;
        }

        /** Where in {@link #buffer()} the body starts. */
        public int bodyOffset() {
            return bodyOffset;
        }
    }

    /** Prepares a data frame; fill in its body and {@link #send} it. */
    public static DataFrame data(int connId, int flags, int bodyLength) {
        return new DataFrame(FrameWriter.data(connId, flags, bodyLength), bodyLength);
    }

    /**
     * Sends data, waiting while the network does not keep up.
     *
     * @param unwanted set, before {@link #wakeWriters}, by whoever does not want the data sent any more
     * @return false if it was not sent, because it was not wanted any more
     */
    public boolean send(DataFrame data, AtomicBoolean unwanted) throws ZitiException, InterruptedException {
        return switch (outbound.put(data.encoded, unwanted)) {
            case QUEUED -> true;
            case FULL -> false;
            case CLOSED -> throw closedReason().again();
        };
    }

    /** Lets all who wait in {@link #send} look whether their data are still wanted. Never blocks. */
    public void wakeWriters() {
        outbound.wakeWriters();
    }

    /** Sends data without waiting; for the few bytes that start and end a circuit. */
    public void post(DataFrame data) {
        if (outbound.offer(data.encoded, n -> {}) == OutboundQueue.Offer.FULL) {
            close(new ZitiException(
                    ZitiFailure.LOST, "The edge router " + address.name() + " stopped reading; it was given up."));
        }
    }

    private void writeLoop(OutputStream out) {
        Deque<byte[]> batch = new ArrayDeque<>();
        byte[] buffer = new byte[WRITE_BATCH];
        try {
            while (outbound.take(batch, WRITE_BATCH)) {
                if (batch.size() == 1) {
                    out.write(batch.remove());
                } else {
                    int length = 0;
                    for (byte[] frame : batch) {
                        System.arraycopy(frame, 0, buffer, length, frame.length);
                        length += frame.length;
                    }
                    batch.clear();
                    out.write(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            close(lost(e));
        } catch (InterruptedException e) {
            close(lost(e));
        }
    }

    private void readLoop(FrameReader reader) {
        try {
            while (true) {
                Frame frame = reader.read();
                lastReadAt = System.nanoTime();
                if (silent) {
                    news.release();
                }
                dispatch(frame);
            }
        } catch (EOFException e) {
            boolean early = System.nanoTime() - openedAt < SESSION_CHECK.toNanos();
            close(
                    early
                            ? new ZitiException(
                                    ZitiFailure.SESSION_EXPIRED,
                                    "The edge router " + address.name() + " did not accept our log-in.",
                                    e)
                            : lost(e));
        } catch (IOException e) {
            close(lost(e));
        } catch (ZitiException e) {
            close(e);
        } catch (RuntimeException e) {
            log.error("a frame from {} could not be handled", address, e);
            close(new ZitiException(ZitiFailure.PROTOCOL, "Something unexpected came from " + address.name() + ".", e));
        }
    }

    private void dispatch(Frame frame) {
        OptionalInt replyFor = frame.headers().integer(HeaderId.REPLY_FOR);
        if (replyFor.isPresent()) {
            CompletableFuture<Frame> waiter = waiters.remove(replyFor.getAsInt());
            if (waiter != null) {
                waiter.complete(frame);
                return;
            }
        }
        switch (frame.contentType()) {
            case ContentType.DATA,
                    ContentType.DIAL,
                    ContentType.STATE_CLOSED,
                    ContentType.STATE_CONNECTED,
                    ContentType.BIND_SUCCESS -> deliver(frame);
            case ContentType.LATENCY, ContentType.PING ->
                reply(frame, ContentType.RESULT, new Headers().put(HeaderId.RESULT_SUCCESS, true), new byte[0]);
            case ContentType.CONN_INSPECT_REQUEST -> answerConnInspect(frame);
            case ContentType.TRACE_ROUTE -> answerTraceRoute(frame);
            case ContentType.INSPECT_REQUEST ->
                reply(
                        frame,
                        hello.swapsInspectTypes() ? ContentType.CONN_INSPECT_RESPONSE : ContentType.INSPECT_RESPONSE,
                        new Headers(),
                        "{\"success\":true,\"values\":{}}".getBytes(UTF_8));
            case ContentType.RESULT, ContentType.LATENCY_RESPONSE, ContentType.HEARTBEAT -> {
                // late answers and heartbeats we have no use for
            }
            // An unknown type must never end the channel: newer routers send more than we know.
            default -> log.debug("ignored a frame of type {} from {}", frame.contentType(), address);
        }
    }

    private void deliver(Frame frame) {
        ConnHandler handler = handlers.get(frame.connId());
        if (handler != null) {
            handler.onFrame(frame);
        } else if (frame.contentType() == ContentType.STATE_CONNECTED) {
            // The answer to a dial that was given up meanwhile: the circuit is open and nobody will use it.
            post(Frame.of(ContentType.STATE_CLOSED, new Headers().put(HeaderId.CONN_ID, frame.connId())));
        } else {
            log.debug("frame of type {} from {} for an unknown connection", frame.contentType(), address);
        }
    }

    private void answerConnInspect(Frame request) {
        ConnHandler handler = handlers.get(request.connId());
        ConnHandler.ConnType type = handler == null ? ConnHandler.ConnType.UNKNOWN : handler.connType();
        Headers headers =
                new Headers().put(HeaderId.CONN_ID, request.connId()).put(HeaderId.CONN_TYPE, new byte[] {type.code()});
        int contentType = hello.swapsInspectTypes() ? ContentType.INSPECT_RESPONSE : ContentType.CONN_INSPECT_RESPONSE;
        reply(request, contentType, headers, EMPTY_JSON);
    }

    private void answerTraceRoute(Frame request) {
        Headers in = request.headers();
        int hops = Math.max(0, in.integer(HeaderId.TRACE_HOP_COUNT).orElse(1) - 1);
        Headers out = new Headers()
                .put(HeaderId.CONN_ID, request.connId())
                .put(HeaderId.TRACE_HOP_COUNT, hops)
                .put(HeaderId.TRACE_HOP_TYPE, "sdk/java")
                .put(HeaderId.TRACE_HOP_ID, "")
                .copy(HeaderId.TIMESTAMP, in)
                .copy(HeaderId.TRACE_SOURCE_REQUEST_ID, in)
                .copy(HeaderId.PROBE_TIME, in);
        post(Frame.of(ContentType.TRACE_ROUTE_RESPONSE, out));
    }

    /** Owned by the probe: its newest questions. A router may go on for ever without answering them. */
    private final Deque<Integer> probes = new ArrayDeque<>();

    /** Owned by the probe: what waits for the next answer. */
    private final List<Runnable> afterAnswer = new ArrayList<>();

    /** A thread of its own, because the writer may be stuck just when the router has gone. */
    private void probeLoop() {
        Liveness liveness = new Liveness();
        try {
            while (isOpen()) {
                for (Consumer<Liveness> told = tidings.poll(); told != null; told = tidings.poll()) {
                    told.accept(liveness);
                }
                long lastRead = lastReadAt;
                long progress = lastProgressAt;
                Liveness.Step step =
                        liveness.step(System.nanoTime(), lastRead, progress - lastRead > 0 ? progress : lastRead);
                if (step.probe()) {
                    probe();
                }
                judged(step.health());
                var _ = news.tryAcquire(step.again().toNanos(), TimeUnit.NANOSECONDS);
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            log.debug("probes of {} ended", address);
        }
    }

    private void judged(Liveness.Health health) {
        switch (health) {
            case DEAD ->
                close(new ZitiException(
                        ZitiFailure.LOST, "The edge router " + address.name() + " has gone silent; it was given up."));
            case SILENT, ANSWERING -> {
                boolean now = health == Liveness.Health.SILENT;
                if (now != silent) {
                    log.debug("{} {}", address, now ? "does not answer" : "answers again");
                    silent = now;
                    handlers.values().forEach(h -> h.onSilence(now));
                    if (now) {
                        impatient.values().forEach(waiter -> waiter.completeExceptionally(silentNow()));
                    }
                }
            }
        }
    }

    /** Measures the round trip and asks for a sign of life. */
    private void probe() {
        long sent = System.nanoTime();
        try {
            Frame latency = Frame.of(ContentType.LATENCY, new Headers().put(HeaderId.PROBE_TIME, longBytes(sent)));
            Request probe = ask(latency);
            var _ = probe.reply().thenRun(() -> answered(sent));
            probes.add(probe.sequence());
            if (probes.size() > MAX_PROBES) {
                waiters.remove(probes.remove());
            }
        } catch (ZitiException e) {
            log.debug("no probe of {}: {}", address, e.sentence());
        }
    }

    /** On the reader's thread. */
    private void answered(long sent) {
        roundTrip = System.nanoTime() - sent;
        tell(liveness -> {
            if (liveness.answered(sent)) {
                afterAnswer.forEach(Runnable::run);
                afterAnswer.clear();
            }
        });
    }

    private static byte[] longBytes(long value) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        return bytes;
    }

    /** Sends what is queued (at most half a second), then closes. Idempotent. */
    @Override
    public void close() {
        try {
            outbound.awaitDrained(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(new ZitiException(ZitiFailure.CLOSED, "The channel to " + address.name() + " was closed."));
    }

    private void close(ZitiException why) {
        if (!closed.compareAndSet(null, why)) {
            return;
        }
        log.debug("channel to {} closed: {}", address, why.sentence());
        outbound.close();
        closeTransport.run();
        waiters.values().forEach(w -> w.completeExceptionally(why));
        waiters.clear();
        handlers.values().forEach(h -> h.onChannelLost(why));
        handlers.clear();
        news.release();
        whenClosed.complete(why);
    }

    private ZitiException lost(Exception cause) {
        return new ZitiException(
                ZitiFailure.LOST, "The connection to the edge router " + address.name() + " was lost.", cause);
    }

    private ZitiException closedReason() {
        ZitiException why = closed.get();
        return why != null ? why : lost(new EOFException());
    }
}

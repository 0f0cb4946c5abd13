package dev.chatp2p.ziti.circuit;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.crypto.SecretStream;
import dev.chatp2p.ziti.router.ConnHandler;
import dev.chatp2p.ziti.router.ContentType;
import dev.chatp2p.ziti.router.Frame;
import dev.chatp2p.ziti.router.HeaderId;
import dev.chatp2p.ziti.router.Headers;
import dev.chatp2p.ziti.router.RouterChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One circuit, as a stream of bytes in each direction ({@code ziti-edge-protocol.md} §12 and §13).
 *
 * <p>Thread-safe: readers are serialised, writers are serialised, {@link #close} may come from anywhere and wakes both.
 * Bytes are decrypted by the thread that reads and encrypted by the thread that writes, so that the channel's own threads
 * only move frames.
 */
public final class EdgeConnection implements AutoCloseable {

    /** The most that is put into one Data message; other connections share the channel. */
    static final int MAX_CHUNK = 64 << 10;
    /** How much may wait here unread. The router does not slow the sender down for us, so there must be an end. */
    static final int MAX_UNREAD = 16 << 20;
    /** What a message costs beside its bytes: a flood of tiny ones must count as well. */
    static final int MESSAGE_COST = 96;

    private static final int FLAG_FIN = 1;
    private static final int FLAG_MULTIPART = 4;
    private static final int FLAG_MULTIPART_MSG = 16;

    private final RouterChannel channel;
    private final Peer peer;
    /** Set once, before the first frame with this id is sent or can come. */
    private volatile int connId;

    private final Handler handler = new Handler();

    private final ReentrantLock stateLock = new ReentrantLock();
    private final Condition changed = stateLock.newCondition();
    // Guarded by stateLock.
    private final Deque<Inbound> unread = new ArrayDeque<>();
    private long unreadBytes;
    private final UnreadShare share;
    /** Cost of the message that is being read: it is held until its last byte is. */
    private long beingRead;

    private boolean finReceived;
    private boolean finSent;
    private boolean closedByPeer;
    private boolean closedByUs;
    private @Nullable ZitiException failure;

    /** Set once our FIN is queued, behind all data of ours. */
    private volatile boolean finQueued;

    /** Set by whoever tells the router that the circuit is over, which is done once. */
    private final AtomicBoolean circuitEnded = new AtomicBoolean();

    /** Set as soon as either side has closed: a writer that still waits for the network need not any more. */
    private final AtomicBoolean writingEnded = new AtomicBoolean();

    private final ReentrantLock readLock = new ReentrantLock();
    // Guarded by readLock. The key is gone once the stream has started; both are null without encryption.
    private byte @Nullable [] receiveKey;
    private SecretStream.@Nullable Pull pull;
    private byte[] plain = {};
    private int plainOffset;

    private final ReentrantLock writeLock = new ReentrantLock();
    // Guarded by writeLock.
    private SecretStream.@Nullable Push push;
    private boolean firstData = true;

    private byte @Nullable [] binding;

    /**
     * Who is at the other end.
     *
     * @param name the name dialed, or the name the caller gave; may be any text
     * @param vouched whether the router vouches for the name
     * @param appData what the dialer sent along
     */
    @SuppressWarnings("ArrayRecordComponent") // handed from the frame to the application once; never compared
    record Peer(String name, boolean vouched, byte[] appData) {}

    @SuppressWarnings("ArrayRecordComponent") // queued and taken once; never compared
    private record Inbound(byte[] body, boolean multipart) {

        long cost() {
            return (long) body.length + MESSAGE_COST;
        }
    }

    EdgeConnection(RouterChannel channel, Peer peer) {
        this.channel = channel;
        this.peer = peer;
        this.share = new UnreadShare(channel.unread());
    }

    ConnHandler handler() {
        return handler;
    }

    /** Tells the connection its id on the channel. */
    void attach(int id) {
        connId = id;
    }

    /**
     * Sets the connection up once both sides have agreed; sends the header of the encrypted stream.
     *
     * @param keys empty = this service is not encrypted
     */
    void start(Optional<CircuitKeys> keys) {
        if (keys.isEmpty()) {
            return;
        }
        binding = keys.get().binding();
        readLock.lock();
        try {
            receiveKey = keys.get().session().receive();
        } finally {
            readLock.unlock();
        }
        writeLock.lock();
        try {
            SecretStream.Push stream =
                    SecretStream.Push.start(keys.get().session().send());
            byte[] header = stream.header();
            RouterChannel.DataFrame data = RouterChannel.data(connId, FLAG_MULTIPART, header.length);
            System.arraycopy(header, 0, data.buffer(), data.bodyOffset(), header.length);
            channel.post(data);
            firstData = false;
            push = stream;
        } finally {
            writeLock.unlock();
        }
    }

    /** The other side's name: the one dialed, or the one the caller gave. Comes from the network: may be any text. */
    public String peerName() {
        return peer.name();
    }

    /** Whether the router vouches for {@link #peerName()}. */
    public boolean peerVouched() {
        return peer.vouched();
    }

    /** What the dialer sent along; a copy. */
    public byte[] appData() {
        return peer.appData().clone();
    }

    /** A hash over both public keys, the same at both ends; empty without encryption. */
    public Optional<byte[]> channelBinding() {
        return Optional.ofNullable(binding).map(byte[]::clone);
    }

    /**
     * Reads at least one byte, waiting for it.
     *
     * @return how many bytes were read, or -1 at the end of the stream
     * @throws ZitiException with {@link ZitiFailure#CLOSED} if we closed it, {@link ZitiFailure#LOST} if the channel was
     *     lost, {@link ZitiFailure#ENCRYPTION} or {@link ZitiFailure#PROTOCOL} if what came cannot be accepted; the
     *     connection is then closed
     */
    public int read(byte[] buffer, int offset, int length) throws ZitiException, InterruptedException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        readLock.lockInterruptibly();
        try {
            while (plainOffset == plain.length) {
                Optional<Inbound> next = take();
                if (next.isEmpty()) {
                    return -1;
                }
                plain = open(next.get());
                plainOffset = 0;
            }
            int n = Math.min(length, plain.length - plainOffset);
            System.arraycopy(plain, plainOffset, buffer, offset, n);
            plainOffset += n;
            return n;
        } finally {
            readLock.unlock();
        }
    }

    /** The next body, waiting for it; empty at the end of the stream. */
    private Optional<Inbound> take() throws ZitiException, InterruptedException {
        stateLock.lockInterruptibly();
        try {
            while (true) {
                if (closedByUs) {
                    throw failure != null ? failure.again() : closed();
                }
                share.release(beingRead);
                beingRead = 0;
                Inbound next = unread.poll();
                if (next != null) {
                    unreadBytes -= next.cost();
                    beingRead = next.cost();
                    return Optional.of(next);
                }
                if (failure != null) {
                    throw failure.again();
                }
                if (finReceived || closedByPeer) {
                    return Optional.empty();
                }
                changed.await();
            }
        } finally {
            stateLock.unlock();
        }
    }

    private byte[] open(Inbound inbound) throws ZitiException {
        try {
            if (receiveKey != null) {
                pull = SecretStream.Pull.start(receiveKey, inbound.body());
                receiveKey = null;
                return new byte[0];
            }
            byte[] body = pull == null ? inbound.body() : pull.decrypt(inbound.body());
            return inbound.multipart() ? Multipart.join(body) : body;
        } catch (ZitiException e) {
            fail(e);
            throw e;
        }
    }

    /**
     * Writes all bytes, waiting while the network does not keep up.
     *
     * @throws ZitiException with {@link ZitiFailure#CLOSED} after a close by either side, {@link ZitiFailure#LOST} if the
     *     channel was lost
     * @throws InterruptedException if the thread was interrupted; the connection is then closed, because part of a message
     *     may be on its way
     */
    public void write(byte[] buffer, int offset, int length) throws ZitiException, InterruptedException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        writeLock.lockInterruptibly();
        try {
            int at = offset;
            int end = offset + length;
            while (at < end) {
                checkWritable();
                int n = Math.min(MAX_CHUNK, end - at);
                if (!channel.send(seal(buffer, at, n), writingEnded)) {
                    checkWritable();
                    throw closed();
                }
                at += n;
            }
        } catch (InterruptedException e) {
            close();
            throw e;
        } finally {
            writeLock.unlock();
        }
    }

    private RouterChannel.DataFrame seal(byte[] buffer, int offset, int length) throws ZitiException {
        int flags = firstData ? FLAG_MULTIPART : 0;
        firstData = false;
        SecretStream.Push stream = push;
        if (stream == null) {
            RouterChannel.DataFrame data = RouterChannel.data(connId, flags, length);
            System.arraycopy(buffer, offset, data.buffer(), data.bodyOffset(), length);
            return data;
        }
        RouterChannel.DataFrame data = RouterChannel.data(connId, flags, length + SecretStream.OVERHEAD);
        stream.encrypt(buffer, offset, length, data.buffer(), data.bodyOffset());
        return data;
    }

    private void checkWritable() throws ZitiException {
        stateLock.lock();
        try {
            if (failure != null) {
                throw failure.again();
            }
            if (closedByUs || closedByPeer || finSent) {
                throw closed();
            }
        } finally {
            stateLock.unlock();
        }
    }

    /** Half close: no more data from us. Idempotent. */
    public void closeWrite() throws InterruptedException {
        writeLock.lockInterruptibly(); // behind a write that is under way
        try {
            boolean both;
            stateLock.lock();
            try {
                if (finSent || closedByUs || closedByPeer || failure != null) {
                    return;
                }
                finSent = true;
                both = finReceived;
            } finally {
                stateLock.unlock();
            }
            postFin();
            if (both) {
                endCircuit();
            }
        } finally {
            writeLock.unlock();
        }
    }

    /** Closes both directions; what was written still arrives. Never blocks. Idempotent. */
    @Override
    public void close() {
        boolean tell;
        stateLock.lock();
        try {
            if (closedByUs) {
                return;
            }
            closedByUs = true;
            tell = !closedByPeer;
            unread.clear();
            unreadBytes = 0;
            share.releaseAll();
            beingRead = 0;
            changed.signalAll();
        } finally {
            stateLock.unlock();
        }
        endWriting();
        if (tell) {
            endCircuit();
        }
    }

    private void postFin() {
        channel.post(RouterChannel.data(connId, FLAG_FIN, 0));
        finQueued = true;
    }

    private void endWriting() {
        writingEnded.set(true);
        channel.wakeWriters();
    }

    private void fail(ZitiException why) {
        stateLock.lock();
        try {
            if (failure == null) {
                failure = why;
            }
        } finally {
            stateLock.unlock();
        }
        close();
    }

    /**
     * Both FINs leave the circuit open (§12), so whoever sees the second one, or closes, says so. A FIN goes before that even
     * if nobody asked for a half close: routers hand it on as they do data, and do not rest until it has arrived, whereas
     * some (up to 1.6.5) drop the news of the close if our last data are acknowledged at that very moment; the other
     * side would hear of it half a minute later (docs/link.md, “How a link ends”).
     */
    private void endCircuit() {
        if (!circuitEnded.compareAndSet(false, true)) {
            return;
        }
        if (!finQueued) { // a second one, should a half close be under way just now, does no harm
            postFin();
        }
        channel.post(Frame.of(ContentType.STATE_CLOSED, new Headers().put(HeaderId.CONN_ID, connId)));
        channel.unregister(connId);
    }

    private static ZitiException closed() {
        return new ZitiException(ZitiFailure.CLOSED, "The link is closed.");
    }

    /** The channel's side of it. */
    private final class Handler implements ConnHandler {

        @Override
        public ConnType connType() {
            return ConnType.DIAL;
        }

        @Override
        public void onFrame(Frame frame) {
            switch (frame.contentType()) {
                case ContentType.DATA -> onData(frame);
                case ContentType.STATE_CLOSED -> onClosed();
                default -> {
                    // nothing else concerns a circuit
                }
            }
        }

        private void onData(Frame frame) {
            int flags = frame.headers().integer(HeaderId.FLAGS).orElse(0);
            boolean bothFins = false;
            boolean tooMuch = frame.oversize();
            stateLock.lock();
            try {
                if (closedByUs || finReceived) {
                    return;
                }
                Inbound inbound = new Inbound(frame.body(), (flags & FLAG_MULTIPART_MSG) != 0);
                if (inbound.body().length > 0) {
                    tooMuch |= unreadBytes > 0 && unreadBytes + inbound.cost() > MAX_UNREAD;
                    tooMuch = tooMuch || !share.hold(inbound.cost());
                    if (!tooMuch) {
                        unread.add(inbound);
                        unreadBytes += inbound.cost();
                    }
                }
                if ((flags & FLAG_FIN) != 0) {
                    finReceived = true;
                    bothFins = finSent;
                }
                changed.signalAll();
            } finally {
                stateLock.unlock();
            }
            if (tooMuch) {
                fail(new ZitiException(
                        ZitiFailure.PROTOCOL,
                        "The other side sent more than could be taken in at once; the link was closed."));
            } else if (bothFins) {
                endCircuit();
            }
        }

        private void onClosed() {
            stateLock.lock();
            try {
                closedByPeer = true;
                changed.signalAll();
            } finally {
                stateLock.unlock();
            }
            endWriting();
            channel.unregister(connId);
        }

        @Override
        public void onChannelLost(ZitiException why) {
            stateLock.lock();
            try {
                if (!closedByPeer && failure == null) {
                    failure = new ZitiException(
                            why.failure() == ZitiFailure.CLOSED ? ZitiFailure.CLOSED : ZitiFailure.LOST,
                            why.sentence(),
                            why);
                }
                changed.signalAll();
            } finally {
                stateLock.unlock();
            }
        }
    }
}

package dev.chatp2p.core.overlay.sdk;

import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.text.DisplayText;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import kotlin.Unit;
import org.jspecify.annotations.Nullable;

/**
 * A channel of the SDK as a link. A thread of its own takes in what comes, up to {@value #MAX_UNREAD} bytes: the SDK reads a
 * router's channel for all links at once and stops for all of them when one has {@code 16} messages unread.
 */
final class SdkLink implements Link {

    /** How much may wait to be read before the SDK, and with it every other link of the session, is held up. */
    static final int MAX_UNREAD = 16 * 1024 * 1024;

    /** One message of the SDK. Its other end can lose the end of longer ones: it puts what did not fit aside in 32 KiB. */
    private static final int MAX_WRITE = 32 * 1024;

    private static final int READ = 128 * 1024;
    private static final Duration WRITE = Duration.ofDays(1);
    private static final Duration HALF_CLOSE = Duration.ofSeconds(5);
    /** The SDK does not wake who reads or writes when it loses the router; so that is looked for. */
    private static final Duration LOSS = Duration.ofSeconds(1);

    private final AsynchronousSocketChannel channel;
    private final PeerId peer;
    private final byte[] appData;
    private final Consumer<SdkLink> onClose;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Guarded by the lock.
    private final Deque<ByteBuffer> unread = new ArrayDeque<>();
    private int unreadBytes;
    private boolean ended;
    private boolean closed;
    private boolean outputClosed;
    private @Nullable LinkException failure;
    private @Nullable CompletableFuture<Integer> writing;

    /** Keeps whole writes together; taken before {@link #lock}. */
    private final ReentrantLock writers = new ReentrantLock();

    /** Completed when the other side has been told that we closed it. */
    private final CompletableFuture<Void> farewell = new CompletableFuture<>();

    SdkLink(AsynchronousSocketChannel channel, PeerId peer, byte[] appData, Consumer<SdkLink> onClose) {
        this.channel = channel;
        this.peer = peer;
        this.appData = appData.clone();
        this.onClose = onClose;
    }

    void start() {
        Thread.ofVirtual().name("sdk-read-" + DisplayText.name(peer.name())).start(this::takeIn);
    }

    @Override
    public PeerId peer() {
        return peer;
    }

    /** The SDK does not hand on what routers from 2.0 say about the caller. */
    @Override
    public boolean peerVouched() {
        return false;
    }

    @Override
    public byte[] appData() {
        return appData.clone();
    }

    /** The SDK keeps its keys to itself. */
    @Override
    public Optional<byte[]> channelBinding() {
        return Optional.empty();
    }

    // ---- reading

    private void takeIn() {
        ByteBuffer buffer = ByteBuffer.allocate(READ);
        try {
            while (awaitRoom()) {
                int count = readSome(buffer);
                if (count < 0) {
                    break;
                }
                add(ByteBuffer.wrap(Arrays.copyOf(buffer.array(), count)));
                buffer.clear();
            }
            finish(Optional.empty());
        } catch (LinkException e) {
            finish(Optional.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int readSome(ByteBuffer into) throws LinkException, InterruptedException {
        CompletableFuture<Integer> count = new CompletableFuture<>();
        channel.read(into, count, Completion.handler());
        boolean gone = false;
        while (true) {
            try {
                return count.get(LOSS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (gone) {
                    throw new LinkException(Reason.LOST, "The network lost the connection. Call again to go on.", e);
                }
                gone = !channel.isOpen(); // what is on its way to us gets one more round
            } catch (ExecutionException e) {
                throw new LinkException(
                        Reason.LOST, "The connection broke unexpectedly.", e.getCause() == null ? e : e.getCause());
            }
        }
    }

    private boolean awaitRoom() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && unreadBytes >= MAX_UNREAD) {
                changed.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void add(ByteBuffer bytes) {
        change(() -> {
            if (!closed) {
                unread.add(bytes);
                unreadBytes += bytes.remaining();
            }
        });
    }

    private void finish(Optional<LinkException> why) {
        change(() -> {
            ended = true;
            why.ifPresent(e -> {
                failure = e;
                if (writing != null) {
                    writing.completeExceptionally(e); // nor does the SDK wake who writes
                }
            });
        });
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws LinkException, InterruptedException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        lock.lockInterruptibly();
        try {
            while (true) {
                if (closed) {
                    throw SdkFailures.closed();
                }
                ByteBuffer first = unread.peek();
                if (first != null || length == 0) {
                    return first == null ? 0 : take(first, buffer, offset, length);
                }
                if (failure != null) {
                    throw failure;
                }
                if (ended) {
                    return -1;
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private int take(ByteBuffer first, byte[] buffer, int offset, int length) {
        int count = Math.min(length, first.remaining());
        first.get(buffer, offset, count);
        if (!first.hasRemaining()) {
            unread.remove();
        }
        unreadBytes -= count;
        changed.signalAll();
        return count;
    }

    // ---- writing

    @Override
    public void write(byte[] buffer, int offset, int length) throws LinkException, InterruptedException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        writers.lockInterruptibly();
        try {
            int end = offset + length;
            for (int from = offset; from < end; from += MAX_WRITE) {
                writeSome(Arrays.copyOfRange(buffer, from, Math.min(end, from + MAX_WRITE)));
            }
        } finally {
            writers.unlock();
        }
    }

    private void writeSome(byte[] bytes) throws LinkException, InterruptedException {
        CompletableFuture<Integer> written = new CompletableFuture<>();
        beginWriting(written);
        try {
            channel.write(ByteBuffer.wrap(bytes), written, Completion.handler());
            SdkCalls.await(written, WRITE);
        } catch (LinkException e) {
            throw why(e);
        } catch (Exception e) { // Kotlin throws checked exceptions without saying so
            if (e instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw why(SdkFailures.linkException(e));
        }
    }

    private void beginWriting(CompletableFuture<Integer> written) throws LinkException {
        lock.lock();
        try {
            if (failure != null && !closed) {
                throw failure;
            }
            if (closed || outputClosed) {
                throw SdkFailures.closed();
            }
            writing = written;
        } finally {
            lock.unlock();
        }
    }

    /** What broke the link, where that is known, and not what came of it. */
    private LinkException why(LinkException otherwise) {
        lock.lock();
        try {
            return failure == null || closed ? otherwise : failure;
        } finally {
            lock.unlock();
        }
    }

    // ---- closing

    @Override
    public void closeOutput() throws LinkException, InterruptedException {
        writers.lockInterruptibly();
        try {
            lock.lock();
            try {
                if (closed || outputClosed) {
                    return;
                }
                outputClosed = true;
            } finally {
                lock.unlock();
            }
            SdkCalls.call("sdk-half-close", HALF_CLOSE, channel::shutdownOutput);
        } finally {
            writers.unlock();
        }
    }

    @Override
    public void close() {
        var _ = closing();
    }

    /** Closes it; completes when the other side has been told. */
    CompletableFuture<Void> closing() {
        lock.lock();
        try {
            if (closed) {
                return farewell;
            }
            closed = true;
            unread.clear();
            unreadBytes = 0;
            if (writing != null) {
                writing.completeExceptionally(new java.nio.channels.ClosedChannelException());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        var _ = SdkCalls.inBackground("sdk-close", this::sayFarewell).handle((_, _) -> farewell.complete(null));
        return farewell;
    }

    private Unit sayFarewell() throws java.io.IOException {
        try {
            channel.close();
        } finally {
            onClose.accept(this);
        }
        return Unit.INSTANCE;
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

package dev.chatp2p.core.overlay.sdk;

import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

/** A server of the SDK to which nobody ever comes; its bind can be made to hang. */
final class FakeServer extends AsynchronousServerSocketChannel {

    private final CountDownLatch binding = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile boolean bound;
    private volatile boolean boundWhenClosed;
    private volatile boolean closed;

    FakeServer(boolean bindHangs) {
        super(null);
        if (!bindHangs) {
            goOn();
        }
    }

    boolean binding() {
        return binding.getCount() == 0;
    }

    void goOn() {
        goOn.countDown();
    }

    boolean wasBoundWhenClosed() {
        return boundWhenClosed;
    }

    @Override
    public AsynchronousServerSocketChannel bind(SocketAddress local, int backlog) {
        binding.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        bound = true;
        return this;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        boundWhenClosed = bound;
        closed = true;
    }

    @Override
    public <A> void accept(A attachment, CompletionHandler<AsynchronousSocketChannel, ? super A> handler) {}

    @Override
    public Future<AsynchronousSocketChannel> accept() {
        return new CompletableFuture<>();
    }

    @Override
    public SocketAddress getLocalAddress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> AsynchronousServerSocketChannel setOption(SocketOption<T> name, T value) {
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }
}

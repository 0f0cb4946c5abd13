package dev.chatp2p.core.overlay.sdk;

import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A channel of the SDK on which nothing ever moves. Like the SDK's, it wakes nobody when it is lost. */
final class FakeChannel extends AsynchronousSocketChannel {

    private volatile boolean open = true;

    FakeChannel() {
        super(null);
    }

    void lose() {
        open = false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public <A> void read(
            ByteBuffer into,
            long timeout,
            TimeUnit unit,
            A attachment,
            CompletionHandler<Integer, ? super A> handler) {}

    @Override
    public Future<Integer> read(ByteBuffer into) {
        return new CompletableFuture<>();
    }

    @Override
    public <A> void read(
            ByteBuffer[] into,
            int offset,
            int length,
            long timeout,
            TimeUnit unit,
            A attachment,
            CompletionHandler<Long, ? super A> handler) {}

    @Override
    public <A> void write(
            ByteBuffer from,
            long timeout,
            TimeUnit unit,
            A attachment,
            CompletionHandler<Integer, ? super A> handler) {}

    @Override
    public Future<Integer> write(ByteBuffer from) {
        return new CompletableFuture<>();
    }

    @Override
    public <A> void write(
            ByteBuffer[] from,
            int offset,
            int length,
            long timeout,
            TimeUnit unit,
            A attachment,
            CompletionHandler<Long, ? super A> handler) {}

    @Override
    public <A> void connect(SocketAddress remote, A attachment, CompletionHandler<Void, ? super A> handler) {}

    @Override
    public Future<Void> connect(SocketAddress remote) {
        return new CompletableFuture<>();
    }

    @Override
    public AsynchronousSocketChannel bind(SocketAddress local) {
        return this;
    }

    @Override
    public <T> AsynchronousSocketChannel setOption(SocketOption<T> name, T value) {
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

    @Override
    public AsynchronousSocketChannel shutdownInput() {
        return this;
    }

    @Override
    public AsynchronousSocketChannel shutdownOutput() {
        return this;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketAddress getLocalAddress() {
        throw new UnsupportedOperationException();
    }
}

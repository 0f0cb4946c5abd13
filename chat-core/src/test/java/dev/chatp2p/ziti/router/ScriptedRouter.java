package dev.chatp2p.ziti.router;

import dev.chatp2p.ziti.ZitiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The other end of a {@link RouterChannel} without sockets or TLS: agrees to whatever is bound or dialed, keeps what comes,
 * and sends what the test says. Thread-safe.
 */
public final class ScriptedRouter implements AutoCloseable {

    private static final byte[] END = {};

    private final BlockingQueue<byte[]> toClient = new LinkedBlockingQueue<>();
    private final Queue<Frame> received = new ConcurrentLinkedQueue<>();
    private final RouterChannel channel;
    /** Open while the router reads what it is sent. */
    private volatile CountDownLatch reading = new CountDownLatch(0);

    /**
     * @param unread what the channel's connections may hold unread together
     */
    public ScriptedRouter(UnreadBudget unread) {
        channel = RouterChannel.start(
                new RouterAddress("scripted", "127.0.0.1", 1),
                new FromRouter(),
                new ToRouter(),
                () -> toClient.add(END),
                new HelloResult("r", "v1.6.0", true),
                unread);
    }

    public RouterChannel channel() {
        return channel;
    }

    public void send(Frame frame) {
        sendRaw(FrameWriter.encode(frame));
    }

    /** Sends bytes, at least one. */
    public void sendRaw(byte[] bytes) {
        toClient.add(bytes);
    }

    /** Reads nothing from now on, until it is closed. */
    public void stopReading() {
        reading = new CountDownLatch(1);
    }

    /** Ends the stream, after what was sent. */
    public void end() {
        toClient.add(END);
    }

    public List<Frame> received(int contentType) {
        return received.stream().filter(f -> f.contentType() == contentType).toList();
    }

    @Override
    public void close() {
        reading.countDown();
        end();
        channel.close();
    }

    private void answer(Frame frame) {
        received.add(frame);
        Headers reply = new Headers().put(HeaderId.REPLY_FOR, frame.sequence()).copy(HeaderId.CONN_ID, frame.headers());
        switch (frame.contentType()) {
            case ContentType.BIND -> {
                send(Frame.of(ContentType.STATE_CONNECTED, reply));
                send(Frame.of(ContentType.BIND_SUCCESS, new Headers().copy(HeaderId.CONN_ID, frame.headers())));
            }
            case ContentType.CONNECT ->
                send(Frame.of(ContentType.STATE_CONNECTED, reply.copy(HeaderId.PUBLIC_KEY, frame.headers())));
            case ContentType.LATENCY -> send(Frame.of(ContentType.RESULT, reply.put(HeaderId.RESULT_SUCCESS, true)));
            default -> {
                // kept, not answered
            }
        }
    }

    /** The channel writes whole frames, one or several at a time. */
    private final class ToRouter extends OutputStream {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                reading.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            ByteArrayInputStream in = new ByteArrayInputStream(bytes, offset, length);
            FrameReader reader = new FrameReader(in);
            try {
                while (in.available() > 0) {
                    answer(reader.read());
                }
            } catch (ZitiException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("frames are written as a whole");
        }
    }

    /** Belongs to the channel's reader. */
    private final class FromRouter extends InputStream {
        private byte[] current = {};
        private int at;
        private boolean ended;

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            try {
                if (!ended && at == current.length) {
                    current = toClient.take();
                    at = 0;
                    ended = current.length == 0;
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (ended) {
                return -1;
            }
            int n = Math.min(length, current.length - at);
            System.arraycopy(current, at, buffer, offset, n);
            at += n;
            return n;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }
    }
}

package dev.chatp2p.ziti.router;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads frames from a stream. What it accepts is bounded: a frame that breaks the format ends the channel; a body larger
 * than {@link #MAX_BODY} is skipped and its frame marked, because it says something about one connection only. Such a frame
 * is returned before its body has come, so that this connection can be ended at once. Belongs to one thread.
 */
final class FrameReader {

    /** The largest body that is kept: 16 MiB and what encryption adds. */
    static final int MAX_BODY = (16 << 20) + 64;
    /** The largest body that is skipped rather than ending the channel. */
    static final long MAX_SKIPPED_BODY = 1L << 30;

    static final int MAX_HEADERS = 1 << 20;
    /** Routers send some twenty. */
    static final int MAX_HEADER_COUNT = 1000;
    /** What is announced to be longer gets its memory as it arrives: an announcement costs its sender nothing. */
    private static final int TRUSTED_LENGTH = 256 << 10;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    /** So much of a frame has to come before it counts as progress. */
    static final int PROGRESS = 16 << 10;

    private final Counted in;
    private final byte[] prefix = new byte[Frame.PREFIX_LENGTH];
    /** What is left of the last frame, which nobody wants. */
    private long unwanted;

    FrameReader(InputStream in) {
        this(in, () -> {});
    }

    /**
     * @param progress run, by the thread that reads, whenever another {@link #PROGRESS} bytes of a frame have come
     */
    FrameReader(InputStream in, Runnable progress) {
        this.in = new Counted(in, progress);
    }

    /** Tells of a large frame that it is coming in. */
    private static final class Counted extends FilterInputStream {
        private final Runnable progress;
        private long uncounted;

        Counted(InputStream in, Runnable progress) {
            super(in);
            this.progress = progress;
        }

        void newFrame() {
            uncounted = 0;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return (int) count(in.read(buffer, offset, length));
        }

        /** In small steps: a stream may not return before all of it has come. */
        @Override
        public long skip(long n) throws IOException {
            return count(in.skip(Math.min(n, PROGRESS)));
        }

        private long count(long n) {
            uncounted += Math.max(0, n);
            if (uncounted >= PROGRESS) {
                uncounted = 0;
                progress.run();
            }
            return n;
        }
    }

    /**
     * Waits for the next frame; of one that is oversize, only for its headers.
     *
     * @throws EOFException if the stream ended, between frames or within one
     * @throws ZitiException with {@link ZitiFailure#PROTOCOL} if these are not frames
     */
    Frame read() throws IOException, ZitiException {
        in.skipNBytes(unwanted);
        unwanted = 0;
        in.newFrame();
        readFully(prefix);
        int magic = (int) INT.get(prefix, 0);
        if (magic == Frame.MAGIC_VERSIONS) {
            throw violation("The edge router does not speak this version of the channel protocol.");
        }
        if (magic != Frame.MAGIC) {
            throw violation("What answered is not an edge router: it does not speak the channel protocol.");
        }
        int headerLength = (int) INT.get(prefix, 12);
        if (headerLength < 0 || headerLength > MAX_HEADERS) {
            throw violation("The edge router sent a message with a header section that is too large.");
        }
        long bodyLength = Integer.toUnsignedLong((int) INT.get(prefix, 16));
        if (bodyLength > MAX_SKIPPED_BODY) {
            throw violation("The edge router sent a message that is too large.");
        }
        Headers headers = headers(read(headerLength));
        boolean oversize = bodyLength > MAX_BODY;
        byte[] body = read(oversize ? 0 : (int) bodyLength);
        unwanted = oversize ? bodyLength : 0;
        return new Frame((int) INT.get(prefix, 4), (int) INT.get(prefix, 8), headers, body, oversize);
    }

    private static Headers headers(byte[] section) throws ZitiException {
        Headers headers = new Headers();
        int at = 0;
        int count = 0;
        while (at < section.length) {
            if (section.length - at < 8 || ++count > MAX_HEADER_COUNT) {
                throw brokenHeader();
            }
            int key = (int) INT.get(section, at);
            int length = (int) INT.get(section, at + 4);
            at += 8;
            if (length < 0 || length > section.length - at) {
                throw brokenHeader();
            }
            headers.put(key, Arrays.copyOfRange(section, at, at + length));
            at += length;
        }
        return headers;
    }

    private byte[] read(int length) throws IOException {
        if (length > TRUSTED_LENGTH) {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            return bytes;
        }
        byte[] bytes = new byte[length];
        readFully(bytes);
        return bytes;
    }

    private void readFully(byte[] buffer) throws IOException {
        if (in.readNBytes(buffer, 0, buffer.length) < buffer.length) {
            throw new EOFException();
        }
    }

    private static ZitiException brokenHeader() {
        return violation("The edge router sent a message with a broken header.");
    }

    private static ZitiException violation(String sentence) {
        return new ZitiException(ZitiFailure.PROTOCOL, sentence);
    }
}

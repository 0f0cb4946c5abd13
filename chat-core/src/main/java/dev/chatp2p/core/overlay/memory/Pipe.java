package dev.chatp2p.core.overlay.memory;

import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One direction of a link: a bounded queue of bytes; the writer waits while it is full. Thread-safe. */
final class Pipe {

    /** How far a writer can be ahead of its reader, in bytes. */
    static final int CAPACITY = 256 * 1024;

    /** Keeps whole writes together; taken before {@link #lock}. */
    private final ReentrantLock writers = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All fields below are guarded by the lock.
    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private int firstOffset;
    private int size;
    private boolean finished;
    private boolean abandoned;
    private boolean lost;

    int read(byte[] buffer, int offset, int length) throws LinkException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (abandoned) {
                    throw new LinkException(Reason.CLOSED, "The link is closed.");
                }
                failIfLost();
                if (size > 0 || length == 0) {
                    return drain(buffer, offset, length);
                }
                if (finished) {
                    return -1;
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void write(byte[] buffer, int offset, int length) throws LinkException, InterruptedException {
        writers.lockInterruptibly();
        try {
            int from = offset;
            int end = offset + length;
            do {
                from += writeSome(buffer, from, end);
            } while (from < end);
        } finally {
            writers.unlock();
        }
    }

    /** The writer's end is done; what was written can still be read. */
    void finish() {
        change(() -> finished = true);
    }

    /** The reader's end is gone; what was written is dropped. */
    void abandon() {
        change(() -> {
            abandoned = true;
            drop();
        });
    }

    /** The network lost it, with everything on the way. */
    void lose() {
        change(() -> {
            lost = true;
            drop();
        });
    }

    private int writeSome(byte[] buffer, int from, int end) throws LinkException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                failIfLost();
                if (finished || abandoned) {
                    throw new LinkException(Reason.CLOSED, "The link is closed.");
                }
                if (size < CAPACITY || from == end) {
                    break;
                }
                changed.await();
            }
            int count = Math.min(end - from, CAPACITY - size);
            if (count > 0) {
                chunks.add(Arrays.copyOfRange(buffer, from, from + count));
                size += count;
                changed.signalAll();
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    private int drain(byte[] buffer, int offset, int length) {
        int done = 0;
        while (done < length && size > 0) {
            byte[] first = chunks.element();
            int count = Math.min(length - done, first.length - firstOffset);
            System.arraycopy(first, firstOffset, buffer, offset + done, count);
            done += count;
            size -= count;
            firstOffset += count;
            if (firstOffset == first.length) {
                chunks.remove();
                firstOffset = 0;
            }
        }
        changed.signalAll();
        return done;
    }

    private void failIfLost() throws LinkException {
        if (lost) {
            throw new LinkException(Reason.LOST, "The network lost the connection. Call again to go on.");
        }
    }

    private void drop() {
        chunks.clear();
        firstOffset = 0;
        size = 0;
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

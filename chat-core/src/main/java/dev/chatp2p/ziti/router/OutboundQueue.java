package dev.chatp2p.ziti.router;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * Encoded frames waiting to be written, in order. Data waits for room, so that a slow network slows its sender; control
 * frames never wait, because the reader thread sends them, and overflow instead.
 */
final class OutboundQueue {

    /** Data waits while more than this is queued: enough to keep the socket busy, little enough to stay responsive. */
    static final int DATA_LIMIT = 512 << 10;
    /** Beyond this not even control frames fit: the router does not read any more. */
    static final int CONTROL_LIMIT = 8 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final Condition drained = lock.newCondition();
    // All below: guarded by lock.
    private final Deque<byte[]> frames = new ArrayDeque<>();
    private long bytes;
    private int nextSequence = 1;
    private boolean writing;
    private boolean closed;

    /** What became of an offer. */
    enum Offer {
        QUEUED,
        FULL,
        CLOSED
    }

    /** Queues a control frame without waiting; {@code onSequence} runs before it can be written. */
    Offer offer(byte[] frame, IntConsumer onSequence) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (bytes > CONTROL_LIMIT) {
                return Offer.FULL;
            }
            onSequence.accept(nextSequence);
            add(frame);
            return Offer.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Queues a data frame, waiting for room.
     *
     * @param unwanted set, before {@link #wakeWriters}, by whoever does not want the frame written any more
     * @return FULL if the frame was no longer wanted before there was room
     */
    Offer put(byte[] frame, AtomicBoolean unwanted) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (bytes > DATA_LIMIT && !closed) {
                if (unwanted.get()) {
                    return Offer.FULL;
                }
                notFull.await();
            }
            if (closed) {
                return Offer.CLOSED;
            }
            add(frame);
            return Offer.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    /** Lets all who wait for room look whether they still want to. */
    void wakeWriters() {
        lock.lock();
        try {
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(byte[] frame) {
        FrameWriter.setSequence(frame, nextSequence++);
        frames.add(frame);
        bytes += frame.length;
        notEmpty.signal();
    }

    /**
     * Waits for frames and moves them, in order, to {@code into} until that holds {@code maxBytes} or the queue is empty.
     *
     * @return false if the queue is closed
     */
    boolean take(Deque<byte[]> into, int maxBytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            writing = false;
            while (frames.isEmpty() && !closed) {
                drained.signalAll();
                notEmpty.await();
            }
            if (closed) {
                return false;
            }
            int taken = 0;
            do {
                byte[] frame = frames.remove();
                taken += frame.length;
                into.add(frame);
            } while (!frames.isEmpty() && taken + frames.element().length <= maxBytes);
            bytes -= taken;
            writing = true;
            if (bytes <= DATA_LIMIT) {
                notFull.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything queued has been written, the time is over, or the queue is closed. */
    void awaitDrained(long timeout, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(timeout);
        lock.lockInterruptibly();
        try {
            while ((!frames.isEmpty() || writing) && !closed && left > 0) {
                left = drained.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            frames.clear();
            bytes = 0;
            notEmpty.signalAll();
            notFull.signalAll();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

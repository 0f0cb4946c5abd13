package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.concurrent.Timers;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.text.DisplayText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of one open link. One virtual thread reads it, another writes it; how writing goes is told on the service's lane. All
 * methods are called on that lane.
 */
final class Wire {

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    /** Pieces handed in but not yet written. */
    static final int MAX_QUEUED = 256;

    /** How long {@link #finish} waits for a peer that does not read. */
    static final Duration FINISH_TIME = Duration.ofMillis(500);

    private static final int READ_BUFFER = 8 * 1024;

    /** Who is told. */
    interface Receiver {
        /**
         * More bytes are here; on the reading thread, which may be made to wait: then the peer waits too.
         *
         * @throws LinkException if the bytes are such that the link must end
         */
        void arrived(byte[] buffer, int count) throws LinkException, InterruptedException;

        /** No more bytes will come; on the reading thread, not told if something broke the link. */
        void finished() throws InterruptedException;

        /**
         * The link is over; on the lane, told once, last.
         *
         * @param failure what broke it; empty if one side closed it in good order
         */
        void ended(Optional<LinkException> failure);
    }

    /** No piece is empty, so this one can mark the end of the queue. */
    private static final byte[] END = {};

    private final Link link;
    private final Lane lane;
    private final Timers timers;
    private final Receiver receiver;

    /** Filled by the lane, emptied by the writer. */
    private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();

    /** Who waits for what is queued or being written, oldest first; confined to the lane. */
    private final Deque<Consumer<Optional<LinkException>>> unwritten = new ArrayDeque<>();

    /** Why nothing can be written any more; confined to the lane. */
    private Optional<LinkException> broken = Optional.empty();

    /** Why we have ended the link ourselves, if not in good order; confined to the lane. */
    private Optional<LinkException> cause = Optional.empty();

    Wire(Link link, Lane lane, Timers timers, Receiver receiver) {
        this.link = link;
        this.lane = lane;
        this.timers = timers;
        this.receiver = receiver;
    }

    void start() {
        String who = DisplayText.name(link.peer().name());
        Thread.ofVirtual().name("chat-read-" + who).start(this::read);
        Thread.ofVirtual().name("chat-write-" + who).start(this::write);
    }

    /** Whether one more piece would be taken. */
    boolean hasRoom() {
        return broken.isEmpty() && unwritten.size() < MAX_QUEUED;
    }

    /**
     * Queues bytes, at least one, to be written as one piece.
     *
     * @param written told on the lane, in order: empty once the network has the bytes, or why it has not
     */
    void send(byte[] bytes, Consumer<Optional<LinkException>> written) {
        if (broken.isPresent()) {
            written.accept(broken);
        } else if (unwritten.size() >= MAX_QUEUED) {
            written.accept(Optional.of(new LinkException(
                    Reason.TIMEOUT, "The other side is too slow to take more messages. Wait a moment and try again.")));
        } else {
            unwritten.add(written);
            queue.add(bytes);
        }
    }

    /** Closes the link once everything queued is written, or after {@link #FINISH_TIME} at the latest. */
    void finish() {
        breakOff(new LinkException(Reason.CLOSED, "The call is over."));
        queue.add(END);
        timers.after(FINISH_TIME, lane, link::close);
    }

    /** Closes the link at once; what is queued fails. */
    void close() {
        link.close();
        failUnwritten(new LinkException(Reason.CLOSED, "The call is over."));
        queue.add(END);
    }

    /** Closes the link at once and tells that as the reason for its end. */
    void fail(LinkException why) {
        cause = Optional.of(why);
        link.close();
        failUnwritten(why);
        queue.add(END);
    }

    private void breakOff(LinkException why) {
        if (broken.isEmpty()) {
            broken = Optional.of(why);
        }
    }

    private void read() {
        Optional<LinkException> failure = Optional.empty();
        byte[] buffer = new byte[READ_BUFFER];
        try {
            int count = link.read(buffer, 0, buffer.length);
            while (count >= 0) {
                receiver.arrived(buffer, count);
                count = link.read(buffer, 0, buffer.length);
            }
            receiver.finished();
        } catch (LinkException e) {
            failure = e.reason() == Reason.CLOSED ? Optional.empty() : Optional.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Reading a link failed", e);
            failure = Optional.of(new LinkException(Reason.LOST, "The connection broke unexpectedly.", e));
        }
        Optional<LinkException> why = failure;
        lane.execute(() -> {
            close();
            receiver.ended(cause.isPresent() ? cause : why);
        });
    }

    private void write() {
        try {
            byte[] next = queue.take();
            while (next.length > 0) {
                link.write(next, 0, next.length);
                lane.execute(this::firstWritten);
                next = queue.take();
            }
            link.close();
        } catch (LinkException e) {
            lane.execute(() -> failUnwritten(e));
            if (e.reason() != Reason.CLOSED && e.reason() != Reason.LOST) {
                link.close();
            } // else the reader finds out, after the last lines the peer wrote
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            link.close();
        } catch (RuntimeException e) {
            LOG.error("Writing a link failed", e);
            lane.execute(() -> failUnwritten(new LinkException(Reason.LOST, "The connection broke unexpectedly.", e)));
            link.close();
        }
    }

    private void firstWritten() {
        Consumer<Optional<LinkException>> first = unwritten.poll();
        if (first != null) {
            first.accept(Optional.empty());
        }
    }

    private void failUnwritten(LinkException why) {
        breakOff(why);
        List<Consumer<Optional<LinkException>>> failed = List.copyOf(unwritten);
        unwritten.clear();
        failed.forEach(written -> written.accept(Optional.of(why)));
    }
}

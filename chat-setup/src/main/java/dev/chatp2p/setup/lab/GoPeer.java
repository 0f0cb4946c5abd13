package dev.chatp2p.setup.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A running Go peer, driven line by line. What it reports is kept until somebody waits for it, in whatever order.
 *
 * <p>Safe for use by several threads.
 */
public final class GoPeer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /**
     * One line the peer printed, as {@code lab/peer} documents them.
     *
     * @param kind such as {@code INCOMING}
     * @param fields what follows, such as the link's number, the caller and the app data
     */
    public record Event(String kind, List<String> fields) {
        static Event parse(String line) {
            List<String> parts = List.of(line.split("\t", -1));
            return new Event(parts.getFirst(), List.copyOf(parts.subList(1, parts.size())));
        }

        /** The field at that position, from 0; empty when there are fewer. */
        public String field(int index) {
            return index < fields.size() ? fields.get(index) : "";
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Event> events = new ArrayList<>();
    private boolean ended;
    private final Subprocess process;

    GoPeer(Starter starter) throws LabException {
        process = starter.start(this::arrived);
        var _ = process.onOutputEnd().thenRun(this::ended);
    }

    interface Starter {
        Subprocess start(Consumer<String> lines) throws LabException;
    }

    private void arrived(String line) {
        lock.lock();
        try {
            events.add(Event.parse(line));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits at most 30 s for an event of that kind and takes it. */
    public Event await(String kind) throws LabException, InterruptedException {
        return await(kind, _ -> true, LIMIT);
    }

    /** Waits at most 30 s for a line with that text, on any link, and takes it. */
    public Event awaitLine(String text) throws LabException, InterruptedException {
        return await("LINE", event -> event.field(1).equals(text), LIMIT);
    }

    /**
     * Waits for an event and takes it.
     *
     * @throws LabException if the limit is reached or the peer ends first; says what the peer reported instead
     */
    public Event await(String kind, Predicate<Event> matches, Duration limit)
            throws LabException, InterruptedException {
        return awaitAny(kind, event -> event.kind().equals(kind) && matches.test(event), limit);
    }

    /** Waits for the line of JSON that {@code bench} prints, and takes it. */
    public String awaitMeasurement(Duration limit) throws LabException, InterruptedException {
        return awaitAny("a measurement", event -> event.kind().startsWith("{"), limit)
                .kind();
    }

    private Event awaitAny(String what, Predicate<Event> matches, Duration limit)
            throws LabException, InterruptedException {
        long remaining = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                Optional<Event> found = take(matches);
                if (found.isPresent()) {
                    return found.get();
                }
                if (ended) {
                    throw new LabException(process.name() + " ended without " + what + "; " + reported());
                }
                if (remaining <= 0) {
                    throw new LabException(process.name() + " did not report " + what + " in " + limit.toSeconds()
                            + " s; " + reported());
                }
                remaining = changed.awaitNanos(remaining);
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Event> take(Predicate<Event> matches) {
        for (Iterator<Event> all = events.iterator(); all.hasNext(); ) {
            Event event = all.next();
            if (matches.test(event)) {
                all.remove();
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    private String reported() {
        return "events not taken: " + events + "." + process.logTail();
    }

    /** Sends a line over the newest link, or a command to {@code bench}; a line that begins with a slash is a command, see {@code lab/peer}. */
    public void say(String line) throws IOException {
        process.send(line);
    }

    /** Ends what the peer has to say: a dialer half-closes its link. */
    public void endInput() throws IOException {
        process.endInput();
    }

    /** Waits until the peer has ended by itself; false when the limit came first. */
    public boolean awaitExit(Duration limit) throws InterruptedException {
        return process.awaitExit(limit);
    }

    /** Kills the peer: its connections break, and it tells nobody. */
    public void kill() {
        process.kill();
    }

    /** Ends the peer as Ctrl-C would: its terminators vanish at once. */
    @Override
    public void close() {
        process.close();
    }
}

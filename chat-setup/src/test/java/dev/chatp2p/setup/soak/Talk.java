package dev.chatp2p.setup.soak;

import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.setup.lab.LabNetwork;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One person talking to another: numbered lines on a link, each of which must come back once and in order. Every second call
 * is a short one that is ended in good order; the others last as long as the network lets them. A link that broke is dialed
 * again. Ends, when told to, with a link on which every line has come back.
 */
final class Talk implements Runnable {
    private static final long LINE_EVERY_MILLIS = 20;
    /** In four seconds or so. */
    private static final long LINES_OF_A_SHORT_CALL = 200;

    private static final long DIAL_AGAIN_MILLIS = 250;
    private static final Duration DIAL_LIMIT = Duration.ofSeconds(10);
    /** Without an answer for so long a person would call again, whatever the network says. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Person caller;
    private final Person callee;
    private final Timeline timeline;
    private final Calm calm;
    private final CountDownLatch end;

    private final AtomicLong links = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong endedInGoodOrder = new AtomicLong();
    private final AtomicLong silences = new AtomicLong();
    private final Map<Reason, Long> failedDials = new ConcurrentHashMap<>();
    private volatile long answeredAt = System.nanoTime();

    Talk(Person caller, Person callee, Timeline timeline, Calm calm, CountDownLatch end) {
        this.caller = caller;
        this.callee = callee;
        this.timeline = timeline;
        this.calm = calm;
        this.end = end;
    }

    @Override
    public void run() {
        boolean through = false;
        try {
            while (!through) {
                through = once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One link's life; true when it ended because all is over. */
    private boolean once() throws InterruptedException {
        OptionalLong calmBefore = calm.current(System.nanoTime());
        String id = caller.name() + ">" + callee.name() + "-" + links.incrementAndGet();
        long started = System.nanoTime();
        Link link;
        try {
            link = caller.session()
                    .dial(
                            LabNetwork.SERVICE,
                            new DialOptions(
                                    new PeerId(callee.name()), DIAL_LIMIT, id.getBytes(StandardCharsets.UTF_8)));
        } catch (LinkException e) {
            if (failedDials.merge(e.reason(), 1L, Long::sum) == 1) {
                timeline.note(id + " not connected: " + e.reason() + " – " + e.sentence());
            }
            boolean _ = new CountDownLatch(1).await(DIAL_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            return false;
        }
        timeline.note(id + " connected in "
                + Duration.ofNanos(System.nanoTime() - started).toMillis() + " ms");
        answeredAt = System.nanoTime();
        Call call = new Call(id, link);
        boolean good = call.talk();
        if (good) {
            endedInGoodOrder.incrementAndGet();
        } else if (calm.lasts(calmBefore)) {
            timeline.fault(id + " was lost although the network was whole and nobody touched it");
        }
        return good && end.getCount() == 0;
    }

    /** One link, from when it is connected. */
    private final class Call {
        private final String id;
        private final Link link;
        private final Lines lines;
        private final AtomicLong back = new AtomicLong();
        /** Nothing more will come back. */
        private final CountDownLatch over = new CountDownLatch(1);
        /** We have said our last line. */
        private volatile boolean ending;
        /** The other side has read our last line, or what it takes for it. */
        private volatile boolean goodbye;
        /** We close the link ourselves. */
        private volatile boolean closing;

        Call(String id, Link link) {
            this.id = id;
            this.link = link;
            this.lines = new Lines(link);
        }

        /** True when it was ended in good order, after which nothing may be missing. */
        boolean talk() throws InterruptedException {
            Thread reader = Thread.ofVirtual().name("soak-back-" + id).start(this::readBack);
            long most = links.get() % 2 == 1 ? LINES_OF_A_SHORT_CALL : Long.MAX_VALUE;
            long sent = 0;
            try {
                // At least one line even at the very end: something must show that the network is whole again.
                while (sent == 0 || (sent < most && end.getCount() > 0)) {
                    lines.write(Lines.text(sent));
                    sent++;
                    if (over.await(LINE_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                        timeline.note(id + " ended after " + sent + " lines, not by the caller");
                        return false;
                    }
                    if (back.get() < sent && System.nanoTime() - answeredAt > SILENCE.toNanos()) {
                        return isSilent();
                    }
                }
                ending = true;
                link.closeOutput();
                return over.await(SILENCE.toMillis(), TimeUnit.MILLISECONDS) ? isComplete(sent) : isSilent();
            } catch (LinkException e) {
                timeline.note(id + " lost after " + sent + " lines: " + e.reason());
                return false;
            } finally {
                closing = true;
                link.close();
                reader.join();
            }
        }

        private boolean isSilent() {
            silences.incrementAndGet();
            timeline.note(id + " is silent after " + back.get() + " lines" + (goodbye ? " and the good-bye" : "")
                    + ", calling again");
            return false;
        }

        private boolean isComplete(long sent) {
            if (!goodbye) { // the network ended it before the other side could
                timeline.note(id + " ended with " + back.get() + " of " + sent + " lines back");
                return false;
            }
            if (back.get() != sent) {
                timeline.fault(id + " was ended in good order with " + back.get() + " of " + sent + " lines back");
            }
            return true;
        }

        private void readBack() {
            try {
                for (String line = lines.read(); line != null; line = lines.read()) {
                    if (!take(line)) {
                        return;
                    }
                }
            } catch (LinkException e) {
                timeline.note(id + " broke after " + back.get() + " lines: " + e.reason());
                if (e.reason() == Reason.PROTOCOL || e.reason() == Reason.ENCRYPTION) {
                    timeline.fault("link " + id + " broke the protocol: " + e.sentence());
                }
                if (e.reason() == Reason.CLOSED && !closing) {
                    timeline.fault("link " + id + " was closed at " + caller.name() + "'s end, and not by them");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                over.countDown();
            }
        }

        private boolean take(String line) {
            if (ending && !goodbye && line.equals(Lines.goodbye(back.get()))) {
                goodbye = true;
                return true;
            }
            if (goodbye || !line.equals(Lines.text(back.get()))) {
                timeline.fault(
                        caller.name() + " got “" + line + "” back instead of line " + back.get() + " on link " + id);
                return false;
            }
            back.incrementAndGet();
            answered.incrementAndGet();
            answeredAt = System.nanoTime();
            return true;
        }
    }

    /** How many lines have come back, all links together. */
    long answered() {
        return answered.get();
    }

    @Override
    public String toString() {
        return caller.name() + " to " + callee.name() + ": " + links + " dials, " + answered + " lines answered, "
                + endedInGoodOrder + " calls ended in good order, " + silences
                + " links gone silent, dials not connected " + failedDials;
    }
}

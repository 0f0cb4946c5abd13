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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One person talking to another: numbered lines on a link, each of which must come back once and in order. A link that broke
 * is dialed again. Ends, when told to, with a link on which every line has come back.
 */
final class Talk implements Runnable {
    private static final long LINE_EVERY_MILLIS = 20;
    private static final long DIAL_AGAIN_MILLIS = 250;
    private static final Duration DIAL_LIMIT = Duration.ofSeconds(10);
    /** Without an answer for so long a person would call again, whatever the network says. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Person caller;
    private final Person callee;
    private final Timeline timeline;
    private final CountDownLatch end;
    private final AtomicLong links = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong silences = new AtomicLong();
    private final Map<Reason, Long> failedDials = new ConcurrentHashMap<>();
    private volatile long answeredAt = System.nanoTime();

    Talk(Person caller, Person callee, Timeline timeline, CountDownLatch end) {
        this.caller = caller;
        this.callee = callee;
        this.timeline = timeline;
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
        try (link) {
            return talk(id, link);
        }
    }

    private boolean talk(String id, Link link) throws InterruptedException {
        Lines lines = new Lines(link);
        AtomicLong back = new AtomicLong();
        CountDownLatch broken = new CountDownLatch(1);
        Thread reader = Thread.ofVirtual().name("soak-back-" + id).start(() -> readBack(id, lines, back, broken));
        long sent = 0;
        boolean lost = false;
        try {
            // At least one line even at the very end: something must show that the network is whole again.
            while (sent == 0 || end.getCount() > 0) {
                lines.write(Lines.text(sent));
                sent++;
                if (broken.await(LINE_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    lost = true;
                    break;
                }
                if (silentSince(sent, back) > SILENCE.toNanos()) {
                    silences.incrementAndGet();
                    timeline.note(id + " is silent, calling again");
                    lost = true;
                    break;
                }
            }
            if (!lost) {
                link.closeOutput();
                boolean ended = broken.await(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
                lost = !ended || back.get() != sent;
                if (ended && back.get() != sent && callee.linesHeard(id) != sent) {
                    // Either it broke, which the reader has noted, or lines are missing on a link that lived.
                    timeline.note(id + " ended with " + back.get() + " of " + sent + " lines back");
                }
            }
        } catch (LinkException e) {
            timeline.note(id + " lost after " + sent + " lines: " + e.reason());
            lost = true;
        } finally {
            link.close();
            reader.join();
        }
        return !lost;
    }

    private long silentSince(long sent, AtomicLong back) {
        return back.get() < sent ? System.nanoTime() - answeredAt : 0;
    }

    private void readBack(String id, Lines lines, AtomicLong back, CountDownLatch broken) {
        try {
            for (String line = lines.read(); line != null; line = lines.read()) {
                if (!line.equals(Lines.text(back.get()))) {
                    timeline.fault(caller.name() + " got “" + line + "” back instead of line " + back.get()
                            + " on link " + id);
                    return;
                }
                back.incrementAndGet();
                answered.incrementAndGet();
                answeredAt = System.nanoTime();
            }
        } catch (LinkException e) {
            timeline.note(id + " broke after " + back.get() + " lines: " + e.reason());
            if (e.reason() == Reason.PROTOCOL || e.reason() == Reason.ENCRYPTION) {
                timeline.fault("link " + id + " broke the protocol: " + e.sentence());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            broken.countDown();
        }
    }

    /** How many lines have come back, all links together. */
    long answered() {
        return answered.get();
    }

    @Override
    public String toString() {
        return caller.name() + " to " + callee.name() + ": " + links + " dials, " + answered + " lines answered, "
                + silences + " links gone silent, dials not connected " + failedDials;
    }
}

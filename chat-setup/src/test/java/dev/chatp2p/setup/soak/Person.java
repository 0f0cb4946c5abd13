package dev.chatp2p.setup.soak;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.ziti.ZitiOverlay;
import dev.chatp2p.setup.lab.LabIdentity;
import dev.chatp2p.setup.lab.LabNetwork;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Somebody who is online and answers every line they get with the same line. Opened once, and never again. */
final class Person implements AutoCloseable {
    /** A caller who says nothing for so long has gone, and the network has told nobody. */
    private static final Duration SILENCE = Duration.ofSeconds(25);

    private final String name;
    private final Timeline timeline;
    private final OverlaySession session;
    private final Listener listener;
    private final Map<Link, Long> heardAt = new ConcurrentHashMap<>();
    /** Whom we have hung up on. */
    private final Set<Link> hungUp = ConcurrentHashMap.newKeySet();

    private volatile boolean leaving;

    Person(LabIdentity identity, Timeline timeline) throws LinkException {
        this.name = identity.name();
        this.timeline = timeline;
        this.session = new ZitiOverlay("soak")
                .open(
                        new Credentials.IdentityFile(identity.file()),
                        status -> timeline.note(name + ": " + status.state() + " – " + status.sentence()));
        this.listener = session.host(LabNetwork.SERVICE, HostOptions.DEFAULT);
        Thread.ofVirtual().name("soak-accept-" + name).start(this::accept);
    }

    String name() {
        return name;
    }

    OverlaySession session() {
        return session;
    }

    int terminators() {
        return listener.terminators();
    }

    private void accept() {
        try {
            while (true) {
                Link link = listener.accept();
                heardAt.put(link, System.nanoTime());
                Thread.ofVirtual().name("soak-answer-" + name).start(() -> answer(link));
            }
        } catch (LinkException e) {
            timeline.note(name + " no longer accepts: " + e.reason());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Link link) {
        String id = new String(link.appData(), StandardCharsets.UTF_8);
        try (link) {
            Lines lines = new Lines(link);
            long expected = 0;
            for (String line = read(lines, link, id); line != null; line = read(lines, link, id)) {
                if (!line.equals(Lines.text(expected))) {
                    timeline.fault(name + " got “" + line + "” instead of line " + expected + " on link " + id);
                    return;
                }
                expected++;
                heardAt.put(link, System.nanoTime());
                lines.write(line);
            }
            lines.write(Lines.goodbye(expected)); // fails if it was the network that has ended it
        } catch (LinkException e) {
            timeline.note(name + " lost link " + id + ": " + e.reason());
            if (e.reason() == Reason.PROTOCOL || e.reason() == Reason.ENCRYPTION) {
                timeline.fault("link " + id + " broke the protocol: " + e.sentence());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            heardAt.remove(link);
            hungUp.remove(link);
        }
    }

    @Nullable
    private String read(Lines lines, Link link, String id) throws LinkException, InterruptedException {
        try {
            return lines.read();
        } catch (LinkException e) {
            if (e.reason() == Reason.CLOSED && !leaving && !hungUp.contains(link)) {
                timeline.fault("link " + id + " was closed at " + name + "'s end, and not by them");
            }
            throw e;
        }
    }

    /** Closes links on which nobody has said anything for long; gives their number. */
    int closeSilent() {
        long now = System.nanoTime();
        int closed = 0;
        for (Map.Entry<Link, Long> entry : heardAt.entrySet()) {
            if (now - entry.getValue() > SILENCE.toNanos()) {
                hungUp.add(entry.getKey());
                entry.getKey().close();
                closed++;
            }
        }
        return closed;
    }

    @Override
    public void close() {
        leaving = true;
        listener.close();
        session.close();
    }
}

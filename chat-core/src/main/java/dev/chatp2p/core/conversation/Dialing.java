package dev.chatp2p.core.conversation;

import dev.chatp2p.core.concurrent.Lane;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to open a link, on a virtual thread of its own. Exactly one of its outcomes is told, on the lane. */
final class Dialing {

    private static final Logger LOG = LoggerFactory.getLogger(Dialing.class);

    /** Who is told; on the lane. */
    interface Receiver {
        /** The link is open; the receiver must close it, also if it no longer wants it. */
        void dialed(Dialing dialing, Link link);

        void dialFailed(Dialing dialing, LinkException failure);
    }

    private final Lane lane;
    private final Receiver receiver;
    private final Thread thread;

    Dialing(OverlaySession session, String service, DialOptions options, Lane lane, Receiver receiver) {
        this.lane = lane;
        this.receiver = receiver;
        this.thread = Thread.ofVirtual().name("chat-dial").unstarted(() -> run(session, service, options));
    }

    void start() {
        thread.start();
    }

    /** Stops it as soon as possible; its outcome is told all the same. */
    void giveUp() {
        thread.interrupt();
    }

    private void run(OverlaySession session, String service, DialOptions options) {
        try {
            Link link = session.dial(service, options);
            if (!lane.offer(() -> receiver.dialed(this, link))) {
                link.close();
            }
        } catch (LinkException e) {
            lane.execute(() -> receiver.dialFailed(this, e));
        } catch (InterruptedException e) {
            lane.execute(() -> receiver.dialFailed(this, new LinkException(Reason.CANCELLED, "Given up.", e)));
        } catch (RuntimeException e) {
            LOG.error("Dialing failed in a way it should not", e);
            LinkException failure = new LinkException(
                    Reason.PROTOCOL, "The call could not be made because of a fault in this program. Try again.", e);
            lane.execute(() -> receiver.dialFailed(this, failure));
        }
    }
}

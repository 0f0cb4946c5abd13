package dev.chatp2p.desktop.console;

import dev.chatp2p.core.overlay.Credentials;
import dev.chatp2p.core.overlay.DialOptions;
import dev.chatp2p.core.overlay.HostOptions;
import dev.chatp2p.core.overlay.Link;
import dev.chatp2p.core.overlay.LinkException;
import dev.chatp2p.core.overlay.Listener;
import dev.chatp2p.core.overlay.Overlay;
import dev.chatp2p.core.overlay.OverlayEvents;
import dev.chatp2p.core.overlay.OverlaySession;
import dev.chatp2p.core.overlay.OverlayStatus;
import dev.chatp2p.core.overlay.PeerId;
import dev.chatp2p.core.overlay.Reason;
import dev.chatp2p.core.overlay.Terminator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A network on which the log-in comes to one status and stays there; nothing can be dialed or listed. */
record FixedStatusOverlay(OverlayStatus status, Optional<PeerId> self) implements Overlay {

    @Override
    public OverlaySession open(Credentials credentials, OverlayEvents events) {
        events.statusChanged(status);
        return new Session(status, self);
    }

    private record Session(OverlayStatus status, Optional<PeerId> self) implements OverlaySession {

        @Override
        public Listener host(String service, HostOptions options) {
            CountDownLatch closed = new CountDownLatch(1);
            return new Listener() {
                @Override
                public Link accept() throws LinkException, InterruptedException {
                    closed.await();
                    throw new LinkException(Reason.CLOSED, "closed");
                }

                @Override
                public int terminators() {
                    return 0;
                }

                @Override
                public void close() {
                    closed.countDown();
                }
            };
        }

        @Override
        public Link dial(String service, DialOptions options) throws LinkException {
            throw new LinkException(Reason.NO_ROUTER, "No edge router can be reached.");
        }

        @Override
        public List<Terminator> terminators(String service) throws LinkException {
            throw new LinkException(Reason.CONTROLLER_UNREACHABLE, "The list of who is there could not be fetched.");
        }

        @Override
        public void close() {}
    }
}

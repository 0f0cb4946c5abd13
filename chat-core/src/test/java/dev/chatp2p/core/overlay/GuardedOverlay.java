package dev.chatp2p.core.overlay;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Another network that asks everybody for a second factor first: {@value FakeSecondFactor#CODE}. Thread-safe. */
public final class GuardedOverlay implements Overlay {
    private static final OverlayStatus ASKING = new OverlayStatus(
            OverlayStatus.State.NEEDS_MFA,
            Optional.of(Reason.MFA_REQUIRED),
            "The network asks for a second factor. Give the code of your authenticator app.",
            0);

    private final Overlay network;
    /** Of those who have logged in, in order. */
    public final List<FakeSecondFactor> secondFactors = new CopyOnWriteArrayList<>();

    private final List<Gate> gates = new CopyOnWriteArrayList<>();

    public GuardedOverlay(Overlay network) {
        this.network = network;
    }

    /** Asks everybody for a code again who has given one, as after a new log-in. */
    public void askAgain() {
        gates.forEach(Gate::close);
    }

    @Override
    public OverlaySession open(Credentials credentials, OverlayEvents events) throws LinkException {
        Gate gate = new Gate(events);
        FakeSecondFactor secondFactor = new FakeSecondFactor(SecondFactor.State.ACTIVE, gate::open);
        secondFactors.add(secondFactor);
        gates.add(gate);
        events.statusChanged(ASKING);
        return new GuardedSession(network.open(credentials, gate::statusChanged), gate, secondFactor);
    }

    /** Holds the network's status back until the code was given. */
    private static final class Gate {
        private final OverlayEvents events;
        private final AtomicReference<OverlayStatus> behind = new AtomicReference<>(ASKING);
        /** Written by whoever gives the code, and by the test. */
        private volatile boolean open;

        private Gate(OverlayEvents events) {
            this.events = events;
        }

        private synchronized void statusChanged(OverlayStatus status) {
            behind.set(status);
            if (open) {
                events.statusChanged(status);
            }
        }

        private synchronized void open() {
            open = true;
            events.statusChanged(behind.get());
        }

        private synchronized void close() {
            open = false;
            events.statusChanged(ASKING);
        }

        private OverlayStatus status() {
            return open ? behind.get() : ASKING;
        }
    }

    private record GuardedSession(OverlaySession session, Gate gate, FakeSecondFactor factor)
            implements OverlaySession {

        @Override
        public Optional<PeerId> self() {
            return session.self();
        }

        @Override
        public OverlayStatus status() {
            return gate.status();
        }

        @Override
        public Listener host(String service, HostOptions options) {
            return session.host(service, options);
        }

        @Override
        public Link dial(String service, DialOptions options) throws LinkException, InterruptedException {
            return session.dial(service, options);
        }

        @Override
        public List<Terminator> terminators(String service) throws LinkException, InterruptedException {
            return session.terminators(service);
        }

        @Override
        public Optional<SecondFactor> secondFactor() {
            return Optional.of(factor);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}

package dev.chatp2p.core.concurrent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The observers of one service. Every observer first gets a snapshot, then every event published after it, in order, on
 * the service's lane, and nothing once its subscription is closed. One that throws is logged; the others are still told.
 */
public final class Observers<E> {

    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    private final Lane lane;
    private final List<Registration<E>> registrations = new CopyOnWriteArrayList<>();

    public Observers(Lane lane) {
        this.lane = lane;
    }

    /**
     * Registers an observer. Callable from any thread.
     *
     * @param snapshot what the observer is told first; evaluated on the lane
     */
    public Subscription subscribe(Supplier<? extends List<? extends E>> snapshot, Consumer<? super E> observer) {
        Registration<E> registration = new Registration<>(observer, registrations);
        lane.execute(() -> {
            registrations.add(registration);
            if (registration.closed) {
                // Closed before it began: its close() had nothing to remove yet.
                registrations.remove(registration);
            }
            snapshot.get().forEach(registration::tell);
        });
        return registration;
    }

    /** Tells everybody. Only to be called on the lane. */
    public void publish(E event) {
        if (!lane.isCurrent()) {
            throw new IllegalStateException("events are published on the lane");
        }
        registrations.forEach(registration -> registration.tell(event));
    }

    private static final class Registration<E> implements Subscription {
        private final Consumer<? super E> observer;
        private final List<Registration<E>> registrations;

        /** Written by whoever closes the subscription, read by the lane. */
        private volatile boolean closed;

        private Registration(Consumer<? super E> observer, List<Registration<E>> registrations) {
            this.observer = observer;
            this.registrations = registrations;
        }

        private void tell(E event) {
            if (closed) {
                return;
            }
            try {
                observer.accept(event);
            } catch (RuntimeException e) {
                LOG.error("An observer failed", e);
            }
        }

        @Override
        public void close() {
            closed = true;
            registrations.remove(this);
        }
    }
}

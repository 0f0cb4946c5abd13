package dev.chatp2p.ziti.client;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.circuit.Binding;
import dev.chatp2p.ziti.circuit.EdgeConnection;
import dev.chatp2p.ziti.circuit.RefusedCaller;
import dev.chatp2p.ziti.controller.ApiSession;
import dev.chatp2p.ziti.controller.SessionType;
import dev.chatp2p.ziti.crypto.KeyExchange;
import dev.chatp2p.ziti.router.RouterAddress;
import dev.chatp2p.ziti.router.RouterChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts a service on several routers and keeps at it ({@code ziti-edge-protocol.md} §10.3 and §14): when a terminator is
 * lost, another router is bound at once and the lost one is tried again with growing pauses.
 *
 * <p>Thread-safe. All decisions are made on one virtual thread; binds run on their own and report back to it.
 */
public final class ZitiListener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ZitiListener.class);

    /** How many accepted circuits may wait for {@link #accept}; beyond that they are closed at once. */
    static final int BACKLOG = 256;

    /** How long closing waits for the thread, which an interrupt ends at once unless it is in the middle of something. */
    private static final Duration CLOSING = Duration.ofMillis(500);

    private static final Duration LOGIN_WAIT = Duration.ofDays(1);
    private static final Duration FEWER_THAN_WANTED = Duration.ofSeconds(30);
    private static final Duration ALL_WELL = Duration.ofMinutes(30);

    private final String service;
    private final BindOptions options;
    private final Login login;
    private final ServiceAccess access;
    private final RouterPool routers;
    private final RandomGenerator random;
    private final Runnable observer;
    private final Consumer<RefusedCaller> refused;

    private final String listenerId = UUID.randomUUID().toString();
    private final KeyExchange keys = KeyExchange.generate();
    /** Accepted circuits; an empty entry says that the listener is closed and stays in the queue. */
    private final BlockingQueue<Optional<EdgeConnection>> accepted = new LinkedBlockingQueue<>();

    private final CompletableFuture<ZitiException> closed = new CompletableFuture<>();
    private final BlockingQueue<Event> inbox = new LinkedBlockingQueue<>();
    private final Thread thread;

    // Confined to the listener's thread.
    private final Map<RouterAddress, Slot> slots = new HashMap<>();
    private final Backoff trouble;
    private boolean refreshRouters;

    /** Written by the listener's thread. */
    private volatile ListenerState state = new ListenerState(0, 0, Optional.empty());

    /** What the listener's thread is told by others. */
    private sealed interface Event {
        record Bound(RouterAddress router, ServiceAccess.Access with, Binding binding) implements Event {}

        record NotBound(RouterAddress router, ServiceAccess.Access with, ZitiException why) implements Event {}

        record Lost(RouterAddress router, ServiceAccess.Access with, Binding binding, ZitiException why)
                implements Event {}

        record Wake() implements Event {}
    }

    private enum Phase {
        FREE,
        BINDING,
        BOUND
    }

    private static final class Slot {
        private final Backoff backoff;
        private Phase phase = Phase.FREE;
        private @Nullable Binding binding;
        /** {@link System#nanoTime()} before which this router is left alone. */
        private long notBefore;

        Slot(Backoff backoff) {
            this.backoff = backoff;
            this.notBefore = System.nanoTime();
        }
    }

    ZitiListener(
            String service,
            BindOptions options,
            Login login,
            ServiceAccess access,
            RouterPool routers,
            RandomGenerator random,
            Runnable observer,
            Consumer<RefusedCaller> refused) {
        this.service = service;
        this.options = options;
        this.login = login;
        this.access = access;
        this.routers = routers;
        this.random = random;
        this.observer = observer;
        this.refused = refused;
        this.trouble = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1), random);
        this.thread = Thread.ofVirtual().name("ziti-host-" + service).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** How far it has got. */
    public ListenerState state() {
        return state;
    }

    /**
     * Waits for the next incoming circuit; it has already been accepted towards the network.
     *
     * @throws ZitiException with {@link ZitiFailure#CLOSED} once the listener is closed
     */
    public EdgeConnection accept() throws ZitiException, InterruptedException {
        Optional<EdgeConnection> next = accepted.take();
        if (next.isEmpty()) {
            accepted.add(next); // for whoever else waits
        }
        return next.orElseThrow(() ->
                new ZitiException(ZitiFailure.CLOSED, "No longer hosting " + ServiceAccess.quoted(service) + "."));
    }

    /** The controller's answers may have changed, for example after a new log-in: look again now. */
    void wake() {
        inbox.add(new Event.Wake());
    }

    private void run() {
        try {
            while (!closed.isDone()) {
                Duration next = Duration.ZERO;
                try {
                    next = maintain();
                    trouble.reset();
                } catch (ZitiException e) {
                    next = trouble.next();
                    log.debug("hosting {}: {}; again in {} ms", service, e.sentence(), next.toMillis());
                    report(Optional.of(e));
                }
                Event event = inbox.poll(next.toNanos(), TimeUnit.NANOSECONDS);
                refreshRouters = event == null; // nothing happened: see whether there are other routers now
                while (event != null) {
                    handle(event);
                    event = inbox.poll();
                }
            }
        } catch (InterruptedException e) {
            log.debug("hosting {} ended", service);
        } finally {
            slots.values().forEach(s -> Optional.ofNullable(s.binding).ifPresent(Binding::close));
        }
    }

    /** Starts what is missing; returns how long nothing needs to be done if nothing happens. */
    private Duration maintain() throws ZitiException, InterruptedException {
        ApiSession api = login.await(LOGIN_WAIT);
        ServiceAccess.Access with = currentAccess(api);
        refreshRouters = false;
        slots.entrySet()
                .removeIf(
                        e -> e.getValue().phase == Phase.FREE && !with.routers().contains(e.getKey()));
        with.routers().forEach(this::slot);
        long now = System.nanoTime();
        long wait = Long.MAX_VALUE;
        int busy =
                (int) slots.values().stream().filter(s -> s.phase != Phase.FREE).count();
        for (Map.Entry<RouterAddress, Slot> e : slots.entrySet()) {
            Slot slot = e.getValue();
            if (busy >= options.maxTerminators()) {
                break;
            }
            if (slot.phase != Phase.FREE) {
                continue;
            }
            if (slot.notBefore - now > 0) {
                wait = Math.min(wait, slot.notBefore - now);
                continue;
            }
            slot.phase = Phase.BINDING;
            busy++;
            bind(api, e.getKey(), with);
        }
        boolean enough = bound() >= options.maxTerminators();
        return Duration.ofNanos(Math.min(wait, (enough ? ALL_WELL : FEWER_THAN_WANTED).toNanos()));
    }

    /** Without the controller, the routers we know are still good for hosting. */
    private ServiceAccess.Access currentAccess(ApiSession api) throws ZitiException, InterruptedException {
        if (refreshRouters) {
            try {
                return access.refreshed(api, service, SessionType.BIND);
            } catch (ZitiException e) {
                if (e.failure() != ZitiFailure.CONTROLLER_UNREACHABLE) {
                    throw e;
                }
            }
        }
        return access.access(api, service, SessionType.BIND);
    }

    private void bind(ApiSession api, RouterAddress router, ServiceAccess.Access with) {
        String instance = options.instance().orElse(api.identityName());
        Binding.Request request = new Binding.Request(
                with.session().token(),
                instance,
                listenerId,
                with.service().encryptionRequired() ? Optional.of(keys) : Optional.empty());
        Thread.ofVirtual().name("ziti-bind-" + router.name()).start(() -> {
            try {
                RouterChannel channel = routers.channel(router, api.token(), options.connectTimeout());
                Binding binding = Binding.bind(channel, request, this::accepted, refused);
                inbox.add(new Event.Bound(router, with, binding));
                if (closed.isDone()) { // nobody reads the inbox any more
                    binding.close();
                }
                var _ = binding.whenEnded().thenAccept(why -> inbox.add(new Event.Lost(router, with, binding, why)));
            } catch (ZitiException e) {
                inbox.add(new Event.NotBound(router, with, e));
            } catch (InterruptedException e) {
                inbox.add(new Event.NotBound(
                        router, with, new ZitiException(ZitiFailure.CLOSED, "The attempt was given up.", e)));
            }
        });
    }

    /** On a channel's reader thread: must not wait. */
    private void accepted(EdgeConnection connection) {
        if (closed.isDone() || accepted.size() >= BACKLOG) {
            connection.close();
        } else {
            accepted.add(Optional.of(connection));
        }
    }

    private void handle(Event event) throws InterruptedException {
        switch (event) {
            case Event.Bound e -> {
                Slot slot = slot(e.router());
                slot.phase = Phase.BOUND;
                slot.binding = e.binding();
                slot.backoff.reset();
                log.debug("hosting {} on {}", service, e.router());
                report(Optional.empty());
            }
            case Event.NotBound e -> free(e.router(), e.with(), e.why());
            case Event.Lost e -> {
                if (slot(e.router()).binding == e.binding()) {
                    free(e.router(), e.with(), e.why());
                }
            }
            case Event.Wake _ -> log.debug("looking again at how to host {}", service);
        }
    }

    private void free(RouterAddress router, ServiceAccess.Access with, ZitiException why) throws InterruptedException {
        log.debug("not hosting {} on {}: {}", service, router, why.sentence());
        Slot slot = slot(router);
        slot.phase = Phase.FREE;
        slot.binding = null;
        slot.notBefore = System.nanoTime() + slot.backoff.next().toNanos();
        refreshRouters = true;
        switch (why.failure()) {
            case INVALID_SESSION -> access.forget(with);
            case SESSION_EXPIRED -> login.check();
            default -> {
                // the session is not to blame
            }
        }
        report(Optional.of(why));
    }

    private Slot slot(RouterAddress router) {
        return slots.computeIfAbsent(
                router, r -> new Slot(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), random)));
    }

    private int bound() {
        return (int) slots.values().stream().filter(s -> s.phase == Phase.BOUND).count();
    }

    private void report(Optional<ZitiException> problem) {
        int bound = bound();
        int wanted = Math.min(options.maxTerminators(), Math.max(1, slots.size()));
        state = new ListenerState(
                bound, wanted, bound >= wanted ? Optional.empty() : problem.or(() -> state.problem()));
        observer.run();
    }

    /** Stops hosting; the name disappears from the list at once. Circuits already accepted stay. Idempotent. */
    @Override
    public void close() {
        if (!closed.complete(new ZitiException(ZitiFailure.CLOSED, "Closed."))) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        accepted.forEach(waiting -> waiting.ifPresent(EdgeConnection::close));
        accepted.clear();
        accepted.add(Optional.empty());
    }
}

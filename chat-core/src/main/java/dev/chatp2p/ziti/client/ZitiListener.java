package dev.chatp2p.ziti.client;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.circuit.Binding;
import dev.chatp2p.ziti.circuit.EdgeConnection;
import dev.chatp2p.ziti.circuit.RefusedCaller;
import dev.chatp2p.ziti.controller.ApiSession;
import dev.chatp2p.ziti.controller.ServiceTerminator;
import dev.chatp2p.ziti.controller.SessionType;
import dev.chatp2p.ziti.crypto.KeyExchange;
import dev.chatp2p.ziti.router.RouterAddress;
import dev.chatp2p.ziti.router.RouterChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * <p>Thread-safe. {@link Hosting} decides, on one virtual thread; whatever takes time runs on its own and reports back.
 */
public final class ZitiListener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ZitiListener.class);

    /** How many accepted circuits may wait for {@link #accept}; beyond that they are closed at once. */
    static final int BACKLOG = 256;

    /** How long closing waits for the thread, which an interrupt ends at once unless it is in the middle of something. */
    private static final Duration CLOSING = Duration.ofMillis(500);

    private static final Duration LOGIN_WAIT = Duration.ofDays(1);

    private final String service;
    private final BindOptions options;
    private final Login login;
    private final ServiceAccess access;
    private final RouterPool routers;
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
    private final Hosting hosting;
    private final Map<Long, Bound> bound = new HashMap<>();
    /** The threads of attempts that have not ended yet. */
    private final Map<Long, Thread> inProgress = new HashMap<>();

    private @Nullable Grant grant;

    /** Written by the listener's thread, and at last by close(). */
    private volatile ListenerState state = new ListenerState(0, 0, Optional.empty());
    /** Every router that could host, and whether it does; written likewise. */
    private volatile Map<RouterAddress, Boolean> hostedBy = Map.of();

    /** The permission to bind, and the log-in it belongs to. */
    private record Grant(ApiSession api, ServiceAccess.Access with) {}

    private record Bound(Grant under, Binding binding) {}

    /** What the listener's thread is told by others. */
    private sealed interface Event {
        record Granted(Grant grant) implements Event {}

        record Denied(ZitiException why) implements Event {}

        record Progressed(long attempt, Hosting.Phase phase) implements Event {}

        record Online(long attempt, Grant under, Binding binding) implements Event {}

        record Failed(long attempt, Grant under, ZitiException why) implements Event {}

        record Lost(long attempt, Grant under, ZitiException why) implements Event {}

        record Silent(long attempt, boolean silent) implements Event {}

        record Listed(List<ServiceTerminator> terminators, long asked) implements Event {}

        record Wake() implements Event {}
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
        this.observer = observer;
        this.refused = refused;
        this.hosting = new Hosting(options.maxTerminators(), random, System.nanoTime());
        this.thread = Thread.ofVirtual().name("ziti-host-" + service).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** How far it has got. */
    public ListenerState state() {
        return state;
    }

    /** Every router that could host this service, and whether it does. */
    Map<RouterAddress, Boolean> hostedBy() {
        return hostedBy;
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
        tell(new Event.Wake());
    }

    /** The controller's list of the service's terminators, asked for at a time of {@link System#nanoTime()}. */
    void listed(List<ServiceTerminator> terminators, long asked) {
        tell(new Event.Listed(terminators, asked));
    }

    /** A closed listener reads nothing any more. */
    private void tell(Event event) {
        if (!closed.isDone()) {
            inbox.add(event);
        }
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    String service() {
        return service;
    }

    private void run() {
        try {
            while (!closed.isDone()) {
                hosting.step(System.nanoTime()).forEach(this::carryOut);
                report();
                Duration wait = hosting.untilNext(System.nanoTime());
                Event event = inbox.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
                while (event != null) {
                    handle(event);
                    event = inbox.poll();
                }
            }
        } catch (InterruptedException e) {
            log.debug("hosting {} ended", service);
        } finally {
            inProgress.values().forEach(Thread::interrupt);
            bound.values().forEach(b -> b.binding().close());
        }
    }

    private void carryOut(Hosting.Order order) {
        switch (order) {
            case Hosting.Order.Ask _ -> ask(hosting.isPermitted());
            case Hosting.Order.Bind bind -> bind(bind.attempt(), bind.router());
            case Hosting.Order.Drop drop -> {
                Bound dropped = bound.remove(drop.attempt());
                if (dropped != null) {
                    dropped.binding().close();
                }
                Thread givenUp = inProgress.get(drop.attempt());
                if (givenUp != null) {
                    givenUp.interrupt();
                }
            }
        }
    }

    /** On a thread of its own: a controller that is slow must not keep lost terminators from being replaced. */
    private void ask(boolean routersOnly) {
        Thread.ofVirtual().name("ziti-access-" + service).start(() -> {
            try {
                inbox.add(new Event.Granted(permission(login.await(LOGIN_WAIT), routersOnly)));
            } catch (ZitiException e) {
                inbox.add(new Event.Denied(e));
            } catch (InterruptedException e) {
                inbox.add(new Event.Denied(givenUp(e)));
            } catch (RuntimeException e) {
                inbox.add(new Event.Denied(unexpected(e)));
            }
        });
    }

    private Grant permission(ApiSession api, boolean routersOnly) throws ZitiException, InterruptedException {
        try {
            return new Grant(
                    api,
                    routersOnly
                            ? access.refreshed(api, service, SessionType.BIND)
                            : access.access(api, service, SessionType.BIND));
        } catch (ZitiException e) {
            if (e.failure() == ZitiFailure.SESSION_EXPIRED) {
                login.expired(api);
            }
            throw e;
        }
    }

    private void bind(long attempt, RouterAddress router) {
        Grant under = Objects.requireNonNull(grant); // nothing is bound before it is permitted
        Binding.Request request = new Binding.Request(
                under.with().session().token(),
                instance(under.api()),
                listenerId,
                under.with().service().encryptionRequired() ? Optional.of(keys) : Optional.empty());
        Binding.Host host = new Binding.Host() {
            @Override
            public void accepted(EdgeConnection connection) {
                take(connection);
            }

            @Override
            public void refused(RefusedCaller caller) {
                refused.accept(caller);
            }

            @Override
            public void establishing() {
                inbox.add(new Event.Progressed(attempt, Hosting.Phase.ESTABLISHING));
            }

            @Override
            public void silent(boolean silent) {
                inbox.add(new Event.Silent(attempt, silent));
            }
        };
        Thread attempting = Thread.ofVirtual()
                .name("ziti-bind-" + router.name())
                .unstarted(() -> {
                    try {
                        RouterChannel channel = routers.channel(router, under.api(), options.connectTimeout());
                        inbox.add(new Event.Progressed(attempt, Hosting.Phase.BINDING));
                        Binding binding = Binding.bind(channel, request, host);
                        inbox.add(new Event.Online(attempt, under, binding));
                        if (closed.isDone()) { // nobody reads the inbox any more
                            binding.close();
                        }
                        var _ = binding.whenEnded().thenAccept(why -> inbox.add(new Event.Lost(attempt, under, why)));
                    } catch (ZitiException e) {
                        inbox.add(new Event.Failed(attempt, under, e));
                    } catch (InterruptedException e) {
                        inbox.add(new Event.Failed(attempt, under, givenUp(e)));
                    } catch (RuntimeException e) {
                        inbox.add(new Event.Failed(attempt, under, unexpected(e)));
                    }
                });
        inProgress.put(attempt, attempting);
        attempting.start();
    }

    private String instance(ApiSession api) {
        return options.instance().orElse(api.identityName());
    }

    private static ZitiException givenUp(InterruptedException e) {
        return new ZitiException(ZitiFailure.CLOSED, "The attempt was given up.", e);
    }

    /** Told like any failure, because an attempt nobody hears of again would keep its router from being tried. */
    private static ZitiException unexpected(RuntimeException e) {
        log.error("hosting met something unexpected", e);
        return new ZitiException(
                ZitiFailure.PROTOCOL, "Something unexpected happened while making us reachable; it is tried again.", e);
    }

    /** On a channel's reader thread: must not wait. */
    private void take(EdgeConnection connection) {
        if (closed.isDone() || accepted.size() >= BACKLOG) {
            connection.close();
        } else {
            accepted.add(Optional.of(connection));
        }
    }

    private void handle(Event event) {
        long now = System.nanoTime();
        switch (event) {
            case Event.Granted e -> {
                grant = e.grant();
                hosting.granted(e.grant().api().id(), e.grant().with().routers(), now);
            }
            case Event.Denied e -> {
                log.debug("no permission to host {}: {}", service, e.why().sentence());
                hosting.denied(e.why(), now);
            }
            case Event.Progressed e -> hosting.progressed(e.attempt(), e.phase());
            case Event.Online e -> {
                log.debug("hosting {} on {}", service, e.binding().routerId());
                inProgress.remove(e.attempt());
                bound.put(e.attempt(), new Bound(e.under(), e.binding()));
                hosting.online(e.attempt(), e.binding().routerId(), now);
            }
            case Event.Failed e -> {
                inProgress.remove(e.attempt());
                ended(e.under(), e.why());
                hosting.failed(e.attempt(), e.why(), now);
            }
            case Event.Lost e -> {
                if (bound.remove(e.attempt()) != null) {
                    ended(e.under(), e.why());
                }
                hosting.lost(e.attempt(), e.why(), now);
            }
            case Event.Silent e -> hosting.silent(e.attempt(), e.silent(), now);
            case Event.Listed e -> {
                if (grant != null) {
                    String name = instance(grant.api());
                    hosting.listed(
                            e.terminators().stream()
                                    .filter(t -> t.identity().equals(name))
                                    .toList(),
                            e.asked(),
                            now);
                }
            }
            case Event.Wake _ -> {
                if (login.state() instanceof LoginState.LoggedIn in) {
                    hosting.loggedIn(in.session().id(), now);
                }
                hosting.wake(now);
            }
        }
    }

    private void ended(Grant under, ZitiException why) {
        log.debug("not hosting {}: {}", service, why.sentence());
        switch (why.failure()) {
            case INVALID_SESSION -> access.forget(under.with());
            case SESSION_EXPIRED -> login.check();
            default -> {
                // the session is not to blame
            }
        }
    }

    private void report() {
        hostedBy = Map.copyOf(hosting.routers());
        ListenerState now = hosting.state(System.nanoTime());
        if (!now.equals(state)) {
            state = now;
            observer.run();
        }
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
        state = new ListenerState(0, 0, Optional.empty());
        hostedBy = Map.of();
        observer.run();
        accepted.forEach(waiting -> waiting.ifPresent(EdgeConnection::close));
        accepted.clear();
        accepted.add(Optional.empty());
    }
}

package dev.chatp2p.ziti.client;

import dev.chatp2p.ziti.ZitiException;
import dev.chatp2p.ziti.ZitiFailure;
import dev.chatp2p.ziti.controller.ApiSession;
import dev.chatp2p.ziti.router.RouterAddress;
import dev.chatp2p.ziti.router.RouterChannel;
import dev.chatp2p.ziti.router.RouterConnector;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels to edge routers: one per router and API session, shared by all who need it. Thread-safe; connecting happens
 * on virtual threads of its own, so that an interrupted caller never takes a shared connection down.
 */
final class RouterPool implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RouterPool.class);

    /** Longer than a channel takes to send what is queued. */
    private static final Duration CLOSING = Duration.ofMillis(700);

    private final RouterConnector connector;

    private record Entry(String token, CompletableFuture<RouterChannel> channel) {

        boolean usable() {
            return !channel.isDone()
                    || (channel.state() == Future.State.SUCCESS
                            && channel.resultNow().isOpen());
        }
    }

    private final Map<RouterAddress, Entry> entries = new ConcurrentHashMap<>();
    /** Every open channel, also those of an earlier session that still carry circuits. */
    private final Set<RouterChannel> open = ConcurrentHashMap.newKeySet();
    /** Written by close(), read by connecting threads. */
    private volatile boolean closed;

    RouterPool(RouterConnector connector) {
        this.connector = connector;
    }

    /**
     * The channel to a router, connected if need be.
     *
     * @throws ZitiException with the reason why it could not be connected, or {@link ZitiFailure#TIMEOUT}
     */
    RouterChannel channel(RouterAddress address, String token, Duration limit)
            throws ZitiException, InterruptedException {
        try {
            return entry(address, token).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw reason(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new ZitiException(
                    ZitiFailure.TIMEOUT, "The edge router " + address.name() + " did not answer in time.", e);
        }
    }

    /**
     * The connected channel with the shortest round trip, or the first that connects.
     *
     * @throws ZitiException with {@link ZitiFailure#NO_ROUTER} if none can be connected
     */
    RouterChannel best(Collection<RouterAddress> routers, String token, Duration limit)
            throws ZitiException, InterruptedException {
        Optional<RouterChannel> connected = routers.stream()
                .map(entries::get)
                .filter(e -> e != null && e.token().equals(token))
                .filter(e -> e.channel().isDone() && e.usable())
                .map(e -> e.channel().resultNow())
                .min(Comparator.comparingLong(RouterChannel::roundTripNanos));
        return connected.isPresent() ? connected.get() : first(List.copyOf(routers), token, limit);
    }

    private record Outcome(Optional<RouterChannel> channel, Optional<Throwable> failure) {}

    private RouterChannel first(List<RouterAddress> routers, String token, Duration limit)
            throws ZitiException, InterruptedException {
        LinkedBlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
        for (RouterAddress router : routers) {
            var _ = entry(router, token)
                    .whenComplete((channel, failure) ->
                            outcomes.add(new Outcome(Optional.ofNullable(channel), Optional.ofNullable(failure))));
        }
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<Throwable> last = Optional.empty();
        for (int i = 0; i < routers.size(); i++) {
            Outcome outcome = outcomes.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (outcome == null) {
                break;
            }
            if (outcome.channel().isPresent()) {
                return outcome.channel().get();
            }
            last = outcome.failure();
        }
        String why = last.map(f -> " " + reason(f).sentence()).orElse("");
        throw new ZitiException(
                ZitiFailure.NO_ROUTER,
                "No edge router could be reached." + why + " Check the network connection; it is tried again.");
    }

    private CompletableFuture<RouterChannel> entry(RouterAddress address, String token) {
        return entries.compute(
                        address,
                        (a, old) -> old != null && old.token().equals(token) && old.usable()
                                ? old
                                : new Entry(token, connect(a, token)))
                .channel();
    }

    private CompletableFuture<RouterChannel> connect(RouterAddress address, String token) {
        CompletableFuture<RouterChannel> result = new CompletableFuture<>();
        Thread.ofVirtual().name("ziti-connect-" + address.name()).start(() -> {
            try {
                RouterChannel channel = connector.connect(address, token);
                open.add(channel);
                var _ = channel.whenClosed().thenRun(() -> open.remove(channel));
                if (closed) {
                    channel.close();
                }
                result.complete(channel);
            } catch (ZitiException | RuntimeException e) {
                log.debug("{} not connected: {}", address, e.getMessage());
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private static ZitiException reason(Throwable failure) {
        return failure instanceof ZitiException z
                ? z.again()
                : new ZitiException(ZitiFailure.NO_ROUTER, "The edge router could not be reached.", failure);
    }

    /**
     * The token of an OIDC session was renewed: every channel of that session is told (UpdateToken, §5.4), and a channel
     * that refuses is closed. Returns at once. Legacy sessions are left alone.
     */
    void renewed(ApiSession session) {
        log.debug("token renewed: {}", session);
    }

    /** Closes all channels, in parallel, within {@link #CLOSING}. Idempotent. */
    @Override
    public void close() {
        closed = true;
        List<Thread> closing = open.stream()
                .map(c -> Thread.ofVirtual().name("ziti-close").start(c::close))
                .toList();
        try {
            Deadline deadline = new Deadline(CLOSING);
            for (Thread t : closing) {
                t.join(deadline.left());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

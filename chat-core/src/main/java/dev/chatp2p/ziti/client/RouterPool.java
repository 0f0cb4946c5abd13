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

    /** How long a router may take to accept a renewed token. */
    private static final Duration TOKEN_ANSWER = Duration.ofSeconds(10);

    /**
     * @param session the id of the API session the channel belongs to
     */
    private record Entry(String session, CompletableFuture<RouterChannel> channel) {

        boolean usable() {
            return !channel.isDone()
                    || (channel.state() == Future.State.SUCCESS
                            && channel.resultNow().isOpen());
        }

        boolean isSilent() {
            return channel.state() == Future.State.SUCCESS
                    && channel.resultNow().isSilent();
        }
    }

    /** So many addresses are only known because a controller names others all the time: what is gone is forgotten. */
    private static final int MANY = 200;

    private final Map<RouterAddress, Entry> entries = new ConcurrentHashMap<>();
    /** Every open channel and the id of its API session, also those of an earlier one that still carry circuits. */
    private final Map<RouterChannel, String> open = new ConcurrentHashMap<>();
    /** The newest session whose token was renewed; written by the log-in. */
    private volatile Optional<ApiSession> renewed = Optional.empty();
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
    RouterChannel channel(RouterAddress address, ApiSession session, Duration limit)
            throws ZitiException, InterruptedException {
        try {
            return entry(address, session).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw reason(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new ZitiException(
                    ZitiFailure.TIMEOUT, "The edge router " + address.name() + " did not answer in time.", e);
        }
    }

    /**
     * The connected channel with the shortest round trip, or the first that connects. Routers that are silent come last.
     *
     * @throws ZitiException with {@link ZitiFailure#NO_ROUTER} if none can be connected, {@link ZitiFailure#TIMEOUT}
     */
    RouterChannel best(Collection<RouterAddress> routers, ApiSession session, Duration limit)
            throws ZitiException, InterruptedException {
        List<RouterAddress> answering =
                routers.stream().filter(r -> !isSilent(r)).toList();
        return answering.isEmpty() ? bestOf(routers, session, limit) : bestOf(answering, session, limit);
    }

    private boolean isSilent(RouterAddress router) {
        Entry entry = entries.get(router);
        return entry != null && entry.isSilent();
    }

    private RouterChannel bestOf(Collection<RouterAddress> routers, ApiSession session, Duration limit)
            throws ZitiException, InterruptedException {
        Optional<RouterChannel> connected = routers.stream()
                .map(entries::get)
                .filter(e -> e != null && e.session().equals(session.id()))
                .filter(e -> e.channel().isDone() && e.usable())
                .map(e -> e.channel().resultNow())
                .min(Comparator.comparingLong(RouterChannel::roundTripNanos));
        return connected.isPresent() ? connected.get() : first(List.copyOf(routers), session, limit);
    }

    private record Outcome(Optional<RouterChannel> channel, Optional<Throwable> failure) {}

    private RouterChannel first(List<RouterAddress> routers, ApiSession session, Duration limit)
            throws ZitiException, InterruptedException {
        LinkedBlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
        for (RouterAddress router : routers) {
            var _ = entry(router, session)
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
        if (last.isEmpty()) {
            throw new ZitiException(ZitiFailure.TIMEOUT, "No edge router answered in time. Try again.");
        }
        throw new ZitiException(
                ZitiFailure.NO_ROUTER,
                "No edge router could be reached. " + reason(last.get()).sentence()
                        + " Check the network connection and try again.");
    }

    /** The open channels; there may be two to one router while an earlier log-in's still carries circuits. */
    Collection<RouterChannel> channels() {
        return open.keySet().stream().filter(RouterChannel::isOpen).toList();
    }

    private CompletableFuture<RouterChannel> entry(RouterAddress address, ApiSession session) {
        if (entries.size() >= MANY) {
            entries.values().removeIf(e -> !e.usable());
        }
        Optional<Entry> before = Optional.ofNullable(entries.get(address));
        Entry entry = entries.compute(
                address,
                (a, old) -> old != null && old.session().equals(session.id()) && old.usable()
                        ? old
                        : new Entry(session.id(), connect(a, session)));
        if (before.isPresent() && !before.get().equals(entry)) {
            var _ = before.get().channel().thenAccept(RouterChannel::retire);
        }
        return entry.channel();
    }

    private CompletableFuture<RouterChannel> connect(RouterAddress address, ApiSession session) {
        CompletableFuture<RouterChannel> result = new CompletableFuture<>();
        Thread.ofVirtual().name("ziti-connect-" + address.name()).start(() -> {
            try {
                String token = newest(session).token();
                RouterChannel channel = connector.connect(address, token);
                open.put(channel, session.id());
                var _ = channel.whenClosed().thenRun(() -> open.remove(channel));
                if (closed) {
                    channel.close();
                }
                ApiSession newest = newest(session);
                if (!newest.token().equals(token)) { // renewed while we connected
                    updateToken(channel, newest);
                }
                result.complete(channel);
            } catch (ZitiException | RuntimeException e) {
                log.debug("{} not connected: {}", address, e.getMessage());
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** The session with its newest token. */
    private ApiSession newest(ApiSession session) {
        return renewed.filter(r -> r.id().equals(session.id())).orElse(session);
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
        if (session.kind() != ApiSession.Kind.OIDC) {
            return; // routers from 2.0 close a legacy channel that is told a token
        }
        renewed = Optional.of(session);
        open.forEach((channel, of) -> {
            if (of.equals(session.id())) {
                updateToken(channel, session);
            }
        });
    }

    private void updateToken(RouterChannel channel, ApiSession session) {
        Thread.ofVirtual().name("ziti-token-" + channel.address().name()).start(() -> {
            try {
                channel.updateToken(session.token(), TOKEN_ANSWER);
            } catch (ZitiException e) {
                log.info("{}", e.sentence());
                if (e.failure() != ZitiFailure.TIMEOUT) { // a silent router has it as soon as it reads again
                    channel.close();
                }
            } catch (InterruptedException e) {
                log.debug("token of {} not renewed", channel.address());
            }
        });
    }

    /**
     * The computer has slept or changed networks: gives up the channels that do not answer within three seconds.
     *
     * @return completes when it is known which channels still live
     */
    CompletableFuture<Void> wake() {
        return CompletableFuture.allOf(
                open.keySet().stream().map(RouterChannel::wake).toArray(CompletableFuture[]::new));
    }

    /** Closes all channels, in parallel, within {@link #CLOSING}. Idempotent. */
    @Override
    public void close() {
        closed = true;
        List<Thread> closing = open.keySet().stream()
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
